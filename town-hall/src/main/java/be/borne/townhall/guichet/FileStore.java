package be.borne.townhall.guichet;

import be.borne.protocol.guichet.AttachedFile;
import be.borne.protocol.guichet.form.Answer;
import be.borne.protocol.guichet.form.FileKind;
import be.borne.townhall.guichet.store.SqliteDatabase;
import be.borne.townhall.guichet.store.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The files that citizens bring for a form. One is its citizen's alone; it stays as long as a draft
 * or a filled form names it, and a while if none does.
 */
final class FileStore {
  /** Nobody should wait for longer than it takes to erase these, or one that is larger. */
  private static final int ERASED_AT_ONCE = 10;

  private static final long ERASED_AT_ONCE_BYTES = 40_000_000;

  /** Of which file and whose it is, and that it was not sent. */
  private static final String THEIRS = " reference = ?1 AND citizen = ?2 AND submission IS NULL";

  /**
   * How much there may be.
   *
   * @param files of one citizen
   * @param bytes of one citizen
   * @param bytesInAll of all citizens
   */
  record Limits(int files, long bytes, long bytesInAll) {}

  /** Whether there is room for one more. */
  enum Room {
    ENOUGH,
    NONE_FOR_CITIZEN,
    NONE_AT_ALL
  }

  /** A file, handed out. */
  @SuppressWarnings("ArrayRecordComponent") // on its way from the store to a clerk
  record Content(FileKind kind, byte[] bytes) {
    /** Nothing of it. */
    @Override
    public String toString() {
      return "Content[hidden]";
    }
  }

  private final SqliteDatabase database;

  FileStore(SqliteDatabase database) {
    this.database = database;
  }

  // ---------------------------------------------------------------- within a form's transaction

