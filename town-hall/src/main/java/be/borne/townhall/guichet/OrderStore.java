package be.borne.townhall.guichet;

import be.borne.protocol.guichet.DeliveryWay;
import be.borne.protocol.guichet.EmailAddress;
import be.borne.protocol.guichet.IssuedDocument;
import be.borne.protocol.guichet.Order;
import be.borne.protocol.guichet.PickupCode;
import be.borne.protocol.guichet.RefusalReason;
import be.borne.protocol.guichet.TrackingCode;
import be.borne.protocol.terminal.Language;
import be.borne.townhall.guichet.store.SqliteDatabase;
import be.borne.townhall.guichet.store.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** The town hall's memory of orders and of what was issued for them. Survives any stop. */
final class OrderStore implements AutoCloseable {
  static final List<String> MIGRATIONS =
      List.of(
          "V001__orders.sql",
          "V002__validation_reports.sql",
          "V003__print_claims.sql",
          "V004__doubts_at_once.sql",
          "V005__ways_of_delivery.sql",
          "V006__since_when_and_what_was_said.sql",
          "V007__who_was_told_that_it_goes.sql",
          "V008__documents_without_a_code.sql",
          "V009__clerks_and_tracking.sql",
          "V010__no_call_reads_all_that_is_stored.sql");

  /** Since when order {@code o} can be collected at a terminal; null if it goes another way. */
  private static final String SINCE =
      "(SELECT p.since_ms FROM on_paper p WHERE p.reference = o.reference)";

  /** What was issued may be too old to be there still. */
  private static final String HAS_DOCUMENT =
      "EXISTS (SELECT 1 FROM documents d WHERE d.reference = o.reference)";

  /** An order that its citizen was not told would go another way, or was told would not. */
  private static final String NOT_PROMISED =
      "way <> 'PAPER' AND state = 'IN_PREPARATION'"
          + " AND (told_at_ms IS NULL OR failed_at_ms IS NOT NULL)";

  private static final int MAX_REPORT_BYTES = 16 * 1024 * 1024;

  /**
   * What the store can tell whoever holds a paper.
   *
   * @param withdrawnAt null while it stands
   */
  record Issue(String serviceId, Instant issuedAt, Instant withdrawnAt) {}

  /**
   * An order of a citizen of which no paper was delivered yet.
   *
   * @param holder what keeps it from being claimed; empty if it is free
   */
  record Unfinished(StoredOrder order, Optional<ClaimStore.State> holder) {}

  private final SqliteDatabase database;
  private final ClaimStore claims;
  private final QuestionStore questions;
  private final MailStore mails;
  private final LetterStore letters;

  OrderStore(SqliteDatabase database) {
    this.database = database;
    this.claims = new ClaimStore(database);
    this.questions = new QuestionStore(database);
    this.mails = new MailStore(database);
    this.letters = new LetterStore(database);
  }

  static OrderStore open(Path file) throws IOException, StoreException {
    return new OrderStore(SqliteDatabase.open(file, OrderStore.class, MIGRATIONS));
  }

  /** To look at what another program writes. */
  static OrderStore openToRead(Path file) throws StoreException {
    return new OrderStore(SqliteDatabase.openToRead(file, MIGRATIONS));
  }

  Optional<StoredOrder> byKey(UUID key) throws StoreException {
    return find("idempotency_key", key.toString());
  }

  Optional<StoredOrder> byReference(String reference) throws StoreException {
    return find("reference", reference);
  }

  private Optional<StoredOrder> find(String column, String value) throws StoreException {
    return database.within(
        connection -> {
          try (PreparedStatement query =
              connection.prepareStatement("SELECT * FROM orders WHERE " + column + " = ?")) {
            query.setString(1, value);
            try (ResultSet row = query.executeQuery()) {
              return row.next() ? Optional.of(order(row)) : Optional.empty();
            }
          }
        });
  }

