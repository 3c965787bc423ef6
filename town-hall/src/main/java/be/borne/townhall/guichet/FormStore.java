package be.borne.townhall.guichet;

import be.borne.protocol.guichet.TrackingCode;
import be.borne.protocol.guichet.form.Answer;
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
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * Drafts, what was sent, and the files with both, in a file of their own that only the town hall's
 * account may open; what is erased is legible neither in it nor in its log.
 */
final class FormStore implements AutoCloseable {
  private static final List<String> MIGRATIONS =
      List.of(
          "V001__forms.sql",
          "V002__form_files.sql",
          "V003__form_categories.sql",
          "V004__form_tracking.sql",
          "V005__handovers.sql");

  /**
   * What a citizen sent.
   *
   * @param requestMark stands for all of it
   * @param filled null once it was erased
   * @param handled empty as long as it is to be dealt with
   * @param tracking null in what is older than such codes
   */
  @SuppressWarnings("ArrayRecordComponent") // pseudonym and mark are compared byte by byte
  record Stored(
      String reference,
      UUID idempotencyKey,
      byte[] citizen,
      byte[] requestMark,
      String terminal,
      String form,
      int version,
      Language language,
      Instant receivedAt,
      Filled filled,
      Optional<Dispatch.Noted> handled,
      TrackingCode tracking) {

    /** Nothing of the citizen. */
    @Override
    public String toString() {
      return "Stored[" + reference + "]";
    }
  }

  /**
   * Whose it is, and what it says.
   *
   * @param answers as JSON
   */
  record Filled(
      String number, String surname, String givenNames, Optional<LocalDate> born, String answers) {

    /** Nothing of it. */
    @Override
    public String toString() {
      return "Filled[hidden]";
    }
  }

  /** Whether a filled form was kept. */
  enum Placed {
    KEPT,
    /** Its citizen has sent as many as one may. */
    ONE_TOO_MANY,
    /** It names a file that is not the citizen's, or not as it says, or was sent before. */
    NO_SUCH_FILE
  }

  private final SqliteDatabase database;
  private final DraftStore drafts;
  private final FileStore files;
  private final HandoverStore handovers;

  private FormStore(SqliteDatabase database) {
    this.database = database;
    this.drafts = new DraftStore(database);
    this.files = new FileStore(database);
    this.handovers = new HandoverStore(database);
  }

  static FormStore open(Path file) throws IOException, StoreException {
    return new FormStore(SqliteDatabase.open(file, FormStore.class, MIGRATIONS));
  }

  /** To look at what another program writes. */
  static FormStore openToRead(Path file) throws StoreException {
    return new FormStore(SqliteDatabase.openToRead(file, MIGRATIONS));
  }

  /** What was begun and not sent. */
  DraftStore drafts() {
    return drafts;
  }

  /** What citizens brought for it. */
  FileStore files() {
    return files;
  }

  /** Tells which forms were sent between two moments, to be counted. */
  void tellCounted(Instant from, Instant until, Consumer<Counted> whom) throws StoreException {
    CountStore.tellForms(database, from, until, whom);
  }

  /** What of it is handed over to somebody else. */
  HandoverStore handovers() {
    return handovers;
  }

  // ---------------------------------------------------------------- definitions

