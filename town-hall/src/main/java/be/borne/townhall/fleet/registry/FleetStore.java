package be.borne.townhall.fleet.registry;

import be.borne.protocol.fleet.Part;
import be.borne.protocol.fleet.PartState;
import be.borne.protocol.fleet.UpMessage;
import be.borne.protocol.terminal.FaultCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sqlite.SQLiteConfig;

/**
 * The fleet's memory: the register of terminals, the picture of each, and what happened to it.
 *
 * <p>One of each (terminal, session, sequence) is kept. The picture follows the highest; a report
 * that arrives late, out of a terminal's outbox, changes the history alone, and history is told in
 * the order in which things happened, not in which they were heard.
 *
 * <p>Safe for use by several threads.
 */
public final class FleetStore implements AutoCloseable {
  /** How long reports and events are kept. */
  public static final Duration KEPT = Duration.ofDays(90);

  private static final int MESSAGES_BETWEEN_PURGES = 1_000;

  private static final String SCHEMA =
      """
      CREATE TABLE IF NOT EXISTS terminal (
        id TEXT NOT NULL PRIMARY KEY,
        site TEXT NOT NULL,
        software TEXT NOT NULL,
        session BIGINT NOT NULL,
        sequence BIGINT NOT NULL,
        alive BOOLEAN NOT NULL,
        first_seen BIGINT NOT NULL,
        last_seen BIGINT NOT NULL,
        health TEXT NOT NULL
      );
      CREATE TABLE IF NOT EXISTS report (
        terminal TEXT NOT NULL,
        session BIGINT NOT NULL,
        sequence BIGINT NOT NULL,
        at BIGINT NOT NULL,
        birth BOOLEAN NOT NULL,
        health TEXT NOT NULL,
        PRIMARY KEY (terminal, session, sequence)
      );
      CREATE TABLE IF NOT EXISTS event (
        id INTEGER PRIMARY KEY,
        terminal TEXT NOT NULL,
        session BIGINT NOT NULL,
        sequence BIGINT,
        at BIGINT NOT NULL,
        kind TEXT NOT NULL,
        part TEXT,
        was TEXT,
        became TEXT,
        fault TEXT
      );
      CREATE INDEX IF NOT EXISTS event_of_report ON event (terminal, session, sequence);
      CREATE INDEX IF NOT EXISTS event_in_time ON event (terminal, at);
      """;

  /**
   * What became of a batch of messages.
   *
   * @param accepted were news
   * @param duplicates had been heard before
   */
  public record Outcome(int accepted, int duplicates) {}

  private final Connection connection;
  private final ReportStore history;
  private int sincePurge;

  private FleetStore(Connection connection) {
    this.connection = connection;
    this.history = new ReportStore(connection);
  }

