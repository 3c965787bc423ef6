package be.borne.townhall.guichet.audit;

import be.borne.townhall.guichet.store.SecretKeyFile;
import be.borne.townhall.guichet.store.SqliteDatabase;
import be.borne.townhall.guichet.store.StoreException;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * The trail, append-only. Each entry carries a mark (HMAC-SHA-256; the key lies in a file of its
 * own) over itself and the mark before it: nothing can be changed, left out or put in between
 * unseen, by whoever has the file without the key. That the end was cut off is seen by whoever
 * noted a mark elsewhere: the log has one every hour.
 */
public final class AuditStore implements AutoCloseable {
  private static final byte[] BEGIN = new byte[32];
  static final List<String> MIGRATIONS = List.of("V001__trail.sql");
  private static final int PIECE = 1_000;

  private final SqliteDatabase database;
  private final SecretKey key;

  AuditStore(SqliteDatabase database, SecretKey key) {
    this.database = database;
    this.key = key;
  }

  /**
   * @param directory that holds the trail and its key, or will
   */
  public static AuditStore open(Path directory)
      throws IOException, GeneralSecurityException, StoreException {
    return new AuditStore(
        SqliteDatabase.open(directory.resolve("audit.db"), AuditStore.class, MIGRATIONS),
        SecretKeyFile.readOrMake(directory.resolve("audit.key")));
  }

  /**
   * An event as it stands in the trail.
   *
   * @param number from 1, without gaps
   */
  public record Entry(long number, Instant at, Event event, String mark) {}

  /**
   * The last entry of the trail; what comes before it cannot be changed without changing this.
   *
   * @param number 0 while there is none
   */
  public record Head(long number, String mark) {
    @Override
    public String toString() {
      return number + ":" + mark;
    }
  }

