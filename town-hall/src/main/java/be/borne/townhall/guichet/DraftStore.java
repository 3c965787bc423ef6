package be.borne.townhall.guichet;

import be.borne.protocol.guichet.form.Answer;
import be.borne.townhall.guichet.store.SqliteDatabase;
import be.borne.townhall.guichet.store.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What citizens began and did not send, each with the files that it names. */
final class DraftStore {

  /** Whether a draft was kept. */
  enum Kept {
    KEPT,
    /** The citizen has as many as one may. */
    ONE_TOO_MANY,
    /** It names a file that is not the citizen's, or not as it says. */
    NO_SUCH_FILE
  }

  private final SqliteDatabase database;

  DraftStore(SqliteDatabase database) {
    this.database = database;
  }

  /** The forms of which a citizen has a draft that was saved since then. */
  Set<String> begun(byte[] citizen, Instant since) throws StoreException {
    return database.within(
        connection -> {
          try (PreparedStatement query =
              connection.prepareStatement(
                  "SELECT form FROM drafts WHERE citizen = ? AND saved_at_ms >= ?")) {
            query.setBytes(1, citizen);
            query.setLong(2, since.toEpochMilli());
            Set<String> forms = new HashSet<>();
            try (ResultSet row = query.executeQuery()) {
              while (row.next()) {
                forms.add(row.getString(1));
              }
            }
            return forms;
          }
        });
  }

  Optional<byte[]> draft(byte[] citizen, String form, Instant since) throws StoreException {
    return database.within(
        connection -> {
          try (PreparedStatement query =
              connection.prepareStatement(
                  "SELECT content FROM drafts"
                      + " WHERE citizen = ? AND form = ? AND saved_at_ms >= ?")) {
            query.setBytes(1, citizen);
            query.setString(2, form);
            query.setLong(3, since.toEpochMilli());
            try (ResultSet row = query.executeQuery()) {
              return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
            }
          }
        });
  }

  /**
   * Keeps a draft in the place of an earlier one of the form.
   *
   * @param files that it names
   * @param terminal at which it was made
   * @param atMost a citizen has no more than that many
   */
  Kept keep(
      byte[] citizen,
      String form,
      byte[] content,
      Collection<Answer.Attached> files,
      String terminal,
      Instant now,
      int atMost)
      throws StoreException {
    Kept kept =
        database.within(
            connection -> {
              if (!FileStore.areTheirs(connection, files, citizen, terminal)) {
                return Kept.NO_SUCH_FILE;
              }
              if (!isInserted(connection, citizen, form, content, now, atMost)) {
                return Kept.ONE_TOO_MANY;
              }
              FileStore.name(connection, citizen, form, files, terminal, now);
              return Kept.KEPT;
            });
    database.settle();
    return kept;
  }

  private static boolean isInserted(
      Connection connection, byte[] citizen, String form, byte[] content, Instant now, int atMost)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO drafts SELECT ?1, ?2, ?3, ?4 WHERE (SELECT count(*) FROM drafts"
                + "   WHERE citizen = ?1 AND form <> ?2) < ?5"
                + " ON CONFLICT (citizen, form) DO UPDATE"
                + " SET content = excluded.content, saved_at_ms = excluded.saved_at_ms")) {
      insert.setBytes(1, citizen);
      insert.setString(2, form);
      insert.setBytes(3, content);
      insert.setLong(4, now.toEpochMilli());
      insert.setInt(5, atMost);
      return insert.executeUpdate() == 1;
    }
  }

  /** Erases a draft, and the files that it alone names. */
  void drop(byte[] citizen, String form) throws StoreException {
    database.within(connection -> drop(connection, citizen, form));
    database.settle();
  }

  static int drop(Connection connection, byte[] citizen, String form) throws SQLException {
    FileStore.eraseWith(connection, citizen, form);
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM drafts WHERE citizen = ? AND form = ?")) {
      delete.setBytes(1, citizen);
      delete.setString(2, form);
      return delete.executeUpdate();
    }
  }
}
