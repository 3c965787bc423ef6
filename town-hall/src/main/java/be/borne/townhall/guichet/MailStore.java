package be.borne.townhall.guichet;

import be.borne.protocol.guichet.EmailAddress;
import be.borne.protocol.terminal.Language;
import be.borne.townhall.guichet.store.SqliteDatabase;
import be.borne.townhall.guichet.store.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What waits to be sent by e-mail, and what became of it. An address is here exactly as long as it
 * is needed: whatever ends a mail erases it in the same transaction, and then from the log.
 */
final class MailStore {

  /**
   * A mail to be sent now.
   *
   * @param document the sealed file
   * @param verificationCode as printed on it; empty where it has none
   * @param queuedAt when it was ready; the same at every attempt
   * @param attempts so far
   */
  @SuppressWarnings("ArrayRecordComponent") // on its way from the store to the mail server
  record Due(
      String reference,
      EmailAddress address,
      String serviceId,
      Language language,
      byte[] document,
      Optional<String> verificationCode,
      Instant queuedAt,
      int attempts) {

    /** Neither where to nor what. */
    @Override
    public String toString() {
      return "Due[" + reference + "]";
    }
  }

  private final SqliteDatabase database;

  MailStore(SqliteDatabase database) {
    this.database = database;
  }

  // ---------------------------------------------------------------- within an order's transaction

