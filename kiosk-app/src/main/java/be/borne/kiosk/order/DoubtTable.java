package be.borne.kiosk.order;

import be.borne.kiosk.order.OrderJournal.UntoldDoubt;
import be.borne.protocol.guichet.DeliveryDoubt;
import be.borne.protocol.guichet.DeliveryDoubt.Known;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The journal's table of prints that may have brought paper out and have not ended: what the
 * guichet hears of them before their end. Not thread-safe; {@link OrderJournal} is.
 */
final class DoubtTable {
  private final JournalStore store;

  DoubtTable(JournalStore store) {
    this.store = store;
  }

  /** Whether that would change what is written here of this try. */
  boolean isNews(String claim, Known known) {
    Optional<Known> before =
        store
            .read(
                "SELECT known FROM doubts WHERE claim_id = ?",
                row -> Known.valueOf(row.getString(1)),
                claim)
            .stream()
            .findFirst();
    // What the printer was seen to do says more than that the terminal was started again.
    return before.isEmpty() || (known != Known.TERMINAL_INTERRUPTED && before.get() != known);
  }

  /** Within a transaction; keeps since when, and has the guichet told of what is known now. */
  void note(String claim, Known known, long since) throws SQLException {
    store.update(
        "INSERT INTO doubts (claim_id, known, since) VALUES (?, ?, ?)"
            + " ON CONFLICT (claim_id) DO UPDATE SET known = excluded.known, told_guichet = 0",
        claim,
        known.name(),
        since);
  }

  /** Of prints that have not ended, the oldest first; of others the guichet hears the end. */
  List<UntoldDoubt> untold(String notEnded, int atMost) {
    return store.read(
        "SELECT reference, claim_id, known, since FROM doubts JOIN orders USING (claim_id)"
            + " WHERE doubts.told_guichet = 0 AND "
            + notEnded
            + " ORDER BY since LIMIT ?",
        row ->
            new UntoldDoubt(
                row.getString(1),
                new DeliveryDoubt(
                    UUID.fromString(row.getString(2)),
                    Known.valueOf(row.getString(3)),
                    Instant.ofEpochMilli(row.getLong(4)))),
        atMost);
  }

  /** Within a transaction; what has changed since it was read stays to be told. */
  void told(DeliveryDoubt doubt) throws SQLException {
    store.update(
        "UPDATE doubts SET told_guichet = 1 WHERE claim_id = ? AND known = ?",
        doubt.claimId().toString(),
        doubt.known().name());
  }
}
