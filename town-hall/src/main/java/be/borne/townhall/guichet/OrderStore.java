package be.borne.townhall.guichet;

import be.borne.protocol.guichet.DeliveryReport;
import be.borne.protocol.guichet.IssuedDocument;
import be.borne.protocol.guichet.Order;
import be.borne.protocol.terminal.Language;
import be.borne.townhall.guichet.store.SqliteDatabase;
import be.borne.townhall.guichet.store.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The town hall's memory of orders and of what was issued for them. Survives any stop. */
final class OrderStore implements AutoCloseable {
  private static final List<String> MIGRATIONS = List.of("V001__orders.sql");

  /** What the store can tell whoever holds a paper. */
  record Issue(String serviceId, Instant issuedAt, boolean withdrawn) {}

  /** What became of a delivery report. */
  enum Recorded {
    TAKEN,
    CONTRADICTS_AN_EARLIER_ONE
  }

  private final SqliteDatabase database;

  private OrderStore(SqliteDatabase database) {
    this.database = database;
  }

  static OrderStore open(Path file) throws IOException, StoreException {
    return new OrderStore(SqliteDatabase.open(file, OrderStore.class, MIGRATIONS));
  }

  Optional<StoredOrder> byKey(UUID key) throws StoreException {
    return find("idempotency_key", key.toString());
  }

  Optional<StoredOrder> byReference(String reference) throws StoreException {
    return find("reference", reference);
  }

  private Optional<StoredOrder> find(String column, String value) throws StoreException {
    return database.within(
        connection -> {
          try (PreparedStatement query =
              connection.prepareStatement("SELECT * FROM orders WHERE " + column + " = ?")) {
            query.setString(1, value);
            try (ResultSet row = query.executeQuery()) {
              return row.next() ? Optional.of(order(row)) : Optional.empty();
            }
          }
        });
  }

  private static StoredOrder order(ResultSet row) throws SQLException {
    Order.State state = Order.State.valueOf(row.getString("state"));
    return new StoredOrder(
        row.getString("reference"),
        UUID.fromString(row.getString("idempotency_key")),
        row.getBytes("citizen"),
        row.getString("terminal"),
        row.getString("service"),
        Language.ofTag(row.getString("language")),
        state,
        Instant.ofEpochMilli(row.getLong("placed_at_ms")),
        state == Order.State.READY
            ? new IssuedDocument(
                row.getString("sha256"),
                row.getInt("size_bytes"),
                row.getString("verification_code"))
            : null);
  }