  /**
   * Whether each of these is a file of this citizen that was not sent, is what the answer says, and
   * was brought to this terminal or stands in one of the citizen's drafts.
   */
  static boolean areTheirs(
      Connection connection, Collection<Answer.Attached> files, byte[] citizen, String terminal)
      throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT 1 FROM files WHERE"
                + THEIRS
                + " AND kind = ?3 AND bytes = ?4 AND pages = ?5 AND (terminal = ?6 OR EXISTS"
                + " (SELECT 1 FROM draft_files d WHERE d.file = reference AND d.citizen = ?2))")) {
      for (Answer.Attached file : files) {
        query.setString(1, file.reference());
        query.setBytes(2, citizen);
        query.setString(3, file.kindOfFile().name());
        query.setInt(4, file.bytes());
        query.setInt(5, file.pages());
        query.setString(6, terminal);
        try (ResultSet row = query.executeQuery()) {
          if (!row.next()) {
            return false;
          }
        }
      }
      return true;
    }
  }

  /** From now on a draft names these, and no others. */
  static void name(
      Connection connection,
      byte[] citizen,
      String form,
      Collection<Answer.Attached> files,
      String terminal,
      Instant now)
      throws SQLException {
    try (PreparedStatement release =
            connection.prepareStatement(
                "UPDATE files SET unused_since_ms = ? WHERE reference IN"
                    + " (SELECT file FROM draft_files WHERE citizen = ? AND form = ?)");
        PreparedStatement forget =
            connection.prepareStatement("DELETE FROM draft_files WHERE citizen = ? AND form = ?");
        PreparedStatement insert =
            connection.prepareStatement("INSERT OR IGNORE INTO draft_files VALUES (?, ?, ?)");
        PreparedStatement move =
            connection.prepareStatement("UPDATE files SET terminal = ? WHERE reference = ?")) {
      release.setLong(1, now.toEpochMilli());
      release.setBytes(2, citizen);
      release.setString(3, form);
      release.executeUpdate();
      forget.setBytes(1, citizen);
      forget.setString(2, form);
      forget.executeUpdate();
      for (Answer.Attached file : files) {
        insert.setBytes(1, citizen);
        insert.setString(2, form);
        insert.setString(3, file.reference());
        insert.executeUpdate();
        move.setString(1, terminal);
        move.setString(2, file.reference());
        move.executeUpdate();
      }
    }
  }

  /** The drafts that were saved before then are about to go, and let go of what they name. */
  static void release(Connection connection, Instant savedBefore, Instant now) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE files SET unused_since_ms = ? WHERE reference IN"
                + " (SELECT n.file FROM draft_files n JOIN drafts d"
                + "   ON d.citizen = n.citizen AND d.form = n.form WHERE d.saved_at_ms < ?)")) {
      update.setLong(1, now.toEpochMilli());
      update.setLong(2, savedBefore.toEpochMilli());
      update.executeUpdate();
    }
  }

  /** A draft is about to go: with it goes what it alone names. */
  static void eraseWith(Connection connection, byte[] citizen, String form) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "DELETE FROM files WHERE submission IS NULL AND reference IN"
                + " (SELECT file FROM draft_files WHERE citizen = ?1 AND form = ?2)"
                + " AND NOT EXISTS (SELECT 1 FROM draft_files other"
                + "   WHERE other.file = files.reference AND other.form <> ?2)")) {
      delete.setBytes(1, citizen);
      delete.setString(2, form);
      delete.executeUpdate();
    }
  }

  /** These go with a filled form, and are no draft's any more. */
  static void send(Connection connection, String submission, Collection<Answer.Attached> files)
      throws SQLException {
    try (PreparedStatement update =
            connection.prepareStatement("UPDATE files SET submission = ? WHERE reference = ?");
        PreparedStatement delete =
            connection.prepareStatement("DELETE FROM draft_files WHERE file = ?")) {
      for (Answer.Attached file : files) {
        update.setString(1, submission);
        update.setString(2, file.reference());
        update.executeUpdate();
        delete.setString(1, file.reference());
        delete.executeUpdate();
      }
    }
  }

  // ---------------------------------------------------------------- one by one

  /** Whether a citizen may bring one more of this size. */
  Room room(byte[] citizen, long bytes, Limits limits) throws StoreException {
    return database.within(connection -> room(connection, citizen, bytes, limits));
  }

  private static Room room(Connection connection, byte[] citizen, long bytes, Limits limits)
      throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT count(*), coalesce(sum(bytes), 0),"
                + " (SELECT coalesce(sum(bytes), 0) FROM files) FROM files WHERE citizen = ?")) {
      query.setBytes(1, citizen);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        if (row.getInt(1) >= limits.files() || row.getLong(2) + bytes > limits.bytes()) {
          return Room.NONE_FOR_CITIZEN;
        }
        return row.getLong(3) + bytes > limits.bytesInAll() ? Room.NONE_AT_ALL : Room.ENOUGH;
      }
    }
  }

  /**
   * Keeps a file, if there is room for it.
   *
   * @return whether there was
   */
  Room keep(
      AttachedFile file,
      byte[] content,
      byte[] citizen,
      String terminal,
      Instant now,
      Limits limits)
      throws StoreException {
    Room found =
        database.within(
            connection -> {
              Room room = room(connection, citizen, content.length, limits);
              if (room == Room.ENOUGH) {
                insert(connection, file, content, citizen, terminal, now);
              }
              return room;
            });
    database.settle();
    return found;
  }

  private static void insert(
      Connection connection,
      AttachedFile file,
      byte[] content,
      byte[] citizen,
      String terminal,
      Instant now)
      throws SQLException {
    try (PreparedStatement row =
            connection.prepareStatement("INSERT INTO files VALUES (?, ?, ?, ?, ?, ?, ?, NULL)");
        PreparedStatement whole =
            connection.prepareStatement("INSERT INTO file_contents VALUES (?, ?)")) {
      row.setString(1, file.reference());
      row.setBytes(2, citizen);
      row.setString(3, terminal);
      row.setString(4, file.kind().name());
      row.setInt(5, file.bytes());
      row.setInt(6, file.pages());
      row.setLong(7, now.toEpochMilli());
      row.executeUpdate();
      whole.setString(1, file.reference());
      whole.setBytes(2, content);
      whole.executeUpdate();
    }
  }

  /**
   * Erases a citizen's own file that was not sent; a draft that names it names nothing then.
   *
   * @return whether there was one
   */
  boolean erase(String reference, byte[] citizen) throws StoreException {
    boolean erased =
        database.within(
            connection -> {
              try (PreparedStatement delete =
                  connection.prepareStatement("DELETE FROM files WHERE" + THEIRS)) {
                delete.setString(1, reference);
                delete.setBytes(2, citizen);
                return delete.executeUpdate() == 1;
              }
            });
    database.settle();
    return erased;
  }

  /** The references of the files that a citizen's draft names and that are there. */
  Set<String> ofDraft(byte[] citizen, String form) throws StoreException {
    return database.within(
        connection -> {
          try (PreparedStatement query =
              connection.prepareStatement(
                  "SELECT file FROM draft_files WHERE citizen = ? AND form = ?")) {
            query.setBytes(1, citizen);
            query.setString(2, form);
            Set<String> found = new HashSet<>();
            try (ResultSet row = query.executeQuery()) {
              while (row.next()) {
                found.add(row.getString(1));
              }
            }
            return found;
          }
        });
  }

  /** A file that was sent with this filled form. */
  Optional<Content> content(String submission, String reference) throws StoreException {
    return database.within(
        connection -> {
          try (PreparedStatement query =
              connection.prepareStatement(
                  "SELECT f.kind, c.content FROM files f"
                      + " JOIN file_contents c ON c.reference = f.reference"
                      + " WHERE f.submission = ? AND f.reference = ?")) {
            query.setString(1, submission);
            query.setString(2, reference);
            try (ResultSet row = query.executeQuery()) {
              return row.next()
                  ? Optional.of(new Content(FileKind.valueOf(row.getString(1)), row.getBytes(2)))
                  : Optional.empty();
            }
          }
        });
  }

  /**
   * Erases what no draft has named since then, and what was sent with a form that was erased.
   *
   * @return how many
   */
  int forget(Instant unusedBefore) throws StoreException {
    int erased = 0;
    int last;
    do {
      last = database.within(connection -> forget(connection, unusedBefore));
      erased += last;
      if (last > 0) {
        // One by one, or all that was erased is written once more at the end, at one go.
        database.settle();
      }
    } while (last > 0);
    return erased;
  }

  private static int forget(Connection connection, Instant unusedBefore) throws SQLException {
    try (PreparedStatement query =
            connection.prepareStatement(
                "SELECT f.reference, f.bytes FROM files f"
                    + " WHERE (f.submission IS NULL AND f.unused_since_ms < ?"
                    + "   AND NOT EXISTS (SELECT 1 FROM draft_files d WHERE d.file = f.reference))"
                    + " OR EXISTS (SELECT 1 FROM submissions s"
                    + "   WHERE s.reference = f.submission AND s.answers IS NULL)"
                    + " LIMIT ?");
        PreparedStatement delete =
            connection.prepareStatement("DELETE FROM files WHERE reference = ?")) {
      query.setLong(1, unusedBefore.toEpochMilli());
      query.setInt(2, ERASED_AT_ONCE);
      List<String> found = new ArrayList<>();
      try (ResultSet row = query.executeQuery()) {
        long bytes = 0;
        while (row.next()) {
          bytes += row.getLong(2);
          if (!found.isEmpty() && bytes > ERASED_AT_ONCE_BYTES) {
            break;
          }
          found.add(row.getString(1));
        }
      }
      for (String reference : found) {
        delete.setString(1, reference);
        delete.executeUpdate();
      }
      return found.size();
    }
  }
}
