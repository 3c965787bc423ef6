package be.borne.kiosk.order;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.LockingMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteErrorCode;

/** The journal's file: opened, checked and brought to the present schema. */
final class JournalDatabase {
  private static final int SCHEMA = 3;

  /**
   * Marks the file as ours, so that a foreign database is refused ({@code PRAGMA application_id}).
   */
  static final int APPLICATION_ID = 0x426f726e;

  private static final int BUSY_TIMEOUT_MS = 2_000;

  private JournalDatabase() {}

  /**
   * @return a connection in which every commit has reached the disk; one process at a time
   * @throws DamagedJournal.Found if what lies there was a journal, and cannot be believed
   * @throws SQLException if the file is foreign, newer than this program, in use, or out of reach
   */
  static Connection open(Path file) throws SQLException, IOException, DamagedJournal.Found {
    try {
      return opened(file);
    } catch (SQLException e) {
      if (tellsOfDamage(e)) {
        throw new DamagedJournal.Found(e.getMessage(), e);
      }
      throw e;
    }
  }

  /** Whether the file's own bytes are wrong, rather than the way to them. */
  static boolean tellsOfDamage(SQLException e) {
    // The low byte is the primary code; what is above it only says where (sqlite3.h).
    int primary = e.getErrorCode() & 0xff;
    return primary == SQLiteErrorCode.SQLITE_CORRUPT.code
        || primary == SQLiteErrorCode.SQLITE_NOTADB.code;
  }

  private static Connection opened(Path file) throws SQLException, IOException {
    Files.createDirectories(
        file.toAbsolutePath().getParent(),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.FULL);
    // Two kiosks on one journal would both settle the same print.
    config.setLockingMode(LockingMode.EXCLUSIVE);
    config.setTransactionMode(TransactionMode.IMMEDIATE);
    config.enforceForeignKeys(true);
    config.setBusyTimeout(BUSY_TIMEOUT_MS);
    Connection connection = config.createConnection("jdbc:sqlite:" + file);
    try {
      check(connection);
      migrate(connection);
      return connection;
    } catch (SQLException | RuntimeException e) {
      try {
        connection.close();
      } catch (SQLException closing) {
        e.addSuppressed(closing);
      }
      throw e;
    }
  }

  /** The full check: an index that has lost a row would hide a print that has not ended. */
  private static void check(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery("PRAGMA integrity_check(1)")) {
      if (!answer.next() || !"ok".equals(answer.getString(1))) {
        throw new SQLException(
            "the journal's file is damaged", null, SQLiteErrorCode.SQLITE_CORRUPT.code);
      }
    }
  }

  private static void migrate(Connection connection) throws SQLException {
    int schema = pragma(connection, "user_version");
    int application = pragma(connection, "application_id");
    boolean fresh = schema == 0 && application == 0 && pragma(connection, "page_count") <= 1;
    if (!fresh && application != APPLICATION_ID) {
      throw new SQLException("the file is not an order journal");
    }
    if (schema > SCHEMA) {
      throw new SQLException("the journal was written by a newer program");
    }
    if (schema == SCHEMA) {
      return;
    }
    List<String> versions = List.of(VERSION_1, VERSION_2, VERSION_3);
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      for (String version : versions.subList(schema, SCHEMA)) {
        for (String command : version.split(";", -1)) {
          if (!command.isBlank()) {
            statement.execute(command);
          }
        }
      }
      statement.execute("PRAGMA application_id = " + APPLICATION_ID);
      statement.execute("PRAGMA user_version = " + SCHEMA);
      connection.commit();
    } catch (SQLException | RuntimeException e) {
      connection.rollback();
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  private static int pragma(Connection connection, String name) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery("PRAGMA " + name)) {
      return answer.next() ? answer.getInt(1) : 0;
    }
  }

  /** Times are milliseconds since 1970, UTC. There is no column that could hold a person. */
  static final String VERSION_1 =
      """
      CREATE TABLE orders (
        idempotency_key TEXT PRIMARY KEY,
        service_id TEXT NOT NULL,
        reference TEXT UNIQUE,
        step TEXT NOT NULL,
        job_name TEXT UNIQUE,
        job_id INTEGER,
        job_uuid TEXT,
        begun_at INTEGER NOT NULL,
        step_at INTEGER NOT NULL,
        told_guichet INTEGER NOT NULL DEFAULT 0
      ) STRICT;
      CREATE INDEX orders_by_step ON orders (step, told_guichet);
      CREATE TABLE steps (
        idempotency_key TEXT NOT NULL REFERENCES orders ON DELETE CASCADE,
        step TEXT NOT NULL,
        at INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX steps_by_order ON steps (idempotency_key);
      CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;
      INSERT INTO counters VALUES
        ('documents_delivered', 0), ('documents_unknown', 0), ('sessions', 0), ('faults_shown', 0);
      CREATE TABLE last_fault (
        only INTEGER PRIMARY KEY CHECK (only = 1), code TEXT NOT NULL, at INTEGER NOT NULL
      ) STRICT;
      CREATE TABLE probe (only INTEGER PRIMARY KEY CHECK (only = 1), at INTEGER NOT NULL) STRICT;
      """;

  /**
   * A row is one try to print an order, under one claim at the guichet; an order that was not
   * printed may be tried again. The first try's claim is the order's own key, and so it was,
   * unsaid, before. Of the tries of one order at most one has not ended.
   */
  private static final String VERSION_2 =
      """
      CREATE TABLE tries (
        claim_id TEXT PRIMARY KEY,
        service_id TEXT NOT NULL,
        reference TEXT,
        step TEXT NOT NULL,
        job_name TEXT UNIQUE,
        job_id INTEGER,
        job_uuid TEXT,
        begun_at INTEGER NOT NULL,
        step_at INTEGER NOT NULL,
        told_guichet INTEGER NOT NULL DEFAULT 0
      ) STRICT;
      INSERT INTO tries SELECT idempotency_key, service_id, reference, step, job_name, job_id,
        job_uuid, begun_at, step_at, told_guichet FROM orders;
      CREATE TABLE tries_steps (
        claim_id TEXT NOT NULL REFERENCES tries ON DELETE CASCADE,
        step TEXT NOT NULL,
        at INTEGER NOT NULL
      ) STRICT;
      INSERT INTO tries_steps SELECT idempotency_key, step, at FROM steps;
      DROP TABLE steps;
      DROP TABLE orders;
      ALTER TABLE tries RENAME TO orders;
      ALTER TABLE tries_steps RENAME TO steps;
      CREATE INDEX orders_by_step ON orders (step, told_guichet);
      CREATE INDEX orders_by_reference ON orders (reference);
      CREATE UNIQUE INDEX one_try_at_a_time ON orders (reference)
        WHERE step NOT IN ('PRINTED', 'NOT_PRINTED', 'UNKNOWN', 'ABANDONED');
      CREATE INDEX steps_by_order ON steps (claim_id);
      """;

  /** A print that may have brought paper out, and of which the guichet hears before its end. */
  private static final String VERSION_3 =
      """
      CREATE TABLE doubts (
        claim_id TEXT PRIMARY KEY REFERENCES orders ON DELETE CASCADE,
        known TEXT NOT NULL,
        since INTEGER NOT NULL,
        told_guichet INTEGER NOT NULL DEFAULT 0
      ) STRICT;
      """;
}
