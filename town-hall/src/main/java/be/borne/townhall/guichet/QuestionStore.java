package be.borne.townhall.guichet;

import be.borne.protocol.guichet.DeliveryDoubt;
import be.borne.protocol.guichet.PickupCode;
import be.borne.townhall.guichet.PaperQuestions.Answer;
import be.borne.townhall.guichet.PaperQuestions.Answered;
import be.borne.townhall.guichet.PaperQuestions.Contradiction;
import be.borne.townhall.guichet.PaperQuestions.Doubt;
import be.borne.townhall.guichet.PaperQuestions.Found;
import be.borne.townhall.guichet.PaperQuestions.Standing;
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
import java.util.UUID;

/** What people are asked about claims, and what they answered. Every method is one transaction. */
final class QuestionStore {
  private static final String FOUND =
      """
      SELECT c.*, o.service,
        NOT EXISTS (SELECT 1 FROM claim_reports r WHERE r.claim = c.id) AS unreported,
        (SELECT max(r.received_at_ms) FROM claim_reports r
          WHERE r.claim = c.id AND r.outcome = c.state) AS settled_at_ms,
        word.outcome AS against, word.received_at_ms AS against_at_ms,
        word.weighed AS against_weighed,
        earlier.answer AS earlier, earlier.answered_at_ms AS earlier_at_ms,
        earlier.answered_by AS earlier_by
      FROM claims c
      JOIN orders o ON o.reference = c.reference
      LEFT JOIN claim_reports word ON word.rowid = (
        SELECT r.rowid FROM claim_reports r WHERE r.claim = c.id AND r.contradicts = 1
        ORDER BY r.received_at_ms DESC, r.rowid DESC LIMIT 1)
      LEFT JOIN claim_answers earlier ON earlier.rowid = (
        SELECT max(a.rowid) FROM claim_answers a WHERE a.claim = c.id
        AND (c.answer IS NULL
          OR a.rowid < (SELECT max(l.rowid) FROM claim_answers l WHERE l.claim = c.id)))
      WHERE\s""";

  private final SqliteDatabase database;

  QuestionStore(SqliteDatabase database) {
    this.database = database;
  }

  /**
   * Writes down what a person found.
   *
   * @param by who was asked, never the citizen
   * @return whether it was to be answered so
   */
  boolean answer(UUID id, Answer answer, String by, Instant now) throws StoreException {
    return database.within(
        connection -> {
          Optional<Found> asked =
              select(connection, "c.id = ?", id.toString()).stream().findFirst();
          if (asked.isEmpty() || !asked.get().takes(answer)) {
            return false;
          }
          try (PreparedStatement update =
                  connection.prepareStatement(
                      "UPDATE claims SET state = ?, answer = ?, answered_at_ms = ?,"
                          + " answered_by = ? WHERE id = ? RETURNING reference");
              PreparedStatement keep =
                  connection.prepareStatement("INSERT INTO claim_answers VALUES (?, ?, ?, ?)");
              PreparedStatement weighed =
                  connection.prepareStatement(
                      "UPDATE claim_reports SET weighed = 1 WHERE claim = ?")) {
            update.setString(1, settledBy(answer).name());
            update.setString(2, answer.name());
            update.setLong(3, now.toEpochMilli());
            update.setString(4, by);
            update.setString(5, id.toString());
            String reference;
            try (ResultSet row = update.executeQuery()) {
              row.next();
              reference = row.getString(1);
            }
            keep.setString(1, id.toString());
            keep.setString(2, answer.name());
            keep.setLong(3, now.toEpochMilli());
            keep.setString(4, by);
            keep.executeUpdate();
            weighed.setString(1, id.toString());
            weighed.executeUpdate();
            ClaimStore.askAgain(connection, reference, now);
            return true;
          }
        });
  }

  private static ClaimStore.State settledBy(Answer answer) {
    return switch (answer) {
      case CAME_OUT -> ClaimStore.State.PRINTED;
      case NOTHING_CAME_OUT -> ClaimStore.State.NOT_PRINTED;
    };
  }

  /** At most so many open questions, the longest open first. */
  List<Found> inDoubt(int atMost) throws StoreException {
    return select("c.state = 'IN_DOUBT' ORDER BY c.doubted_at_ms, c.id LIMIT ?", atMost);
  }

