package be.borne.townhall.fleet.registry;

import be.borne.protocol.fleet.Part;
import be.borne.protocol.fleet.PartState;
import be.borne.protocol.fleet.TerminalHealth;
import be.borne.protocol.fleet.UpMessage;
import be.borne.protocol.json.Json;
import be.borne.protocol.terminal.FaultCode;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
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

  private static final int MAX_EVENTS_PER_TERMINAL = 2_000;
  private static final int MAX_REPORTS_PER_TERMINAL = 150_000;
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
  private final ObjectMapper json = Json.mapper();
  private int sincePurge;

  private FleetStore(Connection connection) {
    this.connection = connection;
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
        purge(messages.getLast().at());
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
    String health = write(birth.health());
    boolean news =
        keepReport(
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
    String health = write(report.health());
    boolean news =
        keepReport(
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
    addEvent(
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

  private boolean keepReport(
      String terminal,
      long session,
      long sequence,
      Instant at,
      boolean birth,
      String health,
      Instant heardAt)
      throws SQLException {
    // A terminal whose clock runs ahead must not write tomorrow's history.
    Instant happened = at.isAfter(heardAt) ? heardAt : at;
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO report (terminal, session, sequence, at, birth, health)"
                + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")) {
      insert.setString(1, terminal);
      insert.setLong(2, session);
      insert.setLong(3, sequence);
      insert.setLong(4, happened.toEpochMilli());
      insert.setBoolean(5, birth);
      insert.setString(6, health);
      if (insert.executeUpdate() == 0) {
        return false;
      }
    }
    tellHistory(terminal, session, sequence);
    Optional<long[]> next = following(terminal, session, sequence);
    if (next.isPresent()) {
      // The next report was compared with what came before this one: told again.
      tellHistory(terminal, next.get()[0], next.get()[1]);
    }
    return true;
  }

  private Optional<long[]> following(String terminal, long session, long sequence)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT session, sequence FROM report WHERE terminal = ?"
                + " AND (session, sequence) > (?, ?) ORDER BY session, sequence LIMIT 1")) {
      select.setString(1, terminal);
      select.setLong(2, session);
      select.setLong(3, sequence);
      try (ResultSet found = select.executeQuery()) {
        return found.next()
            ? Optional.of(new long[] {found.getLong(1), found.getLong(2)})
            : Optional.empty();
      }
    }
  }

  private void tellHistory(String terminal, long session, long sequence) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "DELETE FROM event WHERE terminal = ? AND session = ? AND sequence = ?")) {
      delete.setString(1, terminal);
      delete.setLong(2, session);
      delete.setLong(3, sequence);
      delete.executeUpdate();
    }
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT at, birth, health FROM report WHERE terminal = ?"
                + " AND (session, sequence) <= (?, ?)"
                + " ORDER BY session DESC, sequence DESC LIMIT 2")) {
      select.setString(1, terminal);
      select.setLong(2, session);
      select.setLong(3, sequence);
      try (ResultSet found = select.executeQuery()) {
        found.next();
        Instant at = Instant.ofEpochMilli(found.getLong(1));
        boolean birth = found.getBoolean(2);
        TerminalHealth now = read(found.getString(3));
        if (birth) {
          addEvent(
              terminal,
              session,
              sequence,
              new FleetEvent(at, FleetEvent.Kind.BIRTH, null, null, null, null));
        }
        if (found.next()) {
          for (FleetEvent event : History.between(read(found.getString(3)), now, at)) {
            addEvent(terminal, session, sequence, event);
          }
        }
      }
    }
  }

  private void addEvent(String terminal, long session, Long sequence, FleetEvent event)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO event (terminal, session, sequence, at, kind, part, was, became, fault)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      insert.setString(1, terminal);
      insert.setLong(2, session);
      insert.setObject(3, sequence);
      insert.setLong(4, event.at().toEpochMilli());
      insert.setString(5, event.kind().name());
      insert.setString(6, event.part() == null ? null : event.part().name());
      insert.setString(7, event.was() == null ? null : event.was().name());
      insert.setString(8, event.became() == null ? null : event.became().name());
      insert.setString(9, event.fault() == null ? null : event.fault().code());
      insert.executeUpdate();
    }
  }

  private void purge(Instant now) throws SQLException {
    long oldest = now.minus(KEPT).toEpochMilli();
    for (String table : List.of("report", "event")) {
      try (PreparedStatement delete =
          connection.prepareStatement("DELETE FROM " + table + " WHERE at < ?")) {
        delete.setLong(1, oldest);
        delete.executeUpdate();
      }
    }
    for (String terminal : ids()) {
      keepNewest("event", terminal, MAX_EVENTS_PER_TERMINAL);
      keepNewest("report", terminal, MAX_REPORTS_PER_TERMINAL);
    }
  }

  private void keepNewest(String table, String terminal, int max) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "DELETE FROM "
                + table
                + " WHERE terminal = ? AND at < (SELECT at FROM "
                + table
                + " WHERE terminal = ? ORDER BY at DESC LIMIT 1 OFFSET ?)")) {
      delete.setString(1, terminal);
      delete.setString(2, terminal);
      delete.setInt(3, max);
      delete.executeUpdate();
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
                  read(found.getString("health"))));
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

  private String write(TerminalHealth health) {
    try {
      return json.writeValueAsString(health);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a health report cannot be written as JSON", e);
    }
  }

  private TerminalHealth read(String text) throws SQLException {
    try {
      return json.readValue(text, TerminalHealth.class);
    } catch (JsonProcessingException e) {
      throw new SQLException("a stored health report cannot be read", e);
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