  /** Opens the database, or makes it; its folder is made if need be. */
  public static FleetStore open(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout(5_000);
    try {
      Connection connection = config.createConnection("jdbc:sqlite:" + file);
      try (Statement statement = connection.createStatement()) {
        statement.executeUpdate(SCHEMA);
        return new FleetStore(connection);
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw new IOException(file + ": the fleet's database cannot be opened", e);
    }
  }

  /**
   * Takes messages in, all or none; they are on disk when this returns.
   *
   * @throws IOException if they could not be stored; none is, then
   */
  public synchronized Outcome record(List<Heard> messages) throws IOException {
    int accepted = 0;
    int duplicates = 0;
    try {
      connection.setAutoCommit(false);
      for (Heard heard : messages) {
        boolean news =
            switch (heard.message()) {
              case UpMessage.Birth birth -> born(birth, heard.at());
              case UpMessage.Health health -> reported(health, heard.at());
              case UpMessage.Death death -> died(death, heard.at());
            };
        if (news) {
          accepted++;
        } else {
          duplicates++;
        }
      }
      sincePurge += messages.size();
      if (sincePurge >= MESSAGES_BETWEEN_PURGES && !messages.isEmpty()) {
        history.purge(messages.getLast().at().minus(KEPT), ids());
        sincePurge = 0;
      }
      connection.commit();
      return new Outcome(accepted, duplicates);
    } catch (SQLException e) {
      rollBack(e);
      throw new IOException("messages of the fleet cannot be stored", e);
    } finally {
      endTransaction();
    }
  }

  private void rollBack(SQLException cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  /** Reads stand alone: a transaction left open would see an old picture for ever. */
  private void endTransaction() throws IOException {
    try {
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      throw new IOException("the fleet's database does not end a transaction", e);
    }
  }

  private boolean born(UpMessage.Birth birth, Instant heardAt) throws SQLException {
    String health = HealthInStore.write(birth.health());
    boolean news =
        history.keepReport(
            birth.terminal(), birth.session(), birth.sequence(), birth.at(), true, health, heardAt);
    try (PreparedStatement upsert =
        connection.prepareStatement(
            """
            INSERT INTO terminal
              (id, site, software, session, sequence, alive, first_seen, last_seen, health)
            VALUES (?, ?, ?, ?, ?, TRUE, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET
              site = excluded.site, software = excluded.software, session = excluded.session,
              sequence = excluded.sequence, alive = TRUE, health = excluded.health
            WHERE (excluded.session, excluded.sequence) > (terminal.session, terminal.sequence)
            """)) {
      upsert.setString(1, birth.terminal());
      upsert.setString(2, birth.site());
      upsert.setString(3, birth.software());
      upsert.setLong(4, birth.session());
      upsert.setLong(5, birth.sequence());
      upsert.setLong(6, heardAt.toEpochMilli());
      upsert.setLong(7, heardAt.toEpochMilli());
      upsert.setString(8, health);
      upsert.executeUpdate();
    }
    seen(birth.terminal(), heardAt);
    return news;
  }

  private boolean reported(UpMessage.Health report, Instant heardAt) throws SQLException {
    String health = HealthInStore.write(report.health());
    boolean news =
        history.keepReport(
            report.terminal(),
            report.session(),
            report.sequence(),
            report.at(),
            false,
            health,
            heardAt);
    // A report of a session already dead does not revive it: only a new session does.
    try (PreparedStatement upsert =
        connection.prepareStatement(
            """
            INSERT INTO terminal
              (id, site, software, session, sequence, alive, first_seen, last_seen, health)
            VALUES (?, ?, 'unknown', ?, ?, TRUE, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET
              alive = terminal.alive OR excluded.session > terminal.session,
              session = excluded.session, sequence = excluded.sequence, health = excluded.health
            WHERE (excluded.session, excluded.sequence) > (terminal.session, terminal.sequence)
            """)) {
      upsert.setString(1, report.terminal());
      upsert.setString(2, report.terminal());
      upsert.setLong(3, report.session());
      upsert.setLong(4, report.sequence());
      upsert.setLong(5, heardAt.toEpochMilli());
      upsert.setLong(6, heardAt.toEpochMilli());
      upsert.setString(7, health);
      upsert.executeUpdate();
    }
    seen(report.terminal(), heardAt);
    return news;
  }

  private boolean died(UpMessage.Death death, Instant heardAt) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE terminal SET alive = FALSE, session = ?"
                + " WHERE id = ? AND session <= ? AND alive")) {
      update.setLong(1, death.session());
      update.setString(2, death.terminal());
      update.setLong(3, death.session());
      if (update.executeUpdate() == 0) {
        // Of an older session, or told twice (by the agent and by its will), or of nobody known.
        return false;
      }
    }
    history.addEvent(
        death.terminal(),
        death.session(),
        null,
        new FleetEvent(heardAt, FleetEvent.Kind.DEATH, null, null, null, null));
    return true;
  }

  private void seen(String terminal, Instant at) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE terminal SET last_seen = ? WHERE id = ? AND last_seen < ?")) {
      update.setLong(1, at.toEpochMilli());
      update.setString(2, terminal);
      update.setLong(3, at.toEpochMilli());
      update.executeUpdate();
    }
  }

  private List<String> ids() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("SELECT id FROM terminal")) {
      List<String> ids = new ArrayList<>();
      while (found.next()) {
        ids.add(found.getString(1));
      }
      return ids;
    }
  }

  /** Every terminal ever heard of, by site and identifier. */
  public synchronized List<TerminalPicture> terminals() throws IOException {
    return pictures("SELECT * FROM terminal ORDER BY site, id", null);
  }

  /** One terminal; empty if it was never heard of. */
  public synchronized Optional<TerminalPicture> terminal(String id) throws IOException {
    return pictures("SELECT * FROM terminal WHERE id = ?", id).stream().findFirst();
  }

  private List<TerminalPicture> pictures(String query, String id) throws IOException {
    try (PreparedStatement select = connection.prepareStatement(query)) {
      if (id != null) {
        select.setString(1, id);
      }
      try (ResultSet found = select.executeQuery()) {
        List<TerminalPicture> pictures = new ArrayList<>();
        while (found.next()) {
          pictures.add(
              new TerminalPicture(
                  found.getString("id"),
                  found.getString("site"),
                  found.getString("software"),
                  found.getLong("session"),
                  found.getBoolean("alive"),
                  Instant.ofEpochMilli(found.getLong("first_seen")),
                  Instant.ofEpochMilli(found.getLong("last_seen")),
                  HealthInStore.read(found.getString("health"))));
        }
        return pictures;
      }
    } catch (SQLException e) {
      throw new IOException("the fleet's database cannot be read", e);
    }
  }

  /** What happened to a terminal, the latest first. */
  public synchronized List<FleetEvent> events(String terminal, int max) throws IOException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT at, kind, part, was, became, fault FROM event WHERE terminal = ?"
                + " ORDER BY at DESC, id DESC LIMIT ?")) {
      select.setString(1, terminal);
      select.setInt(2, max);
      try (ResultSet found = select.executeQuery()) {
        List<FleetEvent> events = new ArrayList<>();
        while (found.next()) {
          events.add(
              new FleetEvent(
                  Instant.ofEpochMilli(found.getLong(1)),
                  FleetEvent.Kind.valueOf(found.getString(2)),
                  found.getString(3) == null ? null : Part.valueOf(found.getString(3)),
                  found.getString(4) == null ? null : PartState.valueOf(found.getString(4)),
                  found.getString(5) == null ? null : PartState.valueOf(found.getString(5)),
                  found.getString(6) == null ? null : FaultCode.ofCode(found.getString(6))));
        }
        return events;
      }
    } catch (SQLException e) {
      throw new IOException("the fleet's database cannot be read", e);
    }
  }

  /** How many reports of a terminal are kept, each counted once. */
  public synchronized long reports(String terminal) throws IOException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT count(*) FROM report WHERE terminal = ?")) {
      select.setString(1, terminal);
      try (ResultSet found = select.executeQuery()) {
        found.next();
        return found.getLong(1);
      }
    } catch (SQLException e) {
      throw new IOException("the fleet's database cannot be read", e);
    }
  }

  @Override
  public synchronized void close() throws IOException {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IOException("the fleet's database cannot be closed", e);
    }
  }
}
