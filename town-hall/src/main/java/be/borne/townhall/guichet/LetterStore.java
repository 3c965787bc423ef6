package be.borne.townhall.guichet;

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

/** What a clerk prints and posts, who did, and when. */
final class LetterStore {

  private final SqliteDatabase database;

  LetterStore(SqliteDatabase database) {
    this.database = database;
  }

  /** There is a document now; nothing happens if it goes another way. */
  static void queue(Connection connection, String reference, Instant now) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO letters (reference, state, ready_at_ms)"
                + " SELECT reference, 'TO_POST', ? FROM orders"
                + " WHERE reference = ? AND way = 'POST'")) {
      insert.setLong(1, now.toEpochMilli());
      insert.setString(2, reference);
      insert.executeUpdate();
    }
  }

  /** What is to be posted, the longest waiting first. */
  List<Dispatch.Letter> toPost(int atMost) throws StoreException {
    return letters(
        "l.state = 'TO_POST' AND o.withdrawn_at_ms IS NULL ORDER BY l.ready_at_ms, l.reference",
        atMost);
  }

  /** What was posted or not, the latest first. */
  List<Dispatch.Letter> ended(int atMost) throws StoreException {
    return letters("l.state <> 'TO_POST' ORDER BY l.ended_at_ms DESC, l.reference", atMost);
  }

  private List<Dispatch.Letter> letters(String which, int atMost) throws StoreException {
    return database.within(
        connection -> {
          try (PreparedStatement query = connection.prepareStatement(select(which) + " LIMIT ?")) {
            query.setInt(1, atMost);
            return read(query);
          }
        });
  }

  Optional<Dispatch.Letter> byReference(String reference) throws StoreException {
    return database.within(
        connection -> {
          try (PreparedStatement query =
              connection.prepareStatement(
                  select("l.reference = ? AND o.withdrawn_at_ms IS NULL"))) {
            query.setString(1, reference);
            return read(query).stream().findFirst();
          }
        });
  }

  private static String select(String which) {
    return "SELECT l.reference, o.service, l.state, l.ready_at_ms, l.ended_at_ms, l.ended_by,"
        + " p.printed_at_ms, p.printed_by FROM letters l"
        + " JOIN orders o ON o.reference = l.reference"
        + " LEFT JOIN letter_prints p ON p.rowid = (SELECT max(last.rowid) FROM letter_prints last"
        + "   WHERE last.reference = l.reference)"
        + " WHERE "
        + which;
  }

  private static List<Dispatch.Letter> read(PreparedStatement query) throws SQLException {
    List<Dispatch.Letter> found = new ArrayList<>();
    try (ResultSet row = query.executeQuery()) {
      while (row.next()) {
        found.add(
            new Dispatch.Letter(
                row.getString("reference"),
                row.getString("service"),
                Dispatch.Standing.valueOf(row.getString("state")),
                Instant.ofEpochMilli(row.getLong("ready_at_ms")),
                done(row, "printed"),
                done(row, "ended")));
      }
    }
    return found;
  }

  private static Optional<Dispatch.Noted> done(ResultSet row, String what) throws SQLException {
    String by = row.getString(what + "_by");
    return by == null
        ? Optional.empty()
        : Optional.of(new Dispatch.Noted(Instant.ofEpochMilli(row.getLong(what + "_at_ms")), by));
  }

  /**
   * Hands out the document of a letter that is to be posted, and notes to whom.
   *
   * @return empty if there is no such letter
   */
  Optional<byte[]> print(String reference, String by, Instant now) throws StoreException {
    return database.within(
        connection -> {
          Optional<byte[]> document = document(connection, reference);
          if (document.isPresent()) {
            try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO letter_prints VALUES (?, ?, ?)")) {
              insert.setString(1, reference);
              insert.setLong(2, now.toEpochMilli());
              insert.setString(3, by);
              insert.executeUpdate();
            }
          }
          return document;
        });
  }

  private static Optional<byte[]> document(Connection connection, String reference)
      throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT d.pdf FROM letters l JOIN documents d ON d.reference = l.reference"
                + " JOIN orders o ON o.reference = l.reference"
                + " WHERE l.reference = ? AND l.state = 'TO_POST'"
                + " AND o.withdrawn_at_ms IS NULL")) {
      query.setString(1, reference);
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
      }
    }
  }

  /**
   * Notes for good what became of a letter.
   *
   * @return whether it was still to be posted
   */
  boolean end(String reference, Dispatch.Standing how, String by, Instant now)
      throws StoreException {
    return database.within(
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "UPDATE letters SET state = ?, ended_at_ms = ?, ended_by = ?"
                      + " WHERE reference = ? AND state = 'TO_POST'")) {
            update.setString(1, how.name());
            update.setLong(2, now.toEpochMilli());
            update.setString(3, by);
            update.setString(4, reference);
            return update.executeUpdate() == 1;
          }
        });
  }
}
