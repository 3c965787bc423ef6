package be.borne.townhall.guichet;

import be.borne.protocol.guichet.DeliveryDoubt;
import be.borne.protocol.guichet.DeliveryReport;
import be.borne.protocol.guichet.OpenClaims.OpenClaim;
import be.borne.townhall.guichet.store.SqliteDatabase;
import be.borne.townhall.guichet.store.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Who may print which order, and what became of it. Every method is one transaction, so that of two
 * terminals that claim at one moment exactly one gets the order.
 */
final class ClaimStore {

  /** What a claim is worth. */
  enum State {
    /** Its terminal may print, and has not said yet what became of it. */
    OPEN,
    /** Its terminal does not know what became of it, and is finding out: paper may yet come. */
    FINDING_OUT,
    /** Nobody knows; a person has to look. */
    IN_DOUBT,
    PRINTED,
    /** No paper came of it; the order is free. */
    NOT_PRINTED;
  }

  /** What is answered to a terminal that claims. */
  sealed interface Claiming {
    /** It may print; also said when the same claim is made again. */
    record Granted() implements Claiming {}

    /** Another claim holds the order, or this one has ended so. */
    record Held(State by) implements Claiming {}

    /** The id stands for another terminal's claim or another order. */
    record IdTaken() implements Claiming {}
  }

  /** What became of a report. */
  enum Reported {
    TAKEN,
    /** The claim was lost, and is held again because of this report. */
    TAKEN_FOR_LOST,
    NO_SUCH_CLAIM,
    /** The terminal said something else, for certain, before. Kept for people to see. */
    CONTRADICTS_ITSELF
  }

  private record Claim(String reference, String terminal, State state, boolean decided) {}

  private final SqliteDatabase database;

  ClaimStore(SqliteDatabase database) {
    this.database = database;
  }

  /** Claims an order of which a document was issued. */
  Claiming claim(UUID id, String reference, String terminal, Instant now) throws StoreException {
    return database.within(
        connection -> {
          Optional<Claim> known = find(connection, id);
          if (known.isPresent()) {
            Claim same = known.get();
            if (!same.reference().equals(reference) || !same.terminal().equals(terminal)) {
              return new Claiming.IdTaken();
            }
            return same.state() == State.OPEN
                ? new Claiming.Granted()
                : new Claiming.Held(same.state());
          }
          Optional<State> held = holder(connection, reference);
          if (held.isPresent()) {
            return new Claiming.Held(held.get());
          }
          insert(connection, id, reference, terminal, State.OPEN, now);
          return new Claiming.Granted();
        });
  }

