package be.borne.townhall.guichet;

import be.borne.protocol.guichet.DeliveryWay;
import be.borne.townhall.guichet.store.SqliteDatabase;
import be.borne.townhall.guichet.store.StoreException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** What happened between two moments, row by row, to be counted. */
final class CountStore {
  private static final String ORDERED =
      "SELECT placed_at_ms AS at_ms, service, terminal, way FROM orders"
          + " WHERE placed_at_ms >= ?1 AND placed_at_ms < ?2";

  private static final String REFUSED =
      "SELECT refused_at_ms AS at_ms, service, terminal, way FROM orders"
          + " WHERE refused_at_ms >= ?1 AND refused_at_ms < ?2";

  /** A claim that came out is counted once: when that was first heard, from terminal or person. */
  private static final String DELIVERED =
      """
      SELECT min(h.at_ms) AS at_ms, o.service, c.terminal, 'PAPER' AS way, o.copies
        FROM (
          SELECT claim, received_at_ms AS at_ms FROM claim_reports
            WHERE outcome = 'PRINTED' AND received_at_ms >= ?1 AND received_at_ms < ?2
          UNION ALL
          SELECT claim, answered_at_ms FROM claim_answers
            WHERE answer = 'CAME_OUT' AND answered_at_ms >= ?1 AND answered_at_ms < ?2) h
        CROSS JOIN claims c ON c.id = h.claim AND c.state = 'PRINTED'
        CROSS JOIN orders o ON o.reference = c.reference
        WHERE NOT EXISTS (SELECT 1 FROM claim_reports r
            WHERE r.claim = c.id AND r.outcome = 'PRINTED' AND r.received_at_ms < ?1)
          AND NOT EXISTS (SELECT 1 FROM claim_answers a
            WHERE a.claim = c.id AND a.answer = 'CAME_OUT' AND a.answered_at_ms < ?1)
        GROUP BY c.id
      UNION ALL
      SELECT m.ended_at_ms, o.service, NULL, 'EMAIL', 1
        FROM mails m JOIN orders o ON o.reference = m.reference
        WHERE m.state = 'SENT' AND m.ended_at_ms >= ?1 AND m.ended_at_ms < ?2
      UNION ALL
      SELECT l.ended_at_ms, o.service, NULL, 'POST', 1
        FROM letters l JOIN orders o ON o.reference = l.reference
        WHERE l.state = 'POSTED' AND l.ended_at_ms >= ?1 AND l.ended_at_ms < ?2
      """;

  private static final String FORMS =
      "SELECT received_at_ms AS at_ms, form AS service, terminal FROM submissions"
          + " WHERE received_at_ms >= ?1 AND received_at_ms < ?2";

  /** What a row tells of. */
  private enum Kind {
    ORDERED,
    REFUSED,
    DELIVERED,
    FORM
  }

  private CountStore() {}

  /** Of the orders. */
  static void tellDocuments(
      SqliteDatabase orders, Instant from, Instant until, Consumer<Counted> whom)
      throws StoreException {
    tell(orders, ORDERED, Kind.ORDERED, from, until, whom);
    tell(orders, REFUSED, Kind.REFUSED, from, until, whom);
    tell(orders, DELIVERED, Kind.DELIVERED, from, until, whom);
  }

  /** Of the filled forms. */
  static void tellForms(SqliteDatabase forms, Instant from, Instant until, Consumer<Counted> whom)
      throws StoreException {
    tell(forms, FORMS, Kind.FORM, from, until, whom);
  }

  private static void tell(
      SqliteDatabase database,
      String sql,
      Kind kind,
      Instant from,
      Instant until,
      Consumer<Counted> whom)
      throws StoreException {
    database.within(
        connection -> {
          try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setLong(1, from.toEpochMilli());
            query.setLong(2, until.toEpochMilli());
            try (ResultSet row = query.executeQuery()) {
              while (row.next()) {
                whom.accept(counted(kind, row));
              }
              return null;
            }
          }
        });
  }

  private static Counted counted(Kind kind, ResultSet row) throws SQLException {
    String subject = row.getString("service");
    String terminal = row.getString("terminal");
    return switch (kind) {
      case ORDERED -> new Counted.Ordered(at(row), subject, terminal, way(row));
      case REFUSED -> new Counted.Refused(at(row), subject, terminal, way(row));
      case DELIVERED ->
          new Counted.Delivered(
              at(row), subject, Optional.ofNullable(terminal), way(row), row.getInt("copies"));
      case FORM -> new Counted.FormSent(at(row), subject, terminal);
    };
  }

  private static Instant at(ResultSet row) throws SQLException {
    return Instant.ofEpochMilli(row.getLong("at_ms"));
  }

  private static DeliveryWay way(ResultSet row) throws SQLException {
    return DeliveryWay.valueOf(row.getString("way"));
  }
}
