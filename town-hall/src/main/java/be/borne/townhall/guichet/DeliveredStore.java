package be.borne.townhall.guichet;

import be.borne.protocol.guichet.DeliveryWay;
import be.borne.townhall.guichet.store.SqliteDatabase;
import be.borne.townhall.guichet.store.StoreException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Which orders have reached their citizens, whoever said so: a terminal, a mail server, a clerk.
 */
final class DeliveredStore {
  /** From what was heard lately to its claim: the other way leads through every claim there is. */
  private static final String SINCE =
      """
      SELECT c.reference, 'PAPER' AS way, r.received_at_ms AS at_ms
        FROM claim_reports r CROSS JOIN claims c ON c.id = r.claim
        WHERE r.outcome = 'PRINTED' AND r.received_at_ms >= ?1 AND c.state = 'PRINTED'
      UNION ALL
      SELECT c.reference, 'PAPER', a.answered_at_ms
        FROM claim_answers a CROSS JOIN claims c ON c.id = a.claim
        WHERE a.answer = 'CAME_OUT' AND a.answered_at_ms >= ?1 AND c.state = 'PRINTED'
      UNION ALL
      SELECT reference, 'EMAIL', ended_at_ms FROM mails WHERE state = 'SENT' AND ended_at_ms >= ?1
      UNION ALL
      SELECT reference, 'POST', ended_at_ms FROM letters
        WHERE state = 'POSTED' AND ended_at_ms >= ?1
      ORDER BY at_ms
      LIMIT ?2
      """;

  private final SqliteDatabase database;

  DeliveredStore(SqliteDatabase database) {
    this.database = database;
  }

  /**
   * @param way it went
   * @param at when that was heard here
   */
  record Delivered(String reference, DeliveryWay way, Instant at) {}

  /** What was heard since then, the earliest first; one order more than once, if it was. */
  List<Delivered> since(Instant from, int atMost) throws StoreException {
    return database.within(
        connection -> {
          try (PreparedStatement query = connection.prepareStatement(SINCE)) {
            query.setLong(1, from.toEpochMilli());
            query.setInt(2, atMost);
            List<Delivered> found = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
              while (row.next()) {
                found.add(
                    new Delivered(
                        row.getString("reference"),
                        DeliveryWay.valueOf(row.getString("way")),
                        Instant.ofEpochMilli(row.getLong("at_ms"))));
              }
            }
            return List.copyOf(found);
          }
        });
  }
}
