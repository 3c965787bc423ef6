package be.borne.kiosk.order;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
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

  private final Path file;
  private Connection connection;
  private boolean closed;

  JournalStore(Path file) {
    this.file = file;
  }

  /**
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
      connection = JournalDatabase.open(file);
      return true;
    } catch (SQLException | IOException e) {
      throw new JournalUnavailableException("the journal cannot be opened", e);
    }
  }

  /** All of it reaches the disk, or none. */
  void write(Work work) {
    Connection open = connection();
    try {
      open.setAutoCommit(false);
      try {
        work.run();
        open.commit();
      } catch (SQLException | RuntimeException e) {
        open.rollback();
        throw e;
      } finally {
        open.setAutoCommit(true);
      }
    } catch (SQLException e) {
      letGo();
      throw new JournalUnavailableException("the journal cannot be written", e);
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