  /** Keeps the address until there is a document. */
  static void await(Connection connection, String reference, EmailAddress address)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO mails (reference, state, address) VALUES (?, 'AWAITED', ?)")) {
      insert.setString(1, reference);
      insert.setString(2, address.text());
      insert.executeUpdate();
    }
  }

  /** There is a document now; nothing happens if it goes another way. */
  static void queue(Connection connection, String reference, Instant now) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE mails SET state = 'WAITING', queued_at_ms = ?1, due_at_ms = ?1"
                + " WHERE reference = ?2 AND state = 'AWAITED'")) {
      update.setLong(1, now.toEpochMilli());
      update.setString(2, reference);
      update.executeUpdate();
    }
  }

  /** There will be no document. */
  static void forget(Connection connection, String reference) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "DELETE FROM mails WHERE reference = ? AND state = 'AWAITED'")) {
      delete.setString(1, reference);
      delete.executeUpdate();
    }
  }

  /** It is not sent any more, if it was not sent yet. */
  static int giveUp(Connection connection, String reference, String finding, Instant now)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE mails SET state = 'GIVEN_UP', address = NULL, finding = ?, ended_at_ms = ?"
                + " WHERE reference = ? AND state IN ('AWAITED', 'WAITING')")) {
      update.setString(1, finding);
      update.setLong(2, now.toEpochMilli());
      update.setString(3, reference);
      return update.executeUpdate();
    }
  }

  // ---------------------------------------------------------------- the mailer's

  /** The mail that has been due for longest. */
  Optional<Due> due(Instant now) throws StoreException {
    return database.within(
        connection -> {
          try (PreparedStatement query =
              connection.prepareStatement(
                  "SELECT m.reference, m.address, m.queued_at_ms, m.attempts, o.service,"
                      + " o.language, o.verification_code, d.pdf FROM mails m"
                      + " JOIN orders o ON o.reference = m.reference"
                      + " JOIN documents d ON d.reference = m.reference"
                      + " WHERE m.state = 'WAITING' AND m.due_at_ms <= ?"
                      + " ORDER BY m.due_at_ms, m.reference LIMIT 1")) {
            query.setLong(1, now.toEpochMilli());
            try (ResultSet row = query.executeQuery()) {
              return row.next() ? Optional.of(due(row)) : Optional.empty();
            }
          }
        });
  }

  private static Due due(ResultSet row) throws SQLException {
    return new Due(
        row.getString("reference"),
        new EmailAddress(row.getString("address")),
        row.getString("service"),
        Language.ofTag(row.getString("language")),
        row.getBytes("pdf"),
        Optional.ofNullable(row.getString("verification_code")),
        Instant.ofEpochMilli(row.getLong("queued_at_ms")),
        row.getInt("attempts"));
  }

  /**
   * The mail server took it, which is so even if it was withdrawn a moment before.
   *
   * @return whether it waited still
   */
  boolean sent(String reference, Instant now) throws StoreException {
    boolean waited =
        database.within(
            connection -> {
              boolean was = isWaiting(connection, reference);
              try (PreparedStatement update =
                  connection.prepareStatement(
                      "UPDATE mails SET state = 'SENT', address = NULL, attempts = attempts + 1,"
                          + " finding = ?, ended_at_ms = ? WHERE reference = ?")) {
                update.setString(1, was ? null : "given up while it was being sent");
                update.setLong(2, now.toEpochMilli());
                update.setString(3, reference);
                update.executeUpdate();
              }
              return was;
            });
    database.settle();
    return waited;
  }

  private static boolean isWaiting(Connection connection, String reference) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT 1 FROM mails WHERE reference = ? AND state = 'WAITING'")) {
      query.setString(1, reference);
      try (ResultSet row = query.executeQuery()) {
        return row.next();
      }
    }
  }

  /**
   * It is being handed over; of what becomes of that, more is noted after it.
   *
   * @param due when it is tried again if nothing is
   * @return whether it still waits
   */
  boolean handing(String reference, Instant due) throws StoreException {
    return database.within(
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "UPDATE mails SET due_at_ms = ? WHERE reference = ? AND state = 'WAITING'")) {
            update.setLong(1, due.toEpochMilli());
            update.setString(2, reference);
            return update.executeUpdate() == 1;
          }
        });
  }

  /** An attempt came to nothing; there will be another. */
  void later(String reference, Instant due, String finding) throws StoreException {
    database.within(
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "UPDATE mails SET attempts = attempts + 1, due_at_ms = ?, finding = ?"
                      + " WHERE reference = ? AND state = 'WAITING'")) {
            update.setLong(1, due.toEpochMilli());
            update.setString(2, finding);
            update.setString(3, reference);
            return update.executeUpdate();
          }
        });
  }

  /** It is not tried any more: from now on the document can be collected on paper. */
  void giveUp(String reference, String finding, Instant now) throws StoreException {
    database.within(connection -> giveUp(connection, reference, finding, now));
    database.settle();
  }

  /**
   * Gives up whatever still waits for a document though it was ordered before then.
   *
   * @return how many
   */
  int giveUpAwaited(Instant placedBefore, Instant now) throws StoreException {
    return giveUpAll(
        "no document came of it",
        now,
        "state = 'AWAITED' AND EXISTS (SELECT 1 FROM orders o"
            + " WHERE o.reference = mails.reference AND o.placed_at_ms < "
            + placedBefore.toEpochMilli()
            + ")");
  }

  /**
   * Gives up whatever waits: there is no mail server any more.
   *
   * @return how many
   */
  int giveUpAll(Instant now) throws StoreException {
    return giveUpAll("there is no mail server", now, "state IN ('AWAITED', 'WAITING')");
  }

  private int giveUpAll(String finding, Instant now, String which) throws StoreException {
    int given =
        database.within(
            connection -> {
              try (PreparedStatement update =
                  connection.prepareStatement(
                      "UPDATE mails SET state = 'GIVEN_UP', address = NULL, finding = ?,"
                          + " ended_at_ms = ? WHERE "
                          + which)) {
                update.setString(1, finding);
                update.setLong(2, now.toEpochMilli());
                return update.executeUpdate();
              }
            });
    if (given > 0) {
      database.settle();
    }
    return given;
  }

  // ---------------------------------------------------------------- for staff to see

  /** How many were taken by the mail server. */
  long sentCount() throws StoreException {
    return database.within(
        connection -> {
          try (PreparedStatement query =
                  connection.prepareStatement("SELECT count(*) FROM mails WHERE state = 'SENT'");
              ResultSet row = query.executeQuery()) {
            return row.next() ? row.getLong(1) : 0L;
          }
        });
  }

  /** What waits to be sent, the longest waiting first. */
  List<Dispatch.Mail> waiting(int atMost) throws StoreException {
    return seen("m.state = 'WAITING'", "m.queued_at_ms", "", atMost);
  }

  /** What was given up, the latest first. */
  List<Dispatch.Mail> givenUp(int atMost) throws StoreException {
    return seen("m.state = 'GIVEN_UP'", "m.ended_at_ms", " DESC", atMost);
  }

  private List<Dispatch.Mail> seen(String which, String since, String order, int atMost)
      throws StoreException {
    return database.within(
        connection -> {
          try (PreparedStatement query =
              connection.prepareStatement(
                  "SELECT m.reference, o.service, "
                      + since
                      + ", m.attempts, coalesce(m.finding, '') FROM mails m"
                      + " JOIN orders o ON o.reference = m.reference WHERE "
                      + which
                      + " ORDER BY "
                      + since
                      + order
                      + " LIMIT ?")) {
            query.setInt(1, atMost);
            List<Dispatch.Mail> found = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
              while (row.next()) {
                found.add(
                    new Dispatch.Mail(
                        row.getString(1),
                        row.getString(2),
                        Instant.ofEpochMilli(row.getLong(3)),
                        row.getInt(4),
                        row.getString(5)));
              }
            }
            return found;
          }
        });
  }
}