  private static StoredOrder order(ResultSet row) throws SQLException {
    Order.State state = Order.State.valueOf(row.getString("state"));
    return new StoredOrder(
        row.getString("reference"),
        UUID.fromString(row.getString("idempotency_key")),
        row.getBytes("citizen"),
        row.getString("terminal"),
        row.getString("service"),
        Language.ofTag(row.getString("language")),
        state,
        Instant.ofEpochMilli(row.getLong("placed_at_ms")),
        state == Order.State.READY
            ? new IssuedDocument(
                row.getString("sha256"),
                row.getInt("size_bytes"),
                row.getString("verification_code"))
            : null,
        row.getString("purpose"),
        row.getInt("copies"),
        DeliveryWay.valueOf(row.getString("way")),
        row.getBytes("request"),
        Optional.ofNullable(row.getString("refusal_reason"))
            .map(RefusalReason::valueOf)
            .orElse(null),
        tracking(row));
  }

  /** Null in what is older than such codes. */
  static TrackingCode tracking(ResultSet row) throws SQLException {
    String code = row.getString("tracking");
    return code == null ? null : new TrackingCode(code);
  }

  /**
   * Notes a new order, before anything is issued for it, unless its citizen has placed as many as
   * that since then. Of two at one moment both are counted.
   *
   * @param email where it is to be sent; empty exactly where it goes another way
   * @return whether it was noted
   * @throws StoreException if its key or reference is taken
   */
  boolean place(StoredOrder order, Optional<EmailAddress> email, Instant since, int atMost)
      throws StoreException {
    if (email.isPresent() != (order.way() == DeliveryWay.EMAIL)) {
      throw new IllegalArgumentException("an order has an address exactly when it is sent there");
    }
    return database.within(
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "INSERT INTO orders (reference, idempotency_key, citizen, terminal, service,"
                      + " language, state, placed_at_ms, purpose, copies, way, request, tracking)"
                      + " SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?11, ?12, ?13, ?14, ?15"
                      + " WHERE (SELECT count(*) FROM orders"
                      + "   WHERE citizen = ?3 AND placed_at_ms >= ?9) < ?10")) {
            insert.setString(1, order.reference());
            insert.setString(2, order.idempotencyKey().toString());
            insert.setBytes(3, order.citizen());
            insert.setString(4, order.terminal());
            insert.setString(5, order.serviceId());
            insert.setString(6, order.language().tag());
            insert.setString(7, order.state().name());
            insert.setLong(8, order.placedAt().toEpochMilli());
            insert.setLong(9, since.toEpochMilli());
            insert.setInt(10, atMost);
            insert.setString(11, order.purposeId());
            insert.setInt(12, order.copies());
            insert.setString(13, order.way().name());
            insert.setBytes(14, order.requestMark());
            insert.setString(15, order.tracking() == null ? null : order.tracking().characters());
            if (insert.executeUpdate() == 0) {
              return false;
            }
          }
          if (email.isPresent()) {
            MailStore.await(connection, order.reference(), email.get());
          }
          return true;
        });
  }

  /** Notes a new order on paper. */
  boolean place(StoredOrder order, Instant since, int atMost) throws StoreException {
    return place(order, Optional.empty(), since, atMost);
  }

  /**
   * Keeps the document of an order that was in preparation, with how it was validated; from now on
   * it waits to be sent or posted, if it goes such a way and its citizen was not told meanwhile
   * that it failed.
   */
  void issued(
      String reference, byte[] pdf, IssuedDocument document, Instant at, Validated validated)
      throws StoreException {
    boolean forgot =
        database.within(
            connection -> {
              boolean failed =
                  isPutOnPaper(
                      connection, reference, "way <> 'PAPER' AND failed_at_ms IS NOT NULL");
              keep(connection, validated);
              try (PreparedStatement insert =
                      connection.prepareStatement("INSERT INTO documents VALUES (?, ?)");
                  PreparedStatement update =
                      connection.prepareStatement(
                          "UPDATE orders SET state = 'READY', issued_at_ms = ?, verification_code = ?,"
                              + " sha256 = ?, size_bytes = ?"
                              + " WHERE reference = ? AND state = 'IN_PREPARATION'")) {
                insert.setString(1, reference);
                insert.setBytes(2, pdf);
                insert.executeUpdate();
                update.setLong(1, at.toEpochMilli());
                update.setString(2, document.verificationCode());
                update.setString(3, document.sha256());
                update.setInt(4, document.sizeBytes());
                update.setString(5, reference);
                requireOne(update.executeUpdate());
              }
              MailStore.queue(connection, reference, at);
              LetterStore.queue(connection, reference, at);
              return failed;
            });
    if (forgot) {
      database.settle();
    }
  }

  /** Ends an order whose document did not pass; the document itself is not kept. */
  void failedValidation(Validated validated) throws StoreException {
    refused(
        validated.reference(),
        RefusalReason.OTHER,
        "validation: " + validated.finding(),
        validated.at(),
        validated);
  }

  /**
   * Ends an order of which no document comes.
   *
   * @param reason for its citizen
   * @param rule for a technician
   */
  void refused(String reference, RefusalReason reason, String rule, Instant at)
      throws StoreException {
    refused(reference, reason, rule, at, null);
  }

  private void refused(
      String reference, RefusalReason reason, String rule, Instant at, Validated validated)
      throws StoreException {
    database.within(
        connection -> {
          if (validated != null) {
            keep(connection, validated);
          }
          try (PreparedStatement update =
              connection.prepareStatement(
                  "UPDATE orders SET state = 'REFUSED', refusal = ?, refusal_reason = ?,"
                      + " refused_at_ms = ? WHERE reference = ? AND state = 'IN_PREPARATION'")) {
            update.setString(1, rule);
            update.setString(2, reason.name());
            update.setLong(3, at.toEpochMilli());
            update.setString(4, reference);
            requireOne(update.executeUpdate());
          }
          MailStore.forget(connection, reference);
          return null;
        });
    database.settle();
  }

  /** Notes since when a clerk is to look at an order; the first time counts. */
  void withAClerk(String reference, Instant since) throws StoreException {
    database.within(
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "UPDATE orders SET clerk_since_ms = ?"
                      + " WHERE reference = ? AND clerk_since_ms IS NULL")) {
            update.setLong(1, since.toEpochMilli());
            update.setString(2, reference);
            return update.executeUpdate();
          }
        });
  }

  private static void keep(Connection connection, Validated validated) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO validation_reports VALUES (?, ?, ?, ?, ?)")) {
      insert.setString(1, validated.reference());
      insert.setLong(2, validated.at().toEpochMilli());
      insert.setInt(3, validated.passed() ? 1 : 0);
      insert.setString(4, validated.finding());
      insert.setBytes(5, validated.report() == null ? null : Gzip.packed(validated.report()));
      insert.executeUpdate();
    }
  }

  /** How the document of an order was validated. */
  Optional<Validated> validation(String reference) throws StoreException {
    return database.within(
        connection -> {
          try (PreparedStatement query =
              connection.prepareStatement(
                  "SELECT reference, validated_at_ms, passed, finding, report"
                      + " FROM validation_reports WHERE reference = ?")) {
            query.setString(1, reference);
            try (ResultSet row = query.executeQuery()) {
              return row.next() ? Optional.of(validated(row)) : Optional.empty();
            }
          }
        });
  }

  /** The newest documents that did not pass, without their reports. */
  List<Validated> validationFailures(int most) throws StoreException {
    return database.within(
        connection -> {
          try (PreparedStatement query =
              connection.prepareStatement(
                  "SELECT reference, validated_at_ms, passed, finding, NULL AS report"
                      + " FROM validation_reports WHERE passed = 0"
                      + " ORDER BY validated_at_ms DESC LIMIT ?")) {
            query.setInt(1, most);
            List<Validated> failures = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
              while (row.next()) {
                failures.add(validated(row));
              }
            }
            return failures;
          }
        });
  }

  private static Validated validated(ResultSet row) throws SQLException {
    byte[] report = row.getBytes("report");
    try {
      return new Validated(
          row.getString("reference"),
          Instant.ofEpochMilli(row.getLong("validated_at_ms")),
          row.getInt("passed") == 1,
          row.getString("finding"),
          report == null ? null : Gzip.unpacked(report, MAX_REPORT_BYTES));
    } catch (IOException e) {
      throw new SQLException("a validation report is broken", e);
    }
  }

  private static int requireOne(int rows) throws SQLException {
    if (rows != 1) {
      throw new SQLException("the order is no longer in preparation");
    }
    return rows;
  }

  /** The whole file, as it was issued. */
  Optional<byte[]> document(String reference) throws StoreException {
    return database.within(
        connection -> {
          try (PreparedStatement query =
              connection.prepareStatement("SELECT pdf FROM documents WHERE reference = ?")) {
            query.setString(1, reference);
            try (ResultSet row = query.executeQuery()) {
              return row.next() ? Optional.of(row.getBytes("pdf")) : Optional.empty();
            }
          }
        });
  }

  /**
   * Drops the documents that could be collected before then already, and those that went another
   * way and were issued before then; but not one that a terminal may be fetching now, and none that
   * has yet to be sent or posted. What was issued can still be verified.
   *
   * @return how many
   */
  int dropDocuments(Instant before) throws StoreException {
    return database.within(
        connection -> {
          try (PreparedStatement delete =
              connection.prepareStatement(
                  "DELETE FROM documents WHERE EXISTS (SELECT 1 FROM orders o"
                      + "   WHERE o.reference = documents.reference AND coalesce("
                      + SINCE
                      + ", o.issued_at_ms, o.placed_at_ms) < ?)"
                      + " AND NOT EXISTS (SELECT 1 FROM claims c"
                      // The index of who holds an order knows only that it is not NOT_PRINTED.
                      + "   WHERE c.reference = documents.reference AND c.state = 'OPEN'"
                      + "   AND c.state <> 'NOT_PRINTED')"
                      + " AND NOT EXISTS (SELECT 1 FROM mails m"
                      + "   WHERE m.reference = documents.reference AND m.state = 'WAITING')"
                      + " AND NOT EXISTS (SELECT 1 FROM letters l JOIN orders p"
                      + "   ON p.reference = l.reference AND p.withdrawn_at_ms IS NULL"
                      + "   WHERE l.reference = documents.reference AND l.state = 'TO_POST')")) {
            delete.setLong(1, before.toEpochMilli());
            return delete.executeUpdate();
          }
        });
  }

  /** What was issued under a code; empty if nothing was. */
  Optional<Issue> byVerificationCode(String code) throws StoreException {
    return database.within(
        connection -> {
          try (PreparedStatement query =
              connection.prepareStatement(
                  "SELECT service, issued_at_ms, withdrawn_at_ms FROM orders"
                      + " WHERE verification_code = ?")) {
            query.setString(1, code);
            try (ResultSet row = query.executeQuery()) {
              return row.next()
                  ? Optional.of(
                      new Issue(
                          row.getString("service"),
                          Instant.ofEpochMilli(row.getLong("issued_at_ms")),
                          row.getObject("withdrawn_at_ms") == null
                              ? null
                              : Instant.ofEpochMilli(row.getLong("withdrawn_at_ms"))))
                  : Optional.empty();
            }
          }
        });
  }

  /**
   * Declares that an issued document no longer stands. If it waited to be sent, it is not.
   *
   * @return whether there was such a document that still stood
   */
  boolean withdraw(String reference, WithdrawalReason reason, Instant at) throws StoreException {
    boolean withdrawn =
        database.within(
            connection -> {
              try (PreparedStatement update =
                  connection.prepareStatement(
                      "UPDATE orders SET withdrawn_at_ms = ?, withdrawal_reason = ?"
                          + " WHERE reference = ? AND state = 'READY' AND withdrawn_at_ms IS NULL")) {
                update.setLong(1, at.toEpochMilli());
                update.setString(2, reason.toString());
                update.setString(3, reference);
                if (update.executeUpdate() == 0) {
                  return false;
                }
              }
              MailStore.giveUp(connection, reference, "the document was withdrawn", at);
              return true;
            });
    database.settle();
    return withdrawn;
  }

  /** Whether something could be written: the database is taken for that, and nothing changed. */
  void touch() throws StoreException {
    var _ =
        database.within(
            connection -> {
              try (PreparedStatement query = connection.prepareStatement("SELECT 1")) {
                return query.execute();
              }
            });
  }

  /** Who may print what. */
  ClaimStore claims() {
    return claims;
  }

  /** What people are asked of it. */
  QuestionStore questions() {
    return questions;
  }

  /** What has reached its citizen. */
  DeliveredStore delivered() {
    return new DeliveredStore(database);
  }

  /** Tells what happened to orders between two moments, to be counted. */
  void tellCounted(Instant from, Instant until, Consumer<Counted> whom) throws StoreException {
    CountStore.tellDocuments(database, from, until, whom);
  }

  /** How citizens' orders stand. */
  FollowStore followed() {
    return new FollowStore(database);
  }

  /** What goes by e-mail. */
  MailStore mails() {
    return mails;
  }

  /** What goes by post. */
  LetterStore letters() {
    return letters;
  }

  /**
   * A citizen's orders that are neither delivered nor refused nor withdrawn: what can be collected
   * at terminals and could not before then, and whatever was ordered since and is in preparation.
   */
  List<Unfinished> unfinished(byte[] citizen, Instant since, int atMost) throws StoreException {
    return database.within(
        connection -> {
          try (PreparedStatement query =
              connection.prepareStatement(
                  "SELECT o.*, c.standing AS claim_standing FROM orders o"
                      + " LEFT JOIN claims c ON c.reference = o.reference"
                      + "   AND c.state <> 'NOT_PRINTED'"
                      + " WHERE o.citizen = ?1 AND o.withdrawn_at_ms IS NULL"
                      + " AND c.state IS NOT 'PRINTED'"
                      + " AND ((o.state = 'IN_PREPARATION' AND o.placed_at_ms >= ?2)"
                      + "   OR (o.state = 'READY' AND "
                      + HAS_DOCUMENT
                      + " AND "
                      + SINCE
                      + " >= ?2))"
                      + " ORDER BY o.placed_at_ms DESC, o.reference LIMIT ?3")) {
            query.setBytes(1, citizen);
            query.setLong(2, since.toEpochMilli());
            query.setInt(3, atMost);
            try (ResultSet row = query.executeQuery()) {
              List<Unfinished> found = new ArrayList<>();
              while (row.next()) {
                found.add(
                    new Unfinished(
                        order(row),
                        Optional.ofNullable(row.getString("claim_standing"))
                            .map(ClaimStore.State::valueOf)));
              }
              return found;
            }
          }
        });
  }

  /** Whether an issued document no longer stands. */
  boolean isWithdrawn(String reference) throws StoreException {
    return exists(
        "SELECT 1 FROM orders WHERE reference = ? AND withdrawn_at_ms IS NOT NULL", reference);
  }

  /** Whether an order is collected at a terminal, and does not go another way. */
  boolean isOnPaper(String reference) throws StoreException {
    return exists("SELECT 1 FROM on_paper WHERE reference = ?", reference);
  }

  /** Whether the document of an order is there, and was not dropped for its age. */
  boolean hasDocument(String reference) throws StoreException {
    return exists("SELECT 1 FROM orders o WHERE o.reference = ? AND " + HAS_DOCUMENT, reference);
  }

  /** Since when an order can be collected at a terminal; empty if it goes another way. */
  Optional<Instant> onPaperSince(String reference) throws StoreException {
    return database.within(
        connection -> {
          try (PreparedStatement query =
              connection.prepareStatement("SELECT since_ms FROM on_paper WHERE reference = ?")) {
            query.setString(1, reference);
            try (ResultSet row = query.executeQuery()) {
              return row.next()
                  ? Optional.of(Instant.ofEpochMilli(row.getLong(1)))
                  : Optional.empty();
            }
          }
        });
  }

  /** Notes that the citizen was told that it failed, if it was to be sent and is not made yet. */
  void failed(String reference, Instant now) throws StoreException {
    database.within(
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "UPDATE orders SET failed_at_ms = ?"
                      + " WHERE reference = ? AND state = 'IN_PREPARATION' AND way <> 'PAPER'")) {
            update.setLong(1, now.toEpochMilli());
            update.setString(2, reference);
            return update.executeUpdate();
          }
        });
  }

  /** The citizen asks for it once more within the visit: what was told of it before is past. */
  void askedAgain(String reference) throws StoreException {
    database.within(
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "UPDATE orders SET told_at_ms = NULL, failed_at_ms = NULL"
                      + " WHERE reference = ? AND state = 'IN_PREPARATION'")) {
            update.setString(1, reference);
            return update.executeUpdate();
          }
        });
  }

  /**
   * Notes that the citizen is told now that it goes as soon as it is made, unless the citizen was
   * told meanwhile that it failed.
   *
   * @return whether it was noted
   */
  boolean isTold(String reference, Instant now) throws StoreException {
    return database.within(
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "UPDATE orders SET told_at_ms = ?"
                      + " WHERE reference = ? AND (way = 'PAPER' OR failed_at_ms IS NULL)")) {
            update.setLong(1, now.toEpochMilli());
            update.setString(2, reference);
            return update.executeUpdate() == 1;
          }
        });
  }

  /**
   * Lets what its citizen was not told would go be collected at a terminal, and forgets where it
   * was to be sent.
   *
   * @return whether it was such an order
   */
  boolean isNowOnPaper(String reference) throws StoreException {
    boolean changed =
        database.within(connection -> isPutOnPaper(connection, reference, NOT_PROMISED));
    if (changed) {
      database.settle();
    }
    return changed;
  }

  private static boolean isPutOnPaper(Connection connection, String reference, String where)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE orders SET way = 'PAPER' WHERE reference = ? AND " + where)) {
      update.setString(1, reference);
      if (update.executeUpdate() == 0) {
        return false;
      }
    }
    MailStore.forget(connection, reference);
    return true;
  }

  /**
   * Does so with all that were placed before then: nobody can ask for them again.
   *
   * @return how many
   */
  int putOnPaper(Instant placedBefore) throws StoreException {
    int changed =
        database.within(
            connection -> {
              try (PreparedStatement forget =
                      connection.prepareStatement(
                          "DELETE FROM mails WHERE state = 'AWAITED' AND reference IN"
                              + " (SELECT reference FROM orders WHERE placed_at_ms < ? AND "
                              + NOT_PROMISED
                              + ")");
                  PreparedStatement update =
                      connection.prepareStatement(
                          "UPDATE orders SET way = 'PAPER' WHERE placed_at_ms < ? AND "
                              + NOT_PROMISED)) {
                forget.setLong(1, placedBefore.toEpochMilli());
                forget.executeUpdate();
                update.setLong(1, placedBefore.toEpochMilli());
                return update.executeUpdate();
              }
            });
    if (changed > 0) {
      database.settle();
    }
    return changed;
  }

  /** Whether there is a ready order with this pickup code that nobody has claimed. */
  boolean isFree(PickupCode code) throws StoreException {
    return exists(
        "SELECT 1 FROM orders o WHERE substr(o.reference, -8) = ? AND o.state = 'READY'"
            + " AND EXISTS (SELECT 1 FROM on_paper p WHERE p.reference = o.reference) AND "
            + HAS_DOCUMENT
            + " AND o.withdrawn_at_ms IS NULL AND NOT EXISTS (SELECT 1 FROM claims c"
            + " WHERE c.reference = o.reference AND c.state <> 'NOT_PRINTED')",
        code.characters());
  }

  private boolean exists(String sql, String value) throws StoreException {
    return database.within(
        connection -> {
          try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, value);
            try (ResultSet row = query.executeQuery()) {
              return row.next();
            }
          }
        });
  }

  @Override
  public void close() throws StoreException {
    database.close();
  }
}