  /** Writes it down, on the disk when this returns: before what it tells of is done. */
  public void append(Event event, Instant at) throws StoreException {
    database.within(
        connection -> {
          Head head = head(connection);
          long number = head.number() + 1;
          byte[] mark =
              mark(HexFormat.of().parseHex(head.mark()), number, at.toEpochMilli(), fields(event));
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "INSERT INTO entries (number, at_ms, act, place, staff, citizen, reference, detail,"
                      + " mark) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setLong(1, number);
            insert.setLong(2, at.toEpochMilli());
            insert.setString(3, event.act().name());
            insert.setString(4, event.where());
            insert.setString(5, event.by());
            insert.setString(6, event.citizen());
            insert.setString(7, event.reference());
            insert.setString(8, event.detail());
            insert.setBytes(9, mark);
            return insert.executeUpdate();
          }
        });
  }

  public Head head() throws StoreException {
    return database.within(this::head);
  }

  private Head head(Connection connection) throws SQLException {
    try (PreparedStatement last =
            connection.prepareStatement(
                "SELECT number, mark FROM entries ORDER BY number DESC LIMIT 1");
        ResultSet row = last.executeQuery()) {
      return row.next()
          ? new Head(row.getLong("number"), hex(row.getBytes("mark")))
          : horizon(connection);
    }
  }

  /** The last entry that was erased because it was old. */
  private static Head horizon(Connection connection) throws SQLException {
    try (PreparedStatement erased =
            connection.prepareStatement("SELECT number, mark FROM horizon");
        ResultSet row = erased.executeQuery()) {
      return row.next()
          ? new Head(row.getLong("number"), hex(row.getBytes("mark")))
          : new Head(0, hex(BEGIN));
    }
  }

  /**
   * What is looked for; empty texts and absent times match everything.
   *
   * @param from the earliest
   * @param until not itself
   */
  public record Search(
      Optional<Instant> from,
      Optional<Instant> until,
      String where,
      String citizen,
      String reference) {
    public static final Search ALL = new Search(Optional.empty(), Optional.empty(), "", "", "");
  }

  /**
   * What fits, in order.
   *
   * @param after entries up to this number are passed over
   */
  public List<Entry> find(Search search, long after, int atMost) throws StoreException {
    return database.within(
        connection -> {
          long from = after == 0 ? before(connection, search.from()) : after;
          try (PreparedStatement query =
              connection.prepareStatement(
                  // In order of numbers, which is what is told: the index of times would sort all
                  // that it finds, for each piece anew.
                  "SELECT * FROM entries WHERE number > ?1 AND +at_ms >= ?2 AND +at_ms < ?3"
                      + wanted("place", 4, search.where())
                      + wanted("citizen", 5, search.citizen())
                      + wanted("reference", 6, search.reference())
                      + " ORDER BY number LIMIT ?7")) {
            query.setLong(1, from);
            query.setLong(2, search.from().map(Instant::toEpochMilli).orElse(Long.MIN_VALUE));
            query.setLong(3, search.until().map(Instant::toEpochMilli).orElse(Long.MAX_VALUE));
            query.setString(4, search.where());
            query.setString(5, search.citizen());
            query.setString(6, search.reference());
            query.setInt(7, atMost);
            List<Entry> found = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
              while (row.next()) {
                found.add(entry(row));
              }
            }
            return List.copyOf(found);
          }
        });
  }

  /** The number before the first entry since then, also where a clock was put back meanwhile. */
  private static long before(Connection connection, Optional<Instant> from) throws SQLException {
    if (from.isEmpty()) {
      return 0;
    }
    // By the index of times: the plus keeps SQLite from walking through the numbers instead.
    try (PreparedStatement query =
        connection.prepareStatement("SELECT min(+number) FROM entries WHERE at_ms >= ?")) {
      query.setLong(1, from.get().toEpochMilli());
      try (ResultSet row = query.executeQuery()) {
        long first = row.next() ? row.getLong(1) : 0;
        return first == 0 ? Long.MAX_VALUE - 1 : first - 1;
      }
    }
  }

  /** What is asked for is found by its index, which has no empty texts in it. */
  private static String wanted(String column, int parameter, String value) {
    return value.isEmpty()
        ? " AND ?%d = ''".formatted(parameter)
        : " AND %1$s = ?%2$d AND %1$s <> ''".formatted(column, parameter);
  }

  private static Entry entry(ResultSet row) throws SQLException {
    return new Entry(
        row.getLong("number"),
        Instant.ofEpochMilli(row.getLong("at_ms")),
        event(fields(row)),
        hex(row.getBytes("mark")));
  }

  /** What the program would never have written is told as such. */
  private static Event event(List<String> fields) {
    try {
      return new Event(
          Act.valueOf(fields.get(0)),
          fields.get(1),
          fields.get(2),
          fields.get(3),
          fields.get(4),
          fields.get(5));
    } catch (IllegalArgumentException e) {
      return new Event(Act.UNREADABLE, Event.GUICHET, "", "", "", "");
    }
  }

  private static List<String> fields(ResultSet row) throws SQLException {
    List<String> fields = new ArrayList<>();
    for (String column : List.of("act", "place", "staff", "citizen", "reference", "detail")) {
      fields.add(row.getString(column));
    }
    return fields;
  }

  private static List<String> fields(Event event) {
    return List.of(
        event.act().name(),
        event.where(),
        event.by(),
        event.citizen(),
        event.reference(),
        event.detail());
  }

  /** What became of a head that somebody noted. */
  public enum Noted {
    /** None was given. */
    NONE,
    /** It is in the trail. */
    THERE,
    /** The trail begins after it: it was old enough to be erased, or somebody said so. */
    ERASED,
    /** The trail ends before it, or has another entry there. */
    GONE
  }

  /**
   * What became of the chain.
   *
   * @param entries how many hold, from the first that is there
   * @param broken the first that does not, or is missing; 0 if all hold
   * @param head up to which it holds
   */
  public record Proof(long entries, long broken, Head head, Noted noted) {}

  /**
   * Goes through the whole trail, a piece at a time so that nobody waits for it.
   *
   * @param noted a head that somebody noted earlier; empty for none
   */
  public Proof verify(Optional<Head> noted) throws StoreException {
    Head before = database.within(AuditStore::horizon);
    if (!isHorizonOurs(before)) {
      return new Proof(0, before.number(), before, noted.isEmpty() ? Noted.NONE : Noted.GONE);
    }
    Noted fate = noted.map(head -> Noted.GONE).orElse(Noted.NONE);
    if (noted.isPresent() && noted.get().number() <= before.number()) {
      fate = noted.get().equals(before) ? Noted.THERE : Noted.ERASED;
    }
    long held = 0;
    while (true) {
      List<Link> piece = links(before.number());
      for (Link link : piece) {
        if (link.number() != before.number() + 1
            || !MessageDigest.isEqual(
                mark(
                    HexFormat.of().parseHex(before.mark()),
                    link.number(),
                    link.atMs(),
                    link.fields()),
                HexFormat.of().parseHex(link.mark()))) {
          return new Proof(held, before.number() + 1, before, fate);
        }
        before = new Head(link.number(), link.mark());
        fate = noted.filter(before::equals).isPresent() ? Noted.THERE : fate;
        held++;
      }
      if (piece.size() < PIECE) {
        return new Proof(held, 0, before, fate);
      }
    }
  }

  /** An entry as it stands there, whatever that is. */
  private record Link(long number, long atMs, List<String> fields, String mark) {}

  private List<Link> links(long after) throws StoreException {
    return database.within(
        connection -> {
          try (PreparedStatement query =
              connection.prepareStatement(
                  "SELECT * FROM entries WHERE number > ? ORDER BY number LIMIT " + PIECE)) {
            query.setLong(1, after);
            List<Link> found = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
              while (row.next()) {
                found.add(
                    new Link(
                        row.getLong("number"),
                        row.getLong("at_ms"),
                        fields(row),
                        hex(row.getBytes("mark"))));
              }
            }
            return found;
          }
        });
  }

  /**
   * Erases what is older, and remembers where the trail begins since. Where everything is older
   * nothing is erased: then it is the clock that is wrong.
   *
   * @return how many entries
   */
  public int eraseBefore(Instant before) throws StoreException {
    return database.within(
        connection -> {
          Head last;
          try (PreparedStatement query =
              connection.prepareStatement(
                  "SELECT number, mark FROM entries WHERE number <"
                      // From the oldest on, and not by the index of times: that one would lead
                      // through all that is kept.
                      + " (SELECT number FROM entries WHERE +at_ms >= ?1 ORDER BY number LIMIT 1)"
                      + " ORDER BY number DESC LIMIT 1")) {
            query.setLong(1, before.toEpochMilli());
            try (ResultSet row = query.executeQuery()) {
              if (!row.next()) {
                return 0;
              }
              last = new Head(row.getLong("number"), hex(row.getBytes("mark")));
            }
          }
          try (PreparedStatement horizon =
                  connection.prepareStatement(
                      "INSERT INTO horizon (one, number, mark, seal) VALUES (1, ?1, ?2, ?3)"
                          + " ON CONFLICT (one) DO UPDATE SET number = ?1, mark = ?2, seal = ?3");
              PreparedStatement delete =
                  connection.prepareStatement("DELETE FROM entries WHERE number <= ?")) {
            horizon.setLong(1, last.number());
            horizon.setBytes(2, HexFormat.of().parseHex(last.mark()));
            horizon.setBytes(3, seal(last));
            horizon.executeUpdate();
            delete.setLong(1, last.number());
            return delete.executeUpdate();
          }
        });
  }

  private boolean isHorizonOurs(Head horizon) throws StoreException {
    if (horizon.number() == 0) {
      return true;
    }
    return database.within(
        connection -> {
          try (PreparedStatement query = connection.prepareStatement("SELECT seal FROM horizon");
              ResultSet row = query.executeQuery()) {
            return row.next() && MessageDigest.isEqual(seal(horizon), row.getBytes("seal"));
          }
        });
  }

  private byte[] seal(Head horizon) {
    return mac(("horizon " + horizon).getBytes(StandardCharsets.US_ASCII));
  }

  /** Over every field with its length, so that no two entries can be written alike. */
  private byte[] mark(byte[] before, long number, long atMs, List<String> fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.write(before);
      out.writeLong(number);
      out.writeLong(atMs);
      for (String field : fields) {
        byte[] text = field.getBytes(StandardCharsets.UTF_8);
        out.writeInt(text.length);
        out.write(text);
      }
    } catch (IOException e) {
      throw new IllegalStateException("memory can always be written to", e);
    }
    return mac(bytes.toByteArray());
  }

  private byte[] mac(byte[] content) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac.doFinal(content);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public void close() throws StoreException {
    database.close();
  }
}
