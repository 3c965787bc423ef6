package be.borne.townhall.guichet.engine.wcs;

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

/**
 * What was sent to a w.c.s., written down before it is sent: a w.c.s. has no idempotency keys, and
 * what was sent twice are two orders. Every method is one transaction.
 */
final class WcsStore implements AutoCloseable {
  private final SqliteDatabase database;

  private WcsStore(SqliteDatabase database) {
    this.database = database;
  }

  static WcsStore open(Path file) throws IOException, StoreException {
    return new WcsStore(
        SqliteDatabase.open(file, WcsStore.class, List.of("V001__submissions.sql")));
  }

  /**
   * Something that was sent, or was about to be.
   *
   * @param number what the w.c.s. called it; empty while that is not known
   * @param times how often it was sent
   * @param owner stands for the person it was sent for; empty where that was not noted
   */
  record Sent(
      String reference,
      String form,
      Instant sentAt,
      Optional<String> number,
      int times,
      Optional<String> owner) {}

  Optional<Sent> sent(String reference) throws StoreException {
    return database.within(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement("SELECT * FROM submissions WHERE reference = ?")) {
            select.setString(1, reference);
            try (ResultSet row = select.executeQuery()) {
              return row.next() ? Optional.of(sent(row)) : Optional.empty();
            }
          }
        });
  }

  private static Sent sent(ResultSet row) throws SQLException {
    return new Sent(
        row.getString("reference"),
        row.getString("form"),
        Instant.ofEpochMilli(row.getLong("sent_at_ms")),
        Optional.ofNullable(row.getString("number")),
        row.getInt("times"),
        Optional.ofNullable(row.getString("owner")));
  }

  /**
   * It is about to be sent, perhaps again.
   *
   * @param before what was known when that was decided
   * @param owner stands for the person it is sent for
   * @return false if that has changed since: somebody else sends it
   */
  boolean sending(String reference, String form, String owner, Optional<Sent> before, Instant now)
      throws StoreException {
    return before.isEmpty()
        ? update(
                "INSERT INTO submissions (reference, form, owner, sent_at_ms) VALUES (?, ?, ?, ?)"
                    + " ON CONFLICT (reference) DO NOTHING",
                reference,
                form,
                owner,
                now.toEpochMilli())
            > 0
        : update(
                "UPDATE submissions SET sent_at_ms = ?, owner = ?, times = times + 1, number = NULL"
                    + " WHERE reference = ? AND times = ? AND number IS ?",
                now.toEpochMilli(),
                owner,
                reference,
                before.get().times(),
                before.get().number().orElse(null))
            > 0;
  }

  /** It was found there, and nothing was known of it here. */
  void found(String reference, String form, Instant now) throws StoreException {
    update(
        "INSERT INTO submissions (reference, form, sent_at_ms) VALUES (?, ?, ?)"
            + " ON CONFLICT (reference) DO NOTHING",
        reference,
        form,
        now.toEpochMilli());
  }

  /** The w.c.s. has it, under this number. */
  void numbered(String reference, String number) throws StoreException {
    update("UPDATE submissions SET number = ? WHERE reference = ?", number, reference);
  }

  /**
   * It has reached its citizen. Only the first time counts.
   *
   * @return whether the w.c.s. has it and was not told yet
   */
  boolean delivered(String reference, Instant now) throws StoreException {
    return update(
            "UPDATE submissions SET delivered_at_ms = coalesce(delivered_at_ms, ?)"
                + " WHERE reference = ? AND number IS NOT NULL AND told_at_ms IS NULL",
            now.toEpochMilli(),
            reference)
        > 0;
  }

  /**
   * Something that was delivered and not told.
   *
   * @param number what the w.c.s. calls it
   */
  record Untold(String reference, String form, String number) {}

  /** What was delivered and not told, the oldest first. */
  List<Untold> toTell(int atMost) throws StoreException {
    return database.within(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "SELECT reference, form, number FROM submissions"
                      + " WHERE delivered_at_ms IS NOT NULL AND told_at_ms IS NULL"
                      + " ORDER BY delivered_at_ms LIMIT ?")) {
            select.setInt(1, atMost);
            List<Untold> found = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
              while (row.next()) {
                found.add(
                    new Untold(
                        row.getString("reference"),
                        row.getString("form"),
                        row.getString("number")));
              }
            }
            return List.copyOf(found);
          }
        });
  }

  /** It could not be told now; the others first. */
  void toldLater(String reference, Instant now) throws StoreException {
    update(
        "UPDATE submissions SET delivered_at_ms = ? WHERE reference = ?",
        now.toEpochMilli(),
        reference);
  }

  void told(String reference, Instant now) throws StoreException {
    update(
        "UPDATE submissions SET told_at_ms = ? WHERE reference = ?", now.toEpochMilli(), reference);
  }

  /**
   * Forgets what was sent before this, told or not: it was tried for as long.
   *
   * @return how many
   */
  int forget(Instant before) throws StoreException {
    return update("DELETE FROM submissions WHERE sent_at_ms < ?", before.toEpochMilli());
  }

  private int update(String sql, Object... values) throws StoreException {
    return database.within(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
              statement.setObject(i + 1, values[i]);
            }
            return statement.executeUpdate();
          }
        });
  }

  @Override
  public void close() throws StoreException {
    database.close();
  }
}