  /** At most so many of which a terminal is still finding out, the longest in doubt first. */
  List<Found> findingOut(int atMost) throws StoreException {
    return select(
        "c.state = 'OPEN' AND c.standing = 'FINDING_OUT'"
            + " ORDER BY c.finding_out_since_ms, c.id LIMIT ?",
        atMost);
  }

  /** At most so many doubts that ended by a terminal's word alone, the latest first. */
  List<Found> settled(int atMost) throws StoreException {
    return select(
        "c.state IN ('PRINTED', 'NOT_PRINTED') AND c.answer IS NULL"
            + " AND (c.finding_out_since_ms IS NOT NULL OR c.doubted_at_ms IS NOT NULL)"
            + " ORDER BY settled_at_ms DESC, c.id LIMIT ?",
        atMost);
  }

  /** At most so many that a person answered, the latest first. */
  List<Found> answered(int atMost) throws StoreException {
    return select("c.answer IS NOT NULL ORDER BY c.answered_at_ms DESC, c.id LIMIT ?", atMost);
  }

  /** At most so many on which a terminal contradicted what was certain, the latest first. */
  List<Found> contradicted(int atMost) throws StoreException {
    return select(
        "c.id IN (SELECT r.claim FROM claim_reports r WHERE r.contradicts = 1)"
            + " ORDER BY c.claimed_at_ms DESC, c.id LIMIT ?",
        atMost);
  }

  /** At most so many claims ever made on orders with this pickup code, the latest first. */
  List<Found> byPickupCode(PickupCode code, int atMost) throws StoreException {
    return select(
        "substr(c.reference, -8) = ? ORDER BY c.claimed_at_ms DESC, c.id LIMIT ?",
        code.characters(),
        atMost);
  }

  Optional<Found> byId(UUID id) throws StoreException {
    return select("c.id = ?", id.toString()).stream().findFirst();
  }

  private List<Found> select(String which, Object... values) throws StoreException {
    return database.within(connection -> select(connection, which, values));
  }

  private static List<Found> select(Connection connection, String which, Object... values)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(FOUND + which)) {
      for (int i = 0; i < values.length; i++) {
        query.setObject(i + 1, values[i]);
      }
      try (ResultSet row = query.executeQuery()) {
        List<Found> found = new ArrayList<>();
        while (row.next()) {
          found.add(found(row));
        }
        return found;
      }
    }
  }

  private static Found found(ResultSet row) throws SQLException {
    Optional<Instant> since = moment(row, "finding_out_since_ms");
    return new Found(
        UUID.fromString(row.getString("id")),
        row.getString("terminal"),
        row.getString("service"),
        PickupCode.of(row.getString("reference")),
        switch (ClaimStore.State.valueOf(row.getString("standing"))) {
          case OPEN -> Standing.BEING_PRINTED;
          case FINDING_OUT -> Standing.FINDING_OUT;
          case IN_DOUBT -> Standing.IN_DOUBT;
          case PRINTED -> Standing.PRINTED;
          case NOT_PRINTED -> Standing.NOT_PRINTED;
        },
        Instant.ofEpochMilli(row.getLong("claimed_at_ms")),
        row.getBoolean("unreported"),
        since.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new Doubt(
                    DeliveryDoubt.Known.valueOf(row.getString("finding_out_known")), since.get())),
        moment(row, "settled_at_ms"),
        answered(row, "answer", "answered_at_ms", "answered_by"),
        answered(row, "earlier", "earlier_at_ms", "earlier_by"),
        row.getString("against") == null
            ? Optional.empty()
            : Optional.of(
                new Contradiction(
                    ClaimStore.State.valueOf(row.getString("against")) == ClaimStore.State.PRINTED,
                    Instant.ofEpochMilli(row.getLong("against_at_ms")),
                    row.getBoolean("against_weighed"))));
  }

  private static Optional<Instant> moment(ResultSet row, String column) throws SQLException {
    return row.getObject(column) == null
        ? Optional.empty()
        : Optional.of(Instant.ofEpochMilli(row.getLong(column)));
  }

  private static Optional<Answered> answered(ResultSet row, String answer, String at, String by)
      throws SQLException {
    return row.getString(answer) == null
        ? Optional.empty()
        : Optional.of(
            new Answered(
                Answer.valueOf(row.getString(answer)),
                Instant.ofEpochMilli(row.getLong(at)),
                row.getString(by)));
  }
}