  /**
   * Notes a new order, before anything is issued for it.
   *
   * @throws StoreException if its key or reference is taken
   */
  void place(StoredOrder order) throws StoreException {
    database.within(
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "INSERT INTO orders (reference, idempotency_key, citizen, terminal, service,"
                      + " language, state, placed_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, order.reference());
            insert.setString(2, order.idempotencyKey().toString());
            insert.setBytes(3, order.citizen());
            insert.setString(4, order.terminal());
            insert.setString(5, order.serviceId());
            insert.setString(6, order.language().tag());
            insert.setString(7, order.state().name());
            insert.setLong(8, order.placedAt().toEpochMilli());
            return insert.executeUpdate();
          }
        });
  }

  /** Keeps the document of an order that was in preparation. */
  void issued(String reference, byte[] pdf, IssuedDocument document, Instant at)
      throws StoreException {
    database.within(
        connection -> {
          try (PreparedStatement insert =
                  connection.prepareStatement("INSERT INTO documents VALUES (?, ?)");
              PreparedStatement update =
                  connection.prepareStatement(
                      "UPDATE orders SET state = 'READY', issued_at_ms = ?, verification_code = ?,"
                          + " sha256 = ?, size_bytes = ?"
                          + " WHERE reference = ? AND state = 'IN_PREPARATION'")) {
            insert.setString(1, reference);
            insert.setBytes(2, pdf);
            insert.executeUpdate();
            update.setLong(1, at.toEpochMilli());
            update.setString(2, document.verificationCode());
            update.setString(3, document.sha256());
            update.setInt(4, document.sizeBytes());
            update.setString(5, reference);
            return requireOne(update.executeUpdate());
          }
        });
  }

  void refused(String reference, String rule) throws StoreException {
    database.within(
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "UPDATE orders SET state = 'REFUSED', refusal = ?"
                      + " WHERE reference = ? AND state = 'IN_PREPARATION'")) {
            update.setString(1, rule);
            update.setString(2, reference);
            return requireOne(update.executeUpdate());
          }
        });
  }

  private static int requireOne(int rows) throws SQLException {
    if (rows != 1) {
      throw new SQLException("the order is no longer in preparation");
    }
    return rows;
  }

  /** The whole file, as it was issued. */
  Optional<byte[]> document(String reference) throws StoreException {
    return database.within(
        connection -> {
          try (PreparedStatement query =
              connection.prepareStatement("SELECT pdf FROM documents WHERE reference = ?")) {
            query.setString(1, reference);
            try (ResultSet row = query.executeQuery()) {
              return row.next() ? Optional.of(row.getBytes("pdf")) : Optional.empty();
            }
          }
        });
  }

  /** What was issued under a code; empty if nothing was. */
  Optional<Issue> byVerificationCode(String code) throws StoreException {
    return database.within(
        connection -> {
          try (PreparedStatement query =
              connection.prepareStatement(
                  "SELECT service, issued_at_ms, withdrawn_at_ms FROM orders"
                      + " WHERE verification_code = ?")) {
            query.setString(1, code);
            try (ResultSet row = query.executeQuery()) {
              return row.next()
                  ? Optional.of(
                      new Issue(
                          row.getString("service"),
                          Instant.ofEpochMilli(row.getLong("issued_at_ms")),
                          row.getObject("withdrawn_at_ms") != null))
                  : Optional.empty();
            }
          }
        });
  }

  /**
   * Declares that an issued document no longer stands.
   *
   * @return whether there was such a document that still stood
   */
  boolean withdraw(String reference, Instant at) throws StoreException {
    return database.within(
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "UPDATE orders SET withdrawn_at_ms = ? WHERE reference = ? AND state = 'READY'"
                      + " AND withdrawn_at_ms IS NULL")) {
            update.setLong(1, at.toEpochMilli());
            update.setString(2, reference);
            return update.executeUpdate() == 1;
          }
        });
  }

  /**
   * Notes what became of the paper. The same report again changes nothing; after UNKNOWN either
   * certainty may follow; two certainties cannot both be.
   */
  Recorded delivered(String reference, DeliveryReport report, Instant receivedAt)
      throws StoreException {
    return database.within(
        connection -> {
          Set<DeliveryReport.Outcome> known = outcomes(connection, reference);
          if (known.contains(report.outcome())) {
            return Recorded.TAKEN;
          }
          known.remove(DeliveryReport.Outcome.UNKNOWN);
          if (!known.isEmpty()) {
            return Recorded.CONTRADICTS_AN_EARLIER_ONE;
          }
          try (PreparedStatement insert =
              connection.prepareStatement("INSERT INTO deliveries VALUES (?, ?, ?, ?)")) {
            insert.setString(1, reference);
            insert.setString(2, report.outcome().name());
            insert.setLong(3, report.observedAt().toEpochMilli());
            insert.setLong(4, receivedAt.toEpochMilli());
            insert.executeUpdate();
          }
          return Recorded.TAKEN;
        });
  }

  private static Set<DeliveryReport.Outcome> outcomes(Connection connection, String reference)
      throws SQLException {
    Set<DeliveryReport.Outcome> outcomes = EnumSet.noneOf(DeliveryReport.Outcome.class);
    try (PreparedStatement query =
        connection.prepareStatement("SELECT outcome FROM deliveries WHERE reference = ?")) {
      query.setString(1, reference);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          outcomes.add(DeliveryReport.Outcome.valueOf(row.getString("outcome")));
        }
      }
    }
    return outcomes;
  }

  @Override
  public void close() throws StoreException {
    database.close();
  }
}