  /**
   * Keeps a form as it is offered from now on.
   *
   * @return whether this version was not known with other questions before
   */
  boolean isKept(String form, int version, String json) throws StoreException {
    return database.within(
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement("INSERT OR IGNORE INTO definitions VALUES (?, ?, ?)")) {
            insert.setString(1, form);
            insert.setInt(2, version);
            insert.setString(3, json);
            insert.executeUpdate();
          }
          return definition(connection, form, version).filter(json::equals).isPresent();
        });
  }

  /**
   * The number of a form as it is now: that of its latest version where nothing has changed since,
   * and else the next one, which is kept.
   *
   * @param json of the form with that number
   */
  int versionOf(String form, IntFunction<String> json) throws StoreException {
    return database.within(
        connection -> {
          int latest = latest(connection, form);
          // The latest first: a site that changes a form back and forth makes no more of them.
          for (int version = latest; version > 0; version--) {
            if (definition(connection, form, version)
                .filter(json.apply(version)::equals)
                .isPresent()) {
              return version;
            }
          }
          try (PreparedStatement insert =
              connection.prepareStatement("INSERT INTO definitions VALUES (?, ?, ?)")) {
            insert.setString(1, form);
            insert.setInt(2, latest + 1);
            insert.setString(3, json.apply(latest + 1));
            insert.executeUpdate();
          }
          return latest + 1;
        });
  }

  private static int latest(Connection connection, String form) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT coalesce(max(version), 0) FROM definitions WHERE form = ?")) {
      query.setString(1, form);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  /** The form with which something was filled in. */
  Optional<String> definition(String form, int version) throws StoreException {
    return database.within(connection -> definition(connection, form, version));
  }

  private static Optional<String> definition(Connection connection, String form, int version)
      throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT json FROM definitions WHERE form = ? AND version = ?")) {
      query.setString(1, form);
      query.setInt(2, version);
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
      }
    }
  }

  // ---------------------------------------------------------------- what was sent

  Optional<Stored> byKey(UUID key) throws StoreException {
    return find("idempotency_key", key.toString());
  }

  Optional<Stored> byReference(String reference) throws StoreException {
    return find("reference", reference);
  }

  private Optional<Stored> find(String column, String value) throws StoreException {
    return database.within(
        connection -> {
          try (PreparedStatement query =
              connection.prepareStatement("SELECT * FROM submissions WHERE " + column + " = ?")) {
            query.setString(1, value);
            return read(query).stream().findFirst();
          }
        });
  }

  Optional<Stored> byTracking(TrackingCode code) throws StoreException {
    return find("tracking", code.characters());
  }

  /** A citizen's own, the latest first. */
  List<Stored> ofCitizen(byte[] citizen, int atMost) throws StoreException {
    return database.within(
        connection -> {
          try (PreparedStatement query =
              connection.prepareStatement(
                  "SELECT * FROM submissions WHERE citizen = ?"
                      + " ORDER BY received_at_ms DESC, reference LIMIT ?")) {
            query.setBytes(1, citizen);
            query.setInt(2, atMost);
            return read(query);
          }
        });
  }

  /**
   * Keeps what was sent with its files, and with it drops the draft, unless its citizen has sent as
   * many as that since then.
   *
   * @param named the files that its answers name
   * @param toHandOver as it is to be handed over to somebody else; empty if clerks deal with it
   */
  Placed place(
      Stored sent,
      Collection<Answer.Attached> named,
      Optional<String> toHandOver,
      Instant since,
      int atMost)
      throws StoreException {
    Placed placed =
        database.within(
            connection -> {
              if (!FileStore.areTheirs(connection, named, sent.citizen(), sent.terminal())) {
                return Placed.NO_SUCH_FILE;
              }
              if (!isInserted(connection, sent, since, atMost)) {
                return Placed.ONE_TOO_MANY;
              }
              FileStore.send(connection, sent.reference(), named);
              if (toHandOver.isPresent()) {
                HandoverStore.begin(
                    connection, sent.reference(), toHandOver.get(), sent.receivedAt());
              }
              DraftStore.drop(connection, sent.citizen(), sent.form());
              return Placed.KEPT;
            });
    database.settle();
    return placed;
  }

  private static boolean isInserted(Connection connection, Stored sent, Instant since, int atMost)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO submissions (reference, idempotency_key, citizen, request, terminal, form,"
                + " version, language, received_at_ms, number, surname, given_names, born, answers,"
                + " tracking)"
                + " SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?17"
                + " WHERE (SELECT count(*) FROM submissions"
                + "   WHERE citizen = ?3 AND received_at_ms >= ?15) < ?16")) {
      insert.setString(1, sent.reference());
      insert.setString(2, sent.idempotencyKey().toString());
      insert.setBytes(3, sent.citizen());
      insert.setBytes(4, sent.requestMark());
      insert.setString(5, sent.terminal());
      insert.setString(6, sent.form());
      insert.setInt(7, sent.version());
      insert.setString(8, sent.language().tag());
      insert.setLong(9, sent.receivedAt().toEpochMilli());
      insert.setString(10, sent.filled().number());
      insert.setString(11, sent.filled().surname());
      insert.setString(12, sent.filled().givenNames());
      insert.setString(13, sent.filled().born().map(LocalDate::toString).orElse(null));
      insert.setString(14, sent.filled().answers());
      insert.setLong(15, since.toEpochMilli());
      insert.setInt(16, atMost);
      insert.setString(17, sent.tracking() == null ? null : sent.tracking().characters());
      return insert.executeUpdate() == 1;
    }
  }

  /**
   * What is to be dealt with, form by form, the longest waiting first.
   *
   * @param after the reference of the one that they come after, which may be dealt with by now;
   *     empty for the first
   */
  List<Stored> waiting(int atMost, String after) throws StoreException {
    return list(
        "handled_at_ms IS NULL AND (?1 = '' OR (form, received_at_ms, reference) >"
            + " (SELECT form, received_at_ms, reference FROM submissions WHERE reference = ?1))"
            + " ORDER BY form, received_at_ms, reference",
        atMost,
        after);
  }

  /** What was dealt with, the latest first. */
  List<Stored> handled(int atMost) throws StoreException {
    return list(
        "?1 = '' AND handled_at_ms IS NOT NULL ORDER BY handled_at_ms DESC, reference", atMost, "");
  }

  private List<Stored> list(String which, int atMost, String after) throws StoreException {
    return database.within(
        connection -> {
          try (PreparedStatement query =
              connection.prepareStatement(
                  "SELECT * FROM submissions WHERE " + which + " LIMIT ?2")) {
            query.setString(1, after);
            query.setInt(2, atMost);
            return read(query);
          }
        });
  }

  private static List<Stored> read(PreparedStatement query) throws SQLException {
    List<Stored> found = new ArrayList<>();
    try (ResultSet row = query.executeQuery()) {
      while (row.next()) {
        String answers = row.getString("answers");
        String by = row.getString("handled_by");
        found.add(
            new Stored(
                row.getString("reference"),
                UUID.fromString(row.getString("idempotency_key")),
                row.getBytes("citizen"),
                row.getBytes("request"),
                row.getString("terminal"),
                row.getString("form"),
                row.getInt("version"),
                Language.ofTag(row.getString("language")),
                Instant.ofEpochMilli(row.getLong("received_at_ms")),
                answers == null ? null : filled(row, answers),
                by == null
                    ? Optional.empty()
                    : Optional.of(
                        new Dispatch.Noted(Instant.ofEpochMilli(row.getLong("handled_at_ms")), by)),
                OrderStore.tracking(row)));
      }
    }
    return found;
  }

  private static Filled filled(ResultSet row, String answers) throws SQLException {
    return new Filled(
        row.getString("number"),
        row.getString("surname"),
        row.getString("given_names"),
        Optional.ofNullable(row.getString("born")).map(LocalDate::parse),
        answers);
  }

  /**
   * Notes for good that something was dealt with.
   *
   * @return whether it was still to be dealt with
   */
  boolean handle(String reference, String by, Instant now) throws StoreException {
    boolean handled =
        database.within(
            connection -> {
              try (PreparedStatement update =
                  connection.prepareStatement(
                      "UPDATE submissions SET handled_at_ms = ?, handled_by = ?"
                          + " WHERE reference = ? AND handled_at_ms IS NULL")) {
                update.setLong(1, now.toEpochMilli());
                update.setString(2, by);
                update.setString(3, reference);
                boolean isHandled = update.executeUpdate() == 1;
                if (isHandled) {
                  HandoverStore.end(connection, reference, "a clerk dealt with it first");
                }
                return isHandled;
              }
            });
    database.settle();
    return handled;
  }

  /**
   * Erases drafts that were saved before then, and what was sent and dealt with before then. The
   * files that the drafts named are unused from now on: their citizen may be at the form just now.
   *
   * @return how many of both
   */
  int forget(Instant savedBefore, Instant handledBefore, Instant now) throws StoreException {
    int forgotten =
        database.within(
            connection -> {
              FileStore.release(connection, savedBefore, now);
              return run(connection, "DELETE FROM drafts WHERE saved_at_ms < ?", savedBefore)
                  + run(
                      connection,
                      "UPDATE submissions SET number = NULL, surname = NULL, given_names = NULL,"
                          + " born = NULL, answers = NULL"
                          + " WHERE handled_at_ms < ? AND answers IS NOT NULL",
                      handledBefore);
            });
    if (forgotten > 0) {
      database.settle();
    }
    return forgotten;
  }

  private static int run(Connection connection, String sql, Instant before) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setLong(1, before.toEpochMilli());
      return update.executeUpdate();
    }
  }

  @Override
  public void close() throws StoreException {
    database.close();
  }
}
