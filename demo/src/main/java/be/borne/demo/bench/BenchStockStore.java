package be.borne.demo.bench;

import be.borne.demo.process.DemoFailure;
import be.borne.townhall.guichet.audit.Act;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * Makes a town hall that has stood for long out of one that has had a few visits: their rows again
 * and again, under other references, of other citizens, at other times. Written past the guichet's
 * own stores, which put one order after the other on the disk: 200,000 would take a night. The
 * marks of its trail are chance, so the trail does not hold; no call looks at more than the last.
 *
 * <p>All of it is from 700 to 91 days ago: so old that the documents are dropped, and not so old
 * that the trail is.
 */
final class BenchStockStore {
  private static final Duration OLDEST = Duration.ofDays(700);
  private static final Duration NEWEST = Duration.ofDays(91);
  private static final String CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final long FORTY_BITS = 1L << 40;

  /** Odd, so that no two numbers below 2^40 become the same. */
  private static final long SCATTER = 0x9E37_79B9_7F4A_7C15L;

  private static final int ORDERS_OF_A_CITIZEN = 4;
  private static final int ONE_IN_NEVER_FETCHED = 25;
  private static final int ONE_IN_PRINTED_AT_THE_SECOND_TRY = 50;
  private static final int ONE_IN_REFUSED = 200;
  private static final int TERMINALS = 20;
  private static final long SEED = 20261128;

  private static final List<Act> OF_AN_ORDER =
      List.of(Act.SIGNED_IN, Act.ISSUED, Act.ORDERED, Act.CLAIMED, Act.FETCHED, Act.REPORTED);

  /** One stored order. */
  private record Stored(
      int number, String reference, String citizen, String terminal, long placedAtMs) {
    boolean isRefused() {
      return number % ONE_IN_REFUSED == 1;
    }

    boolean isFetched() {
      return !isRefused() && number % ONE_IN_NEVER_FETCHED != 0;
    }

    boolean neededTwoTries() {
      return isFetched() && number % ONE_IN_PRINTED_AT_THE_SECOND_TRY == 2;
    }
  }

  private final Path storage;
  private final int orders;
  private final Instant now;

  /**
   * @param storage of a town hall that does not run
   * @param orders how many there are to be
   */
  BenchStockStore(Path storage, int orders, Instant now) {
    this.storage = storage;
    this.orders = orders;
    this.now = now;
  }

  void fill() throws IOException {
    try {
      fillOrders();
      fillTrail();
    } catch (SQLException e) {
      throw new IOException("the stock of a bench's town hall", e);
    }
  }

