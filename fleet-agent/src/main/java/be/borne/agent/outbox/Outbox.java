package be.borne.agent.outbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * What the agent has still to tell the fleet. A message stays until the broker has acknowledged it
 * and survives the plug being pulled (SQLite, WAL, synchronous=FULL).
 *
 * <p>It holds a bounded number of messages. When one more would be too many, the oldest of the
 * least {@link Weight} goes first: periodic reports before changes, changes before births. The
 * message just put is never the one to go, so that the newest counters always get through.
 *
 * <p>Safe for use by several threads.
 */
public final class Outbox implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
  private static final String SCHEMA =
      """
      CREATE TABLE IF NOT EXISTS message (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        weight INTEGER NOT NULL,
        topic TEXT NOT NULL,
        payload TEXT NOT NULL
      ) STRICT;
      CREATE INDEX IF NOT EXISTS message_weight ON message (weight, id);
      CREATE TABLE IF NOT EXISTS kept (
        name TEXT PRIMARY KEY,
        value ANY NOT NULL
      ) STRICT;
      """;

  /** How much it would matter if a message never arrived. */
  public enum Weight {
    /** A report without news. */
    PERIODIC(0),
    /** Something has changed: an alarm, a counter. */
    CHANGE(1),
    BIRTH(2);

    private final int rank;

    Weight(int rank) {
      this.rank = rank;
    }
  }

  /**
   * A message that waits for its acknowledgement.
   *
   * @param id rises with the order of putting
   */
  public record Waiting(long id, String topic, String payload) {}

  private final Connection connection;
  private final int maxMessages;
  private final Clock clock;

  private Outbox(Connection connection, int maxMessages, Clock clock) {
    this.connection = connection;
    this.maxMessages = maxMessages;
    this.clock = clock;
  }

  /**
   * Opens the outbox, or makes it. A file that is no database, or a broken one, is put aside beside
   * it: an agent that cannot speak helps nobody.
   *
   * @param file the database; its folder is made if need be
   * @param maxMessages at least 1
   */
  public static Outbox open(Path file, int maxMessages, Clock clock) throws OutboxException {
    if (maxMessages < 1) {
      throw new IllegalArgumentException("an outbox holds at least one message");
    }
    try {
      Files.createDirectories(
          file.toAbsolutePath().getParent(),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      try {
        return new Outbox(connect(file), maxMessages, clock);
      } catch (SQLiteException e) {
        if (e.getResultCode() != SQLiteErrorCode.SQLITE_NOTADB
            && e.getResultCode() != SQLiteErrorCode.SQLITE_CORRUPT) {
          throw e;
        }
        LOG.error("the outbox is broken and is put aside; what waited in it is lost", e);
        putAside(file);
        return new Outbox(connect(file), maxMessages, clock);
      }
    } catch (IOException | SQLException e) {
      throw new OutboxException(file + ": the outbox cannot be opened", e);
    }
  }

  private static void putAside(Path file) throws IOException {
    for (String suffix : List.of("", "-wal", "-shm")) {
      Path part = file.resolveSibling(file.getFileName() + suffix);
      if (Files.exists(part)) {
        Files.move(
            part,
            file.resolveSibling(file.getFileName() + ".broken" + suffix),
            StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private static Connection connect(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout(5_000);
    Connection connection = config.createConnection("jdbc:sqlite:" + file);
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(SCHEMA);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /**
   * Begins a session of the agent with the broker.
   *
   * @return a number higher than all before. It is at least the clock's seconds since 1970, so that
   *     a terminal with a new disk is not taken for an echo of its past
   */
  public synchronized long nextSession() throws OutboxException {
    try {
      long session =
          Math.max(
              keptNumber("session").map(last -> last + 1).orElse(1L),
              clock.instant().getEpochSecond());
      keepValue("session", session);
      return session;
    } catch (SQLException e) {
      throw new OutboxException("the session number cannot be kept", e);
    }
  }

  /**
   * Puts a message.
   *
   * @return its id
   */
  public synchronized long put(Weight weight, String topic, String payload) throws OutboxException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO message (weight, topic, payload) VALUES (?, ?, ?) RETURNING id")) {
      insert.setInt(1, weight.rank);
      insert.setString(2, topic);
      insert.setString(3, payload);
      long id;
      try (ResultSet inserted = insert.executeQuery()) {
        inserted.next();
        id = inserted.getLong(1);
      }
      makeRoomFor(id);
      return id;
    } catch (SQLException e) {
      throw new OutboxException("the message cannot be kept", e);
    }
  }

  private void makeRoomFor(long newest) throws SQLException {
    long excess = count() - maxMessages;
    if (excess <= 0) {
      return;
    }
    try (PreparedStatement delete =
        connection.prepareStatement(
            "DELETE FROM message WHERE id IN"
                + " (SELECT id FROM message WHERE id <> ? ORDER BY weight, id LIMIT ?)")) {
      delete.setLong(1, newest);
      delete.setLong(2, excess);
      LOG.warn("the outbox is full: {} old messages are dropped", delete.executeUpdate());
    }
  }

  /**
   * The oldest messages first.
   *
   * @param after only those with a higher id
   * @param max at most so many
   */
  public synchronized List<Waiting> waiting(long after, int max) throws OutboxException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT id, topic, payload FROM message WHERE id > ? ORDER BY id LIMIT ?")) {
      select.setLong(1, after);
      select.setInt(2, max);
      try (ResultSet found = select.executeQuery()) {
        List<Waiting> waiting = new ArrayList<>();
        while (found.next()) {
          waiting.add(new Waiting(found.getLong(1), found.getString(2), found.getString(3)));
        }
        return waiting;
      }
    } catch (SQLException e) {
      throw new OutboxException("the outbox cannot be read", e);
    }
  }

  /** The message has arrived: forgets it. No error if it is gone already. */
  public synchronized void delivered(long id) throws OutboxException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM message WHERE id = ?")) {
      delete.setLong(1, id);
      delete.executeUpdate();
    } catch (SQLException e) {
      throw new OutboxException("a delivered message cannot be forgotten", e);
    }
  }

  /** How many messages wait. */
  public synchronized long size() throws OutboxException {
    try {
      return count();
    } catch (SQLException e) {
      throw new OutboxException("the outbox cannot be read", e);
    }
  }

  /** Keeps a text under a name over restarts; an earlier one is replaced. */
  public synchronized void keep(String name, String text) throws OutboxException {
    try {
      keepValue(name, text);
    } catch (SQLException e) {
      throw new OutboxException(name + " cannot be kept", e);
    }
  }

  /** The text last kept under this name. */
  public synchronized Optional<String> kept(String name) throws OutboxException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT value FROM kept WHERE name = ?")) {
      select.setString(1, name);
      try (ResultSet found = select.executeQuery()) {
        return found.next() ? Optional.of(found.getString(1)) : Optional.empty();
      }
    } catch (SQLException e) {
      throw new OutboxException(name + " cannot be read", e);
    }
  }

  private long count() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("SELECT count(*) FROM message")) {
      found.next();
      return found.getLong(1);
    }
  }

  private Optional<Long> keptNumber(String name) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT value FROM kept WHERE name = ?")) {
      select.setString(1, name);
      try (ResultSet found = select.executeQuery()) {
        return found.next() ? Optional.of(found.getLong(1)) : Optional.empty();
      }
    }
  }

  private void keepValue(String name, Object value) throws SQLException {
    try (PreparedStatement upsert =
        connection.prepareStatement(
            "INSERT INTO kept (name, value) VALUES (?, ?)"
                + " ON CONFLICT (name) DO UPDATE SET value = excluded.value")) {
      upsert.setString(1, name);
      upsert.setObject(2, Objects.requireNonNull(value, "value"));
      upsert.executeUpdate();
    }
  }

  @Override
  public synchronized void close() throws OutboxException {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new OutboxException("the outbox cannot be closed", e);
    }
  }
}
