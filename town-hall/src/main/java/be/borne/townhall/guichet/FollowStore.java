package be.borne.townhall.guichet;

import be.borne.protocol.guichet.Order;
import be.borne.protocol.guichet.RefusalReason;
import be.borne.protocol.guichet.TrackingCode;
import be.borne.townhall.guichet.store.SqliteDatabase;
import be.borne.townhall.guichet.store.StoreException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How orders stand and what became of them, from all that is written down of each. */
final class FollowStore {
  private static final String SELECT =
      """
      SELECT o.*, c.standing AS claim_standing,
        (SELECT min(r.received_at_ms) FROM claim_reports r
           WHERE r.claim = c.id AND r.outcome = 'PRINTED') AS reported_at_ms,
        c.answered_at_ms,
        m.state AS mail_state, m.ended_at_ms AS mail_ended_at_ms,
        l.state AS letter_state, l.ended_at_ms AS letter_ended_at_ms,
        p.since_ms AS on_paper_since_ms,
        EXISTS (SELECT 1 FROM documents d WHERE d.reference = o.reference) AS has_document
      FROM orders o
      LEFT JOIN claims c ON c.reference = o.reference AND c.state <> 'NOT_PRINTED'
      LEFT JOIN mails m ON m.reference = o.reference
      LEFT JOIN letters l ON l.reference = o.reference
      LEFT JOIN on_paper p ON p.reference = o.reference
      """;

  /**
   * An order with all its times.
   *
   * @param claim what keeps it from being claimed; empty if it is free
   * @param printed when it was heard that it came out
   * @param onPaperSince since when it can be collected at a terminal
   */
  record Followed(
      String reference,
      String serviceId,
      Order.State state,
      Instant placedAt,
      Optional<Instant> withAClerk,
      Optional<Instant> issued,
      Optional<Instant> refused,
      Optional<RefusalReason> refusal,
      Optional<Instant> withdrawn,
      Optional<ClaimStore.State> claim,
      Optional<Instant> printed,
      Optional<Sent> mail,
      Optional<Sent> letter,
      Optional<Instant> onPaperSince,
      boolean hasDocument,
      Optional<TrackingCode> tracking) {}

  /**
   * A mail or a letter.
   *
   * @param state as in the store
   * @param ended when it went, or when that was given up
   */
  record Sent(String state, Optional<Instant> ended) {}

  private final SqliteDatabase database;

  FollowStore(SqliteDatabase database) {
    this.database = database;
  }

  /** A citizen's own, the latest first. */
  List<Followed> ofCitizen(byte[] citizen, int atMost) throws StoreException {
    return database.within(
        connection -> {
          try (PreparedStatement query =
              connection.prepareStatement(
                  SELECT
                      + "WHERE o.reference IN (SELECT reference FROM orders WHERE citizen = ?"
                      + "   ORDER BY placed_at_ms DESC, reference LIMIT ?)"
                      + " ORDER BY o.placed_at_ms DESC, o.reference")) {
            query.setBytes(1, citizen);
            query.setInt(2, atMost);
            return read(query);
          }
        });
  }

  Optional<Followed> byTracking(TrackingCode code) throws StoreException {
    return database.within(
        connection -> {
          try (PreparedStatement query =
              connection.prepareStatement(SELECT + "WHERE o.tracking = ?")) {
            query.setString(1, code.characters());
            return read(query).stream().findFirst();
          }
        });
  }

  private static List<Followed> read(PreparedStatement query) throws SQLException {
    List<Followed> found = new ArrayList<>();
    try (ResultSet row = query.executeQuery()) {
      while (row.next()) {
        Optional<ClaimStore.State> claim =
            Optional.ofNullable(row.getString("claim_standing")).map(ClaimStore.State::valueOf);
        found.add(
            new Followed(
                row.getString("reference"),
                row.getString("service"),
                Order.State.valueOf(row.getString("state")),
                Instant.ofEpochMilli(row.getLong("placed_at_ms")),
                at(row, "clerk_since_ms"),
                at(row, "issued_at_ms"),
                at(row, "refused_at_ms"),
                Optional.ofNullable(row.getString("refusal_reason")).map(RefusalReason::valueOf),
                at(row, "withdrawn_at_ms"),
                claim,
                claim.filter(ClaimStore.State.PRINTED::equals).isPresent()
                    ? heard(row)
                    : Optional.empty(),
                sent(row, "mail"),
                sent(row, "letter"),
                at(row, "on_paper_since_ms"),
                row.getBoolean("has_document"),
                Optional.ofNullable(OrderStore.tracking(row))));
      }
    }
    return found;
  }

  private static Optional<Instant> at(ResultSet row, String column) throws SQLException {
    long time = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(time));
  }

  /** Whoever said first that it came out: its terminal, or a person. */
  private static Optional<Instant> heard(ResultSet row) throws SQLException {
    return Stream.of(at(row, "reported_at_ms"), at(row, "answered_at_ms"))
        .flatMap(Optional::stream)
        .min(Comparator.naturalOrder());
  }

  private static Optional<Sent> sent(ResultSet row, String what) throws SQLException {
    String state = row.getString(what + "_state");
    return state == null
        ? Optional.empty()
        : Optional.of(new Sent(state, at(row, what + "_ended_at_ms")));
  }
}
