package be.borne.townhall.guichet.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteDatabaseTest {
  private static final String SECRET = "zebra-crossing-on-the-moon";

  @TempDir Path folder;

  private static int run(SqliteDatabase database, String sql) throws Exception {
    return database.within(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
          }
        });
  }

  private boolean isOnDisk(Path file) throws Exception {
    for (Path each : List.of(file, Path.of(file + "-wal"))) {
      if (Files.exists(each)
          && Files.readString(each, StandardCharsets.ISO_8859_1).contains(SECRET)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Somebody looks at the file, a backup perhaps. Everybody at the guichet once waited ten seconds
   * for it, at each erasure.
   */
  @Test
  void whoeverReadsTheFileKeepsNobodyWaitingAndNothingLegible() throws Exception {
    Path file = folder.resolve("some.db");
    try (SqliteDatabase database = SqliteDatabase.open(file, SqliteDatabaseTest.class, List.of())) {
      run(database, "CREATE TABLE t (a TEXT)");
      run(database, "INSERT INTO t VALUES ('" + SECRET + "')");
      try (Connection reader = DriverManager.getConnection("jdbc:sqlite:" + file);
          Statement statement = reader.createStatement()) {
        statement.execute("BEGIN");
        try (ResultSet row = statement.executeQuery("SELECT a FROM t")) {
          assertTrue(row.next());
        }
        assertEquals(1, run(database, "DELETE FROM t"));
        Instant begun = Instant.now();
        database.settle();
        run(database, "INSERT INTO t VALUES ('other')");
        Duration took = Duration.between(begun, Instant.now());
        assertTrue(took.compareTo(Duration.ofSeconds(3)) < 0, took.toString());
        assertTrue(isOnDisk(file), "the reader needs it still");
        statement.execute("ROLLBACK");
      }
      // Whatever happens next, without anybody asking for it.
      run(database, "INSERT INTO t VALUES ('another')");
      assertFalse(isOnDisk(file), "what was erased is legible");
    }
  }

  /**
   * What was committed once failed for its caller when the log could not be emptied after it, and
   * so did everything that followed.
   */
  @Test
  void whatIsCommittedHasNotFailedThoughTheLogCannotBeEmptied() throws Exception {
    Path file = folder.resolve("some.db");
    try (SqliteDatabase database = SqliteDatabase.open(file, SqliteDatabaseTest.class, List.of())) {
      run(database, "CREATE TABLE t (a TEXT)");
      run(database, "INSERT INTO t VALUES ('" + SECRET + "'), ('other')");
      Statement[] unread = new Statement[1];
      database.within(
          connection -> {
            // SQLite empties no log under a reader of its own connection: it answers with an error.
            unread[0] = connection.createStatement();
            return unread[0].executeQuery("SELECT a FROM t").next();
          });
      database.settle();
      assertEquals(1, run(database, "DELETE FROM t WHERE a = '" + SECRET + "'"));
      assertEquals(1, run(database, "INSERT INTO t VALUES ('another')"));
      assertTrue(isOnDisk(file), "there was no error");
      unread[0].close();
      database.settle();
      assertFalse(isOnDisk(file), "what was erased is legible");
    }
  }

  /** Killed between the erasure and the emptying of the log, it once left it there for good. */
  @Test
  void whatTheLastRunLeftInTheLogIsTakenOutOfIt() throws Exception {
    Path first = folder.resolve("first.db");
    Path file = folder.resolve("killed.db");
    try (Connection killed = DriverManager.getConnection("jdbc:sqlite:" + first);
        Statement statement = killed.createStatement()) {
      statement.execute("PRAGMA journal_mode = WAL");
      statement.execute("PRAGMA secure_delete = ON");
      statement.execute("CREATE TABLE t (a TEXT)");
      statement.execute("INSERT INTO t VALUES ('" + SECRET + "')");
      statement.execute("DELETE FROM t");
      for (String part : List.of("", "-wal")) {
        Files.copy(Path.of(first + part), Path.of(file + part));
      }
    }
    assertTrue(isOnDisk(file));
    try (SqliteDatabase database = SqliteDatabase.open(file, SqliteDatabaseTest.class, List.of())) {
      assertEquals(1, run(database, "INSERT INTO t VALUES ('other')"));
      assertFalse(isOnDisk(file), "what was erased is legible");
    }
  }
}
