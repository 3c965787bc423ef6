package be.borne.townhall.guichet.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import be.borne.townhall.guichet.store.SecretKeyFile;
import be.borne.townhall.guichet.store.SqliteDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.ProgressHandler;

/**
 * What is written into the trail and looked up in it costs no more when it is long. Counted are the
 * steps of SQLite's own machine, which are the same on a slow one.
 */
class GrowthOfTheTrailTest {
  private static final int FEW = 200;
  private static final int MANY = 20_000;
  private static final double AT_MOST = 1.5;
  private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
  private static final String REFERENCE = "TSR-2026-AAAAAAAA";

  @TempDir Path folder;

  private interface Call {
    void on(AuditStore store) throws Exception;
  }

  private static Map<String, Call> calls() {
    Map<String, Call> calls = new LinkedHashMap<>();
    calls.put("append", store -> store.append(event(), NOON));
    calls.put("head", AuditStore::head);
    calls.put(
        "nothing to erase",
        store -> assertEquals(0, store.eraseBefore(NOON.minus(Duration.ofDays(9999)))));
    calls.put("by order", store -> assertEquals(1, found(store, "", REFERENCE)));
    calls.put("by citizen", store -> assertEquals(1, found(store, "00".repeat(32), "")));
    calls.put(
        "what happened lately",
        store ->
            assertEquals(
                1,
                store
                    .find(
                        new AuditStore.Search(Optional.of(NOON), Optional.empty(), "", "", ""),
                        0,
                        10)
                    .size()));
    calls.put("a piece of all", store -> assertEquals(10, found(store, "", "")));
    return calls;
  }

  private static int found(AuditStore store, String citizen, String reference) throws Exception {
    return store
        .find(
            new AuditStore.Search(Optional.empty(), Optional.empty(), "", citizen, reference),
            0,
            10)
        .size();
  }

  private static Event event() {
    return Event.at("bus", Act.FETCHED, new byte[32], REFERENCE);
  }

  @Test
  void noCallCostsMoreWhereTheTrailIsAHundredTimesAsLong() throws Exception {
    Map<String, Long> few = steps(FEW);
    Map<String, Long> many = steps(MANY);
    List<String> grown = new ArrayList<>();
    few.forEach(
        (call, steps) -> {
          if (many.get(call) > steps * AT_MOST) {
            grown.add("%s: %d steps, then %d".formatted(call, steps, many.get(call)));
          }
        });
    assertEquals(List.of(), grown);
  }

  private Map<String, Long> steps(int entries) throws Exception {
    Map<String, Long> steps = new LinkedHashMap<>();
    try (SqliteDatabase database =
        SqliteDatabase.open(
            folder.resolve(entries + ".db"), AuditStore.class, AuditStore.MIGRATIONS)) {
      long[] counted = {0};
      database.within(
          connection -> {
            try (var statement = connection.createStatement()) {
              statement.executeUpdate(
                  """
                  WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)
                  INSERT INTO entries SELECT i, %d - 1000000 + i, 'FETCHED', 'library-' || (i %% 20),
                    '', hex(randomblob(32)), printf('TSR-2025-%%08d', i), '', randomblob(32) FROM n
                  """
                      .formatted(entries, NOON.toEpochMilli()));
            }
            ProgressHandler.setHandler(
                connection,
                1,
                new ProgressHandler() {
                  @Override
                  protected int progress() {
                    counted[0]++;
                    return 0;
                  }
                });
            return null;
          });
      AuditStore store =
          new AuditStore(database, SecretKeyFile.readOrMake(folder.resolve("audit.key")));
      for (Map.Entry<String, Call> call : calls().entrySet()) {
        counted[0] = 0;
        call.getValue().on(store);
        steps.put(call.getKey(), counted[0]);
      }
    }
    return steps;
  }
}
