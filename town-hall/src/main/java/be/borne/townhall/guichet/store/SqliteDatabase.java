package be.borne.townhall.guichet.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;

/**
 * One SQLite file, 0600, write-ahead log, every commit on the disk before it counts. One connection
 * behind a lock: a municipality's orders are few, and one writer is what SQLite has anyway.
 */
public final class SqliteDatabase implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SqliteDatabase.class);
  private static final Duration BUSY_TIMEOUT = Duration.ofSeconds(10);

  /** Everybody waits meanwhile: a reader that takes longer is come back to. */
  private static final Duration SETTLE_TIMEOUT = Duration.ofMillis(200);

  /** A disk that does not take it is not asked at every transaction. */
  private static final Duration SETTLE_AGAIN = Duration.ofSeconds(10);

  /** Something done with the database within one transaction. */
  public interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  /** Fair: whoever erases much lets those go first who came meanwhile. */
  private final ReentrantLock lock = new ReentrantLock(true);

  private final Connection connection;

  private final Path file;

  private final String begin;

  /** That something erased may be legible still in the log: also where the last run was killed. */
  private boolean unsettled = true;

  private Instant settleFrom = Instant.MIN;

  private SqliteDatabase(Connection connection, Path file, String begin) {
    this.begin = begin;
    this.connection = connection;
    this.file = file;
  }

  /**
   * Opens the file, or makes it, and brings it to the newest schema. {@code PRAGMA user_version}
   * says how many migrations it has had.
   *
   * @param owner the class beside which the migrations lie as resources
   * @param migrations their names in order, each a file of plain SQL
   * @throws StoreException if the file is no database, or one of a newer program
   */
  public static SqliteDatabase open(Path file, Class<?> owner, List<String> migrations)
      throws IOException, StoreException {
    try {
      return opened(file, owner, migrations);
    } catch (SQLException e) {
      throw new StoreException(e);
    }
  }

  /**
   * Opens a file that is there to look at it, beside the program that writes it: whoever reads
   * keeps nobody from writing, and changes nothing.
   *
   * @throws StoreException if the file is no database, or not of this very program's schema
   */
  public static SqliteDatabase openToRead(Path file, List<String> migrations)
      throws StoreException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setBusyTimeout(Math.toIntExact(BUSY_TIMEOUT.toMillis()));
    try {
      Connection connection = config.createConnection("jdbc:sqlite:" + file);
      try {
        SqliteDatabase database = new SqliteDatabase(connection, file, "BEGIN");
        database.unsettled = false;
        int done = database.inOneTransaction(SqliteDatabase::version);
        if (done != migrations.size()) {
          throw new SQLException(file + ": of another version of the program");
        }
        return database;
      } catch (SQLException | RuntimeException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw new StoreException(e);
    }
  }

  private static SqliteDatabase opened(Path file, Class<?> owner, List<String> migrations)
      throws IOException, SQLException {
    PrivateFiles.present(file);
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.enforceForeignKeys(true);
    config.setBusyTimeout(Math.toIntExact(BUSY_TIMEOUT.toMillis()));
    Connection connection = config.createConnection("jdbc:sqlite:" + file);
    try {
      SqliteDatabase database = new SqliteDatabase(connection, file, "BEGIN IMMEDIATE");
      // Or what was deleted about a person stays legible in the file's free pages.
      database.run("PRAGMA secure_delete = ON");
      database.migrate(file, owner, migrations);
      return database;
    } catch (IOException | SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  /** Does the work in one transaction: all of it holds afterwards, or nothing. */
  public <T> T within(Work<T> work) throws StoreException {
    try {
      return inOneTransaction(work);
    } catch (SQLException e) {
      throw new StoreException(e);
    }
  }

  private <T> T inOneTransaction(Work<T> work) throws SQLException {
    lock.lock();
    try {
      // By hand: the driver's own manual commit begins the next transaction at once, and so would
      // keep the file locked for ever.
      run(begin);
      T result;
      try {
        result = work.on(connection);
      } catch (SQLException | RuntimeException e) {
        run("ROLLBACK");
        throw e;
      }
      run("COMMIT");
      if (unsettled && !Instant.now().isBefore(settleFrom)) {
        settle(Duration.ZERO);
      }
      return result;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Empties the write-ahead log into the file, so that what was erased is legible in neither. Where
   * another program reads the file at this moment, the log stays as it is, and each transaction
   * that follows tries again; where the disk does not take it, one a while later. Neither undoes
   * what was committed, so nobody is told that it failed.
   */
  public void settle() {
    lock.lock();
    try {
      settle(SETTLE_TIMEOUT);
    } finally {
      lock.unlock();
    }
  }

  private void settle(Duration patience) {
    unsettled = true;
    try {
      run("PRAGMA busy_timeout = " + patience.toMillis());
      try (Statement statement = connection.createStatement();
          var row = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
        // Its first column says whether somebody was in the way.
        unsettled = row.next() && row.getInt(1) != 0;
      } finally {
        run("PRAGMA busy_timeout = " + BUSY_TIMEOUT.toMillis());
      }
    } catch (SQLException e) {
      settleFrom = Instant.now().plus(SETTLE_AGAIN);
      LOG.error("{}: what was erased stays in the log until the next try", file.getFileName(), e);
    }
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void migrate(Path file, Class<?> owner, List<String> migrations)
      throws IOException, SQLException {
    int done = inOneTransaction(SqliteDatabase::version);
    if (done > migrations.size()) {
      throw new SQLException(file + ": written by a newer program");
    }
    for (int next = done; next < migrations.size(); next++) {
      String sql = resource(owner, migrations.get(next));
      int version = next + 1;
      inOneTransaction(
          open -> {
            try (Statement statement = open.createStatement()) {
              statement.executeUpdate(sql);
              return statement.executeUpdate("PRAGMA user_version = " + version);
            }
          });
    }
  }

  private static int version(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        var row = statement.executeQuery("PRAGMA user_version")) {
      row.next();
      return row.getInt(1);
    }
  }

  private static String resource(Class<?> owner, String name) throws IOException {
    try (InputStream in = owner.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("migration " + name + " is not in the program");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Override
  public void close() throws StoreException {
    lock.lock();
    try {
      connection.close();
    } catch (SQLException e) {
      throw new StoreException(e);
    } finally {
      lock.unlock();
    }
  }
}
