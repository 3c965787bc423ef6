package be.borne.kiosk.order;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journal's connection: whole transactions, and a fresh start after any failure. Not
 * thread-safe; {@link OrderJournal} is.
 */
final class JournalStore implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JournalStore.class);
  static final Row<String> FIRST = row -> row.getString(1);

  /** What is done in one transaction. */
  @FunctionalInterface
  interface Work {
    void run() throws SQLException;
  }

  /** Makes a value of a row. */
  @FunctionalInterface
  interface Row<T> {
    T of(ResultSet row) throws SQLException;
  }

  private static final List<String> COUNTERS =
      List.of("documents_delivered", "documents_unknown", "sessions", "faults_shown");

  /** Rises with every transaction; see {@link JournalMark}. */
  private static final String COMMITS = "commits";

  private final Path file;
  private final JournalMark mark;
  private final DamagedJournal damaged;
  private final Clock clock;
  private Connection connection;
  private boolean closed;

  JournalStore(Path file, Clock clock) {
    this.file = file;
    this.mark = new JournalMark(file.resolveSibling("orders.mark"), COUNTERS.size());
    this.damaged = new DamagedJournal(file);
    this.clock = clock;
  }

  /**
   * Opens the file if it is not open. One that is damaged, or has forgotten what it knew, is set
   * aside, and a fresh one is begun that goes on counting where it stopped. That cannot print
   * anything twice: what the lost one left in the printer is cleared before anyone is served, and
   * the guichet gives no right to print an order of which it has not heard the end.
   *
   * @return whether it had to be opened
   * @throws JournalUnavailableException if it cannot be
   */
  boolean open() {
    if (closed) {
      throw new JournalUnavailableException("the journal is closed");
    }
    if (connection != null) {
      return false;
    }
    try {
      try {
        connection = JournalDatabase.open(file);
        requireToRememberAll();
      } catch (DamagedJournal.Found e) {
        LOG.error("{}", e.getMessage(), e);
        letGo();
        damaged.setAside(clock.instant());
        connection = JournalDatabase.open(file);
        goOnCounting();
      }
      return true;
    } catch (SQLException | IOException | DamagedJournal.Found e) {
      letGo();
      throw new JournalUnavailableException("the journal cannot be opened", e);
    }
  }

  /** Whether a damaged journal waits for whoever looks after the terminal. */
  boolean hasDamagedPredecessor() {
    try {
      return damaged.kept() > 0;
    } catch (IOException e) {
      throw new JournalUnavailableException("the journal's directory cannot be read", e);
    }
  }

  private void requireToRememberAll() throws SQLException, IOException, DamagedJournal.Found {
    long commits = counter(COMMITS);
    long marked = mark.read().map(JournalMark.Content::commits).orElse(0L);
    if (commits < marked) {
      throw new DamagedJournal.Found(
          "the journal has forgotten its last " + (marked - commits) + " commits", null);
    }
  }

  private void goOnCounting() throws SQLException, IOException {
    Optional<JournalMark.Content> last = mark.read();
    if (last.isEmpty()) {
      return;
    }
    for (int i = 0; i < COUNTERS.size(); i++) {
      setCounter(COUNTERS.get(i), last.get().counters().get(i));
    }
    setCounter(COMMITS, last.get().commits());
  }

  private void setCounter(String name, long value) throws SQLException {
    update(
        "INSERT INTO counters VALUES (?, ?)"
            + " ON CONFLICT (name) DO UPDATE SET value = max(value, excluded.value)",
        name,
        value);
  }

  private long counter(String name) throws SQLException {
    return select("SELECT value FROM counters WHERE name = ?", row -> row.getLong(1), name).stream()
        .findFirst()
        .orElse(0L);
  }

  /** All of it reaches the disk, or none. */
  void write(Work work) {
    Connection open = connection();
    try {
      open.setAutoCommit(false);
      try {
        work.run();
        setCounter(COMMITS, counter(COMMITS) + 1);
        JournalMark.Content content = content();
        open.commit();
        mark.write(content);
      } catch (SQLException | IOException | RuntimeException e) {
        open.rollback();
        throw e;
      } finally {
        open.setAutoCommit(true);
      }
      emptyLog(open);
    } catch (SQLException | IOException e) {
      letGo();
      throw new JournalUnavailableException("the journal cannot be written", e);
    }
  }

  private JournalMark.Content content() throws SQLException {
    List<Long> counters = new ArrayList<>();
    for (String name : COUNTERS) {
      counters.add(counter(name));
    }
    return new JournalMark.Content(counter(COMMITS), counters);
  }

  /**
   * Into the database with it: a log that is damaged later is cut off silently where the damage is,
   * and what stood behind is forgotten. It is on disk either way.
   */
  private static void emptyLog(Connection open) {
    try (Statement statement = open.createStatement()) {
      statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    } catch (SQLException e) {
      LOG.warn("the journal's log cannot be emptied: {}", e.getMessage());
    }
  }

  <T> List<T> read(String query, Row<T> reader, Object... values) {
    try {
      return select(query, reader, values);
    } catch (SQLException e) {
      letGo();
      throw new JournalUnavailableException("the journal cannot be read", e);
    }
  }

  /** Within {@link #write}. */
  <T> List<T> select(String query, Row<T> reader, Object... values) throws SQLException {
    try (PreparedStatement statement = prepare(query, values);
        ResultSet rows = statement.executeQuery()) {
      List<T> found = new ArrayList<>();
      while (rows.next()) {
        found.add(reader.of(rows));
      }
      return found;
    }
  }

  /**
   * Within {@link #write}.
   *
   * @return how many rows changed
   */
  int update(String command, Object... values) throws SQLException {
    try (PreparedStatement statement = prepare(command, values)) {
      return statement.executeUpdate();
    }
  }

  private PreparedStatement prepare(String sql, Object... values) throws SQLException {
    PreparedStatement statement = connection().prepareStatement(sql);
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }

  private Connection connection() {
    if (connection == null) {
      throw new JournalUnavailableException("the journal is not open");
    }
    return connection;
  }

  private void letGo() {
    if (connection != null) {
      try {
        connection.close();
      } catch (SQLException e) {
        LOG.warn("journal: close: {}", e.getMessage());
      }
      connection = null;
    }
  }

  /** For good. */
  @Override
  public void close() {
    closed = true;
    letGo();
  }
}