  private static void insert(
      Connection connection, UUID id, String reference, String terminal, State state, Instant now)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO claims (id, reference, terminal, state, claimed_at_ms, doubted_at_ms)"
                + " VALUES (?1, ?2, ?3, ?4, ?5, CASE ?4 WHEN 'IN_DOUBT' THEN ?5 END)")) {
      insert.setString(1, id.toString());
      insert.setString(2, reference);
      insert.setString(3, terminal);
      insert.setString(4, state.name());
      insert.setLong(5, now.toEpochMilli());
      insert.executeUpdate();
    }
  }

  /** Whether this terminal may have this order's document under this claim. */
  boolean isOpen(UUID id, String reference, String terminal) throws StoreException {
    return database.within(
        connection ->
            find(connection, id, reference, terminal)
                .filter(claim -> claim.state() == State.OPEN)
                .isPresent());
  }

  /** What keeps an order from being claimed; empty if it is free. */
  Optional<State> holder(String reference) throws StoreException {
    return database.within(connection -> holder(connection, reference));
  }

  /** At most so many of a terminal's claims that it has yet to end, oldest first. */
  List<OpenClaim> openOf(String terminal, int atMost) throws StoreException {
    return database.within(
        connection -> {
          try (PreparedStatement query =
              connection.prepareStatement(
                  "SELECT reference, id FROM claims WHERE state = 'OPEN' AND terminal = ?"
                      + " ORDER BY claimed_at_ms, id LIMIT ?")) {
            query.setString(1, terminal);
            query.setInt(2, atMost);
            try (ResultSet row = query.executeQuery()) {
              List<OpenClaim> open = new ArrayList<>();
              while (row.next()) {
                open.add(new OpenClaim(row.getString(1), UUID.fromString(row.getString(2))));
              }
              return open;
            }
          }
        });
  }

  /**
   * Makes a question of every claim of which its terminal said the last word before then, or never
   * one, and no outcome.
   *
   * @return how many
   */
  int doubtOverdue(Instant heardBefore, Instant now) throws StoreException {
    return database.within(
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "UPDATE claims SET state = 'IN_DOUBT', doubted_at_ms = ?"
                      + " WHERE state = 'OPEN'"
                      + " AND coalesce(finding_out_heard_ms, claimed_at_ms) < ?")) {
            update.setLong(1, now.toEpochMilli());
            update.setLong(2, heardBefore.toEpochMilli());
            return update.executeUpdate();
          }
        });
  }

  /**
   * Takes a terminal's word that it is finding out. Nothing that ended a claim is undone by it; a
   * question that was asked only because the terminal had been silent for too long waits again.
   */
  Reported doubt(String reference, String terminal, DeliveryDoubt doubt, Instant now)
      throws StoreException {
    return database.within(
        connection -> {
          if (find(connection, doubt.claimId(), reference, terminal).isEmpty()) {
            return Reported.NO_SUCH_CLAIM;
          }
          try (PreparedStatement update =
              connection.prepareStatement(
                  "UPDATE claims SET state = 'OPEN', finding_out_known = ?1,"
                      + " finding_out_since_ms ="
                      // The terminal's clock may be anywhere.
                      + "   coalesce(finding_out_since_ms, max(claimed_at_ms, min(?2, ?3))),"
                      + " finding_out_heard_ms = ?3"
                      + " WHERE id = ?4 AND state IN ('OPEN', 'IN_DOUBT')"
                      + " AND NOT EXISTS (SELECT 1 FROM claim_reports r WHERE r.claim = id)")) {
            update.setString(1, doubt.known().name());
            update.setLong(2, doubt.since().toEpochMilli());
            update.setLong(3, now.toEpochMilli());
            update.setString(4, doubt.claimId().toString());
            update.executeUpdate();
          }
          return Reported.TAKEN;
        });
  }

  /**
   * Takes a terminal's word, however late, often or out of order it comes. Doubt may become certain
   * as long as no person has decided; a certainty is not taken back; a person's decision stands,
   * but for one: what somebody freed and a terminal observed to be printed is held and asked again.
   */
  Reported report(String reference, String terminal, DeliveryReport report, Instant now)
      throws StoreException {
    return database.within(
        connection -> {
          Optional<Claim> found = find(connection, report.claimId(), reference, terminal);
          if (found.isEmpty()) {
            return lost(connection, reference, terminal, report, now);
          }
          Claim claim = found.get();
          State certain = certainty(report.outcome());
          boolean againstItself =
              certain != null && hasReported(connection, report.claimId(), opposite(certain));
          boolean contradicts =
              againstItself || (certain != null && claim.decided() && claim.state() != certain);
          if (!isNews(connection, report, now, contradicts)) {
            return Reported.TAKEN;
          }
          if (!contradicts && !isCertain(claim.state())) {
            State next = certain == null ? State.IN_DOUBT : certain;
            if (next != claim.state()) {
              become(connection, report.claimId(), next, now);
            }
          }
          askAgain(connection, reference, now);
          return againstItself && !claim.decided() ? Reported.CONTRADICTS_ITSELF : Reported.TAKEN;
        });
  }

  /**
   * Holds an order that would be free although a terminal said that it was printed, unless a person
   * has answered since, knowing that: of two opposite certainties the one that costs no second
   * paper is believed. So it does for a claim that was lost and about which nobody ever said that
   * nothing came of it. If the order is claimed anew, the end of that is waited for.
   */
  static void askAgain(Connection connection, String reference, Instant now) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE claims SET state = 'IN_DOUBT', doubted_at_ms = ?1,"
                + " answer = NULL, answered_at_ms = NULL, answered_by = NULL"
                + " WHERE id = (SELECT c.id FROM claims c JOIN claim_reports r ON r.claim = c.id"
                + "   WHERE c.reference = ?2 AND c.state = 'NOT_PRINTED'"
                + "   AND ((r.outcome = 'PRINTED' AND r.weighed = 0)"
                + "     OR (c.answer IS NULL AND NOT EXISTS (SELECT 1 FROM claim_reports no"
                + "       WHERE no.claim = c.id AND no.outcome = 'NOT_PRINTED')))"
                + "   ORDER BY c.claimed_at_ms, c.id LIMIT 1)"
                + " AND NOT EXISTS (SELECT 1 FROM claims holder"
                + "   WHERE holder.reference = ?2 AND holder.state <> 'NOT_PRINTED')")) {
      update.setLong(1, now.toEpochMilli());
      update.setString(2, reference);
      update.executeUpdate();
    }
  }

  private static State certainty(DeliveryReport.Outcome outcome) {
    return switch (outcome) {
      case PRINTED -> State.PRINTED;
      case NOT_PRINTED -> State.NOT_PRINTED;
      case UNKNOWN -> null;
    };
  }

  private static State opposite(State certain) {
    return certain == State.PRINTED ? State.NOT_PRINTED : State.PRINTED;
  }

  private static boolean hasReported(Connection connection, UUID id, State certain)
      throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT 1 FROM claim_reports WHERE claim = ? AND outcome = ?")) {
      query.setString(1, id.toString());
      query.setString(2, certain.name());
      try (ResultSet row = query.executeQuery()) {
        return row.next();
      }
    }
  }

  private static boolean isCertain(State state) {
    return state == State.PRINTED || state == State.NOT_PRINTED;
  }

  /** Notes a report; what was said before changes nothing. */
  private static boolean isNews(
      Connection connection, DeliveryReport report, Instant now, boolean contradicts)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT OR IGNORE INTO claim_reports"
                + " (claim, outcome, observed_at_ms, received_at_ms, contradicts)"
                + " VALUES (?, ?, ?, ?, ?)")) {
      insert.setString(1, report.claimId().toString());
      insert.setString(2, report.outcome().name());
      insert.setLong(3, report.observedAt().toEpochMilli());
      insert.setLong(4, now.toEpochMilli());
      insert.setInt(5, contradicts ? 1 : 0);
      return insert.executeUpdate() == 1;
    }
  }

  private static void become(Connection connection, UUID id, State state, Instant now)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE claims SET state = ?1, doubted_at_ms ="
                + " CASE ?1 WHEN 'IN_DOUBT' THEN ?2 ELSE doubted_at_ms END WHERE id = ?3")) {
      update.setString(1, state.name());
      update.setLong(2, now.toEpochMilli());
      update.setString(3, id.toString());
      if (update.executeUpdate() != 1) {
        throw new SQLException("the claim is gone");
      }
    }
  }

  // ---------------------------------------------------------------- inside

  private static Optional<Claim> find(
      Connection connection, UUID id, String reference, String terminal) throws SQLException {
    return find(connection, id)
        .filter(claim -> claim.reference().equals(reference))
        .filter(claim -> claim.terminal().equals(terminal));
  }

  private static Optional<Claim> find(Connection connection, UUID id) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT reference, terminal, standing, answer IS NOT NULL FROM claims WHERE id = ?")) {
      query.setString(1, id.toString());
      try (ResultSet row = query.executeQuery()) {
        return row.next()
            ? Optional.of(
                new Claim(
                    row.getString(1),
                    row.getString(2),
                    State.valueOf(row.getString(3)),
                    row.getBoolean(4)))
            : Optional.empty();
      }
    }
  }

  private static Optional<State> holder(Connection connection, String reference)
      throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT standing FROM claims WHERE reference = ? AND state <> 'NOT_PRINTED'")) {
      query.setString(1, reference);
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? Optional.of(State.valueOf(row.getString(1))) : Optional.empty();
      }
    }
  }

  // ---------------------------------------------------------------- lost claims

  /**
   * Takes the word on a claim that is not known: a store that was restored has lost it, but not the
   * paper that may have come of it. It is held as if it were still here. A terminal that did not
   * place the order is asked about, not believed: its certificate alone closes nobody's order. If
   * another claim holds the order by now, this one waits behind it. That nothing was printed needs
   * no claim.
   */
  private static Reported lost(
      Connection connection, String reference, String terminal, DeliveryReport report, Instant now)
      throws SQLException {
    if (report.outcome() == DeliveryReport.Outcome.NOT_PRINTED
        || find(connection, report.claimId()).isPresent()) {
      return Reported.NO_SUCH_CLAIM;
    }
    Optional<String> placedAt = placedAt(connection, reference);
    if (placedAt.isEmpty()) {
      return Reported.NO_SUCH_CLAIM;
    }
    boolean printed = report.outcome() == DeliveryReport.Outcome.PRINTED;
    boolean held = holder(connection, reference).isPresent();
    State state =
        held
            ? State.NOT_PRINTED
            : printed && placedAt.get().equals(terminal) ? State.PRINTED : State.IN_DOUBT;
    insert(connection, report.claimId(), reference, terminal, state, now);
    // Two papers of one order are for people to see.
    isNews(connection, report, now, held && printed);
    return Reported.TAKEN_FOR_LOST;
  }

  /** At which terminal an order was placed; empty if there is no such order. */
  private static Optional<String> placedAt(Connection connection, String reference)
      throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT terminal FROM orders WHERE reference = ?")) {
      query.setString(1, reference);
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
      }
    }
  }
}
