package be.borne.townhall.guichet;

import be.borne.townhall.guichet.engine.FormOffice;
import be.borne.townhall.guichet.store.SqliteDatabase;
import be.borne.townhall.guichet.store.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * Filled forms that are handed over to somebody else, in the file that they lie in. What was not
 * taken stays with the clerks; what was is dealt with. Every method is one transaction.
 */
final class HandoverStore {
  private static final int MOST_SAID = 500;

  /** What is said last stands before what was said of earlier attempts. */
  private static final String END_UNKNOWN =
      "UPDATE handovers SET state = 'NOT_TAKEN', written = NULL, said = substr("
          + "CASE WHEN tries = 0 THEN '' ELSE '"
          + FormOffice.PERHAPS_THERE
          + "; ' END || ?2 || CASE WHEN tries = 0 OR said = '' THEN '' ELSE '; before: ' || said"
          + " END, 1, ?1) WHERE state = 'WAITING'";

  private final SqliteDatabase database;

  HandoverStore(SqliteDatabase database) {
    this.database = database;
  }

  /**
   * Something to hand over now.
   *
   * @param number of its citizen
   * @param tries how often that was tried
   */
  record Due(String reference, String form, String number, String written, int tries) {
    /** Nothing of the citizen. */
    @Override
    public String toString() {
      return "Due[" + reference + "]";
    }
  }

  /** How far it is. */
  enum State {
    WAITING,
    TAKEN,
    NOT_TAKEN
  }

  /**
   * How far it is.
   *
   * @param said where it is, or why it is not there
   */
  record Standing(State state, String said) {

    /** Whether it may be there although nobody says so. */
    boolean isInDoubt() {
      return state == State.NOT_TAKEN && said.startsWith(FormOffice.PERHAPS_THERE);
    }
  }

  /** Within the transaction that keeps what was sent. */
  static void begin(Connection connection, String reference, String written, Instant now)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO handovers (reference, written, due_at_ms) VALUES (?, ?, ?)")) {
      insert.setString(1, reference);
      insert.setString(2, written);
      insert.setLong(3, now.toEpochMilli());
      insert.executeUpdate();
    }
  }

  /**
   * Within the transaction in which a clerk notes that it was dealt with. Of what was tried nobody
   * knows whether it is there: what was said of it stays.
   */
  static void end(Connection connection, String reference, String said) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(END_UNKNOWN + " AND reference = ?")) {
      update.setInt(1, MOST_SAID);
      update.setString(2, shortened(said));
      update.setString(3, reference);
      update.executeUpdate();
    }
  }

  /** What has been due for longest. */
  Optional<Due> due(Instant now) throws StoreException {
    return database.within(
        connection -> {
          try (PreparedStatement query =
              connection.prepareStatement(
                  "SELECT h.reference, s.form, s.number, h.written, h.tries FROM handovers h"
                      + " JOIN submissions s ON s.reference = h.reference"
                      + " WHERE h.state = 'WAITING' AND h.due_at_ms <= ?"
                      + " ORDER BY h.due_at_ms, h.reference LIMIT 1")) {
            query.setLong(1, now.toEpochMilli());
            try (ResultSet row = query.executeQuery()) {
              return row.next()
                  ? Optional.of(
                      new Due(
                          row.getString("reference"),
                          row.getString("form"),
                          row.getString("number"),
                          row.getString("written"),
                          row.getInt("tries")))
                  : Optional.empty();
            }
          }
        });
  }

  Optional<Standing> standing(String reference) throws StoreException {
    return database.within(
        connection -> {
          try (PreparedStatement query =
              connection.prepareStatement(
                  "SELECT state, said FROM handovers WHERE reference = ?")) {
            query.setString(1, reference);
            try (ResultSet row = query.executeQuery()) {
              return row.next()
                  ? Optional.of(
                      new Standing(State.valueOf(row.getString("state")), row.getString("said")))
                  : Optional.empty();
            }
          }
        });
  }

  /**
   * It is about to be tried; that is on disk before.
   *
   * @return false if a clerk dealt with it meanwhile: it must not go
   */
  boolean trying(String reference, Instant next) throws StoreException {
    return update(
            "UPDATE handovers SET tries = tries + 1, due_at_ms = ?"
                + " WHERE reference = ? AND state = 'WAITING'",
            next.toEpochMilli(),
            reference)
        == 1;
  }

  void notYet(String reference, String why) throws StoreException {
    update(
        "UPDATE handovers SET said = ? WHERE reference = ? AND state = 'WAITING'",
        shortened(why),
        reference);
  }

  /**
   * A clerk has to look at it.
   *
   * @param why in the words of whoever knows whether it may be there
   */
  void notTaken(String reference, String why) throws StoreException {
    update(
        "UPDATE handovers SET state = 'NOT_TAKEN', written = NULL, said = ?"
            + " WHERE reference = ? AND state = 'WAITING'",
        shortened(why),
        reference);
    database.settle();
  }

  /** Nobody takes any of them any more. */
  int notTakenAll(String why) throws StoreException {
    int ended = update(END_UNKNOWN, MOST_SAID, shortened(why));
    if (ended > 0) {
      database.settle();
    }
    return ended;
  }

  /**
   * It is there, and thereby dealt with here.
   *
   * @param by who has it now, as the console says it
   */
  void taken(String reference, String where, String by, Instant now) throws StoreException {
    database.within(
        connection -> {
          try (PreparedStatement over =
                  connection.prepareStatement(
                      "UPDATE handovers SET state = 'TAKEN', written = NULL, said = ?"
                          + " WHERE reference = ?");
              PreparedStatement handled =
                  connection.prepareStatement(
                      "UPDATE submissions SET handled_at_ms = ?, handled_by = ?"
                          + " WHERE reference = ? AND handled_at_ms IS NULL")) {
            over.setString(1, where);
            over.setString(2, reference);
            over.executeUpdate();
            handled.setLong(1, now.toEpochMilli());
            handled.setString(2, by);
            handled.setString(3, reference);
            return handled.executeUpdate();
          }
        });
    database.settle();
  }

  private static String shortened(String why) {
    return why.length() > MOST_SAID ? why.substring(0, MOST_SAID) : why;
  }

  private int update(String sql, Object... values) throws StoreException {
    return database.within(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
              statement.setObject(i + 1, values[i]);
            }
            return statement.executeUpdate();
          }
        });
  }
}