  private Connection open(String file) throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:sqlite:" + storage.resolve(file));
    try (Statement statement = connection.createStatement()) {
      // Nothing is lost by a crash in here that was worth anything.
      statement.execute("PRAGMA synchronous = OFF");
      statement.execute("PRAGMA cache_size = -200000");
    }
    connection.setAutoCommit(false);
    return connection;
  }

  private void fillOrders() throws SQLException {
    try (Connection connection = open("orders.db")) {
      String like = like(connection);
      try (PreparedStatement order =
              connection.prepareStatement(
                  "INSERT INTO orders (reference, idempotency_key, citizen, terminal, service,"
                      + " language, state, refusal, placed_at_ms, issued_at_ms, verification_code,"
                      + " sha256, size_bytes, purpose, copies, way, request)"
                      + " SELECT ?1, ?2, ?3, ?4, service, language,"
                      + "   CASE ?5 WHEN 1 THEN 'REFUSED' ELSE 'READY' END,"
                      + "   CASE ?5 WHEN 1 THEN 'invented' END, ?6,"
                      + "   CASE ?5 WHEN 0 THEN ?6 + 200 END, CASE ?5 WHEN 0 THEN ?7 END,"
                      + "   CASE ?5 WHEN 0 THEN sha256 END, CASE ?5 WHEN 0 THEN size_bytes END,"
                      + "   purpose, copies, way, randomblob(32)"
                      + " FROM orders WHERE reference = '"
                      + like
                      + "'");
          PreparedStatement validation =
              connection.prepareStatement(
                  "INSERT INTO validation_reports SELECT ?1, ?2 + 200, passed, finding, report"
                      + " FROM validation_reports WHERE reference = '"
                      + like
                      + "'");
          PreparedStatement claim =
              connection.prepareStatement(
                  "INSERT INTO claims (id, reference, terminal, state, claimed_at_ms)"
                      + " VALUES (?, ?, ?, ?, ?)");
          PreparedStatement report =
              connection.prepareStatement(
                  "INSERT INTO claim_reports (claim, outcome, observed_at_ms, received_at_ms,"
                      + " contradicts) VALUES (?, ?, ?, ?, 0)")) {
        Random random = new Random(SEED);
        for (int i = 0; i < orders; i++) {
          Stored stored = stored(i);
          order.setString(1, stored.reference());
          order.setString(2, new UUID(random.nextLong(), random.nextLong()).toString());
          order.setBytes(3, HexFormat.of().parseHex(stored.citizen()));
          order.setString(4, stored.terminal());
          order.setInt(5, stored.isRefused() ? 1 : 0);
          order.setLong(6, stored.placedAtMs());
          order.setString(7, code(random));
          order.executeUpdate();
          if (!stored.isRefused()) {
            validation.setString(1, stored.reference());
            validation.setLong(2, stored.placedAtMs());
            validation.executeUpdate();
          }
          if (stored.neededTwoTries()) {
            claimed(claim, report, stored, "NOT_PRINTED", random);
          }
          if (stored.isFetched()) {
            claimed(claim, report, stored, "PRINTED", random);
          }
        }
      }
      connection.commit();
    }
  }

  /** An order that went as orders go, to be repeated. */
  private static String like(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT o.reference FROM orders o JOIN claims c ON c.reference = o.reference"
                    + " WHERE c.state = 'PRINTED' LIMIT 1")) {
      if (!row.next()) {
        throw new DemoFailure("there has been no visit whose order could be repeated");
      }
      return row.getString(1);
    }
  }

  private static void claimed(
      PreparedStatement claim, PreparedStatement report, Stored stored, String state, Random random)
      throws SQLException {
    String id = new UUID(random.nextLong(), random.nextLong()).toString();
    claim.setString(1, id);
    claim.setString(2, stored.reference());
    claim.setString(3, stored.terminal());
    claim.setString(4, state);
    claim.setLong(5, stored.placedAtMs());
    claim.executeUpdate();
    report.setString(1, id);
    report.setString(2, state);
    report.setLong(3, stored.placedAtMs());
    report.setLong(4, stored.placedAtMs());
    report.executeUpdate();
  }

  private void fillTrail() throws SQLException {
    try (Connection connection = open("audit.db")) {
      long number = last(connection);
      try (PreparedStatement entry =
          connection.prepareStatement(
              "INSERT INTO entries (number, at_ms, act, place, staff, citizen, reference, detail,"
                  + " mark) VALUES (?, ?, ?, ?, '', ?, ?, '', randomblob(32))")) {
        for (int i = 0; i < orders; i++) {
          Stored stored = stored(i);
          for (Act act : OF_AN_ORDER) {
            boolean knowsCitizen = act != Act.ISSUED && act != Act.REPORTED;
            entry.setLong(1, ++number);
            entry.setLong(2, stored.placedAtMs());
            entry.setString(3, act.name());
            entry.setString(4, stored.terminal());
            entry.setString(5, knowsCitizen ? stored.citizen() : "");
            entry.setString(6, act == Act.SIGNED_IN ? "" : stored.reference());
            entry.executeUpdate();
          }
        }
      }
      connection.commit();
    }
  }

  private static long last(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT max(number) FROM entries")) {
      row.next();
      return row.getLong(1);
    }
  }

  private Stored stored(int i) {
    Duration span = OLDEST.minus(NEWEST);
    Instant placed = now.minus(OLDEST).plusMillis(span.toMillis() * i / orders);
    return new Stored(
        i,
        "TSR-%d-%s".formatted(placed.atOffset(ZoneOffset.UTC).getYear(), scattered(i)),
        citizen(Math.floorMod(i * SCATTER, Math.max(1, orders / ORDERS_OF_A_CITIZEN))),
        "bench-" + i % TERMINALS,
        placed.toEpochMilli());
  }

  /** Eight characters, of which a number has always the same and no other has these. */
  private static String scattered(int number) {
    long bits = Math.floorMod((number + 1L) * SCATTER, FORTY_BITS);
    return characters(bits, 8);
  }

  private static String code(Random random) {
    return String.join(
        "-",
        List.of(
            characters(random.nextLong(), 4),
            characters(random.nextLong(), 4),
            characters(random.nextLong(), 4),
            characters(random.nextLong(), 4)));
  }

  private static String characters(long bits, int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(CROCKFORD.charAt((int) (bits >>> (5 * i) & 31)));
    }
    return text.toString();
  }

  /** Where the guichet keeps a pseudonym, in hexadecimal digits. */
  private static String citizen(long number) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(("bench citizen " + number).getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
