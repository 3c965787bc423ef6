package be.borne.townhall.guichet.engine.embedded;

import be.borne.protocol.guichet.RefusalReason;
import be.borne.protocol.terminal.Language;
import be.borne.townhall.guichet.engine.ClerkDesk.Check;
import be.borne.townhall.guichet.engine.ClerkDesk.Decision;
import be.borne.townhall.guichet.engine.Commission;
import be.borne.townhall.guichet.engine.NationalNumber;
import be.borne.townhall.guichet.store.SqliteDatabase;
import be.borne.townhall.guichet.store.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What waits for a clerk and what was decided, in a file of its own. Survives any stop. */
final class CheckStore implements AutoCloseable {
  private static final List<String> MIGRATIONS = List.of("V001__checks.sql");

  private final SqliteDatabase database;

  private CheckStore(SqliteDatabase database) {
    this.database = database;
  }

  static CheckStore open(Path file) throws IOException, StoreException {
    return new CheckStore(SqliteDatabase.open(file, CheckStore.class, MIGRATIONS));
  }

  /**
   * Notes that a clerk is to look at it, unless that is noted already. What had ended without a
   * decision waits again: its order is from a backup.
   */
  void ask(Commission commission, Instant now) throws StoreException {
    database.within(
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "INSERT INTO checks (reference, service, language, purpose, citizen, asked_at_ms)"
                      + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (reference) DO UPDATE"
                      + " SET citizen = excluded.citizen, settled = 0"
                      + " WHERE settled = 1 AND decision IS NULL")) {
            insert.setString(1, commission.reference());
            insert.setString(2, commission.serviceId());
            insert.setString(3, commission.documentLanguage().tag());
            insert.setString(4, commission.purposeId().orElse(null));
            insert.setString(5, commission.citizen().digits());
            insert.setLong(6, now.toEpochMilli());
            return insert.executeUpdate();
          }
        });
  }

  Optional<Check> check(String reference) throws StoreException {
    return list("reference = ?1 ORDER BY reference", reference, 1).stream().findFirst();
  }

  /** The longest waiting first. */
  List<Check> waiting(int atMost) throws StoreException {
    return list(
        "?1 = '' AND decision IS NULL AND settled = 0 ORDER BY asked_at_ms, reference", "", atMost);
  }

  /** The latest first. */
  List<Check> decided(int atMost) throws StoreException {
    return list(
        "?1 = '' AND decision IS NOT NULL ORDER BY decided_at_ms DESC, reference", "", atMost);
  }

  private List<Check> list(String which, String reference, int atMost) throws StoreException {
    return database.within(
        connection -> {
          try (PreparedStatement query =
              connection.prepareStatement("SELECT * FROM checks WHERE " + which + " LIMIT ?2")) {
            query.setString(1, reference);
            query.setInt(2, atMost);
            List<Check> found = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
              while (row.next()) {
                found.add(
                    new Check(
                        row.getString("reference"),
                        row.getString("service"),
                        Instant.ofEpochMilli(row.getLong("asked_at_ms")),
                        decision(row),
                        row.getBoolean("settled")));
              }
            }
            return found;
          }
        });
  }

  private static Optional<Decision> decision(ResultSet row) throws SQLException {
    return row.getString("decision") == null
        ? Optional.empty()
        : Optional.of(
            new Decision(
                Instant.ofEpochMilli(row.getLong("decided_at_ms")),
                row.getString("decided_by"),
                Optional.ofNullable(row.getString("reason")).map(RefusalReason::valueOf)));
  }

  /** What is to be issued and for whom; empty once that is forgotten. */
  Optional<Commission> commission(String reference) throws StoreException {
    return database.within(
        connection -> {
          try (PreparedStatement query =
              connection.prepareStatement(
                  "SELECT * FROM checks WHERE reference = ? AND settled = 0")) {
            query.setString(1, reference);
            try (ResultSet row = query.executeQuery()) {
              return row.next()
                  ? Optional.of(
                      new Commission(
                          reference,
                          new NationalNumber(row.getString("citizen")),
                          row.getString("service"),
                          Language.ofTag(row.getString("language")),
                          Optional.ofNullable(row.getString("purpose"))))
                  : Optional.empty();
            }
          }
        });
  }

  /** Of what its clerk saw; empty unless a clerk agreed. */
  Optional<String> seen(String reference) throws StoreException {
    return database.within(
        connection -> {
          try (PreparedStatement query =
              connection.prepareStatement("SELECT seen FROM checks WHERE reference = ?")) {
            query.setString(1, reference);
            try (ResultSet row = query.executeQuery()) {
              return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
            }
          }
        });
  }

  /** Lets it wait once more: what would be sealed is not what its clerk saw. */
  void reopen(Commission commission) throws StoreException {
    database.within(
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "UPDATE checks SET decision = NULL, reason = NULL, decided_at_ms = NULL,"
                      + " decided_by = NULL, seen = NULL, settled = 0, citizen = ?"
                      + " WHERE reference = ?")) {
            update.setString(1, commission.citizen().digits());
            update.setString(2, commission.reference());
            return update.executeUpdate();
          }
        });
  }

  /**
   * @param seen of what the clerk saw; empty where it is refused
   * @return whether it still waited
   */
  boolean decide(String reference, Decision decision, Optional<String> seen) throws StoreException {
    return database.within(
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "UPDATE checks SET decision = ?, reason = ?, decided_at_ms = ?, decided_by = ?,"
                      + " seen = ? WHERE reference = ? AND decision IS NULL AND settled = 0")) {
            update.setString(1, decision.refusal().isEmpty() ? "AGREED" : "REFUSED");
            update.setString(2, decision.refusal().map(Enum::name).orElse(null));
            update.setLong(3, decision.at().toEpochMilli());
            update.setString(4, decision.by());
            update.setString(5, seen.orElse(null));
            update.setString(6, reference);
            return update.executeUpdate() == 1;
          }
        });
  }

  /** Notes that it was tried to go on with it. */
  void tried(String reference, Instant now) throws StoreException {
    database.within(
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "UPDATE checks SET tried_at_ms = ? WHERE reference = ?")) {
            update.setLong(1, now.toEpochMilli());
            update.setString(2, reference);
            return update.executeUpdate();
          }
        });
  }

  /** Decided, and not settled: what was never tried first, then what was tried longest ago. */
  List<String> toCarryOn(int atMost) throws StoreException {
    return database.within(
        connection -> {
          try (PreparedStatement query =
              connection.prepareStatement(
                  "SELECT reference FROM checks WHERE decision IS NOT NULL AND settled = 0"
                      + " ORDER BY tried_at_ms, decided_at_ms LIMIT ?")) {
            query.setInt(1, atMost);
            List<String> found = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
              while (row.next()) {
                found.add(row.getString(1));
              }
            }
            return found;
          }
        });
  }

  /** Forgets for whom it was; legible neither in the file nor in its log any more. */
  void settle(String reference) throws StoreException {
    boolean settled =
        database.within(
            connection -> {
              try (PreparedStatement update =
                  connection.prepareStatement(
                      "UPDATE checks SET settled = 1, citizen = NULL"
                          + " WHERE reference = ? AND settled = 0")) {
                update.setString(1, reference);
                return update.executeUpdate() == 1;
              }
            });
    if (settled) {
      database.settle();
    }
  }

  /** Forgets for whom all of it was. */
  void settleAll() throws StoreException {
    database.within(
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "UPDATE checks SET settled = 1, citizen = NULL WHERE settled = 0")) {
            return update.executeUpdate();
          }
        });
    database.settle();
  }

  /** Drops what was settled and asked before then. */
  void forget(Instant before) throws StoreException {
    database.within(
        connection -> {
          try (PreparedStatement delete =
              connection.prepareStatement(
                  "DELETE FROM checks WHERE settled = 1 AND asked_at_ms < ?")) {
            delete.setLong(1, before.toEpochMilli());
            return delete.executeUpdate();
          }
        });
  }

  @Override
  public void close() throws StoreException {
    database.close();
  }
}
