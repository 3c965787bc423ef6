package be.borne.townhall.fleet.registry;

import be.borne.protocol.fleet.TerminalHealth;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The reports that are kept, and the events they tell: what changed from one to the next, in the
 * order in which things happened. Works inside its owner's transactions.
 */
final class ReportStore {
  private static final int MAX_EVENTS_PER_TERMINAL = 2_000;
  private static final int MAX_REPORTS_PER_TERMINAL = 150_000;

  private final Connection connection;

  ReportStore(Connection connection) {
    this.connection = connection;
  }

  /**
   * Keeps a report, and tells anew what happened between it and its neighbours.
   *
   * @return whether it had not been heard before
   */
  boolean keepReport(
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
        TerminalHealth now = HealthInStore.read(found.getString(3));
        if (birth) {
          addEvent(
              terminal,
              session,
              sequence,
              new FleetEvent(at, FleetEvent.Kind.BIRTH, null, null, null, null));
        }
        if (found.next()) {
          for (FleetEvent event :
              History.between(HealthInStore.read(found.getString(3)), now, at)) {
            addEvent(terminal, session, sequence, event);
          }
        }
      }
    }
  }

  /**
   * @param sequence of the report that told it; null if none did
   */
  void addEvent(String terminal, long session, Long sequence, FleetEvent event)
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

  /** Forgets what happened before a time, and, of each terminal, what is more than enough. */
  void purge(Instant before, List<String> terminals) throws SQLException {
    long oldest = before.toEpochMilli();
    for (String table : List.of("report", "event")) {
      try (PreparedStatement delete =
          connection.prepareStatement("DELETE FROM " + table + " WHERE at < ?")) {
        delete.setLong(1, oldest);
        delete.executeUpdate();
      }
    }
    for (String terminal : terminals) {
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
}
