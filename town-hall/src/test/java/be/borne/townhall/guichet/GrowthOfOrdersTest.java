package be.borne.townhall.guichet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.protocol.guichet.DeliveryDoubt;
import be.borne.protocol.guichet.DeliveryReport;
import be.borne.protocol.guichet.DeliveryWay;
import be.borne.protocol.guichet.EmailAddress;
import be.borne.protocol.guichet.IssuedDocument;
import be.borne.protocol.guichet.Order;
import be.borne.protocol.guichet.PickupCode;
import be.borne.protocol.terminal.Language;
import be.borne.townhall.guichet.store.SqliteDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.ProgressHandler;

/**
 * What a call costs does not grow with what is stored. Counted are the steps of SQLite's own
 * machine: they are the same on a slow machine, and a table that is read through shows at once.
 */
class GrowthOfOrdersTest {
  private static final int FEW = 200;
  private static final int MANY = 20_000;

  /** Of few and of many; b-trees hide their depth, so that no call needs more. */
  private static final double AT_MOST = 1.5;

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Instant LONG_AGO = NOON.minus(Duration.ofDays(90));
  private static final byte[] CITIZEN = new byte[32];
  private static final String READY = "TSR-2026-AAAAAAAA";
  private static final String MAILED = "TSR-2026-BBBBBBBB";
  private static final String CODE = "AAAA-AAAA-AAAA-AAAA";

  @TempDir Path folder;

  /** A call to the store. */
  private interface Call {
    void on(OrderStore store) throws Exception;
  }

  private static Map<String, Call> calls() {
    UUID claim = UUID.randomUUID();
    UUID lost = UUID.randomUUID();
    Map<String, Call> calls = new LinkedHashMap<>();
    calls.put("key", store -> store.byKey(UUID.randomUUID()));
    calls.put("reference", store -> store.byReference(READY));
    calls.put("place", store -> assertTrue(store.place(order(READY, "PAPER"), LONG_AGO, 20)));
    calls.put("told", store -> store.isTold(READY, NOON));
    calls.put("asked again", store -> store.askedAgain(READY));
    calls.put("failed", store -> store.failed(READY, NOON));
    calls.put("put on paper", store -> store.isNowOnPaper(READY));
    calls.put("issued", store -> issued(store, READY, CODE));
    calls.put("waiting", store -> assertEquals(1, unfinished(store)));
    calls.put("withdrawn?", store -> store.isWithdrawn(READY));
    calls.put("on paper?", store -> assertTrue(store.isOnPaper(READY)));
    calls.put("since when?", store -> assertTrue(store.onPaperSince(READY).isPresent()));
    calls.put("document there?", store -> assertTrue(store.hasDocument(READY)));
    calls.put("free?", store -> assertTrue(store.isFree(PickupCode.of(READY))));
    calls.put("claim", store -> store.claims().claim(claim, READY, "bus", NOON));
    calls.put("open claims", store -> assertEquals(1, store.claims().openOf("bus", 10).size()));
    calls.put("claim open?", store -> assertTrue(store.claims().isOpen(claim, READY, "bus")));
    calls.put("holder", store -> assertTrue(store.claims().holder(READY).isPresent()));
    calls.put("document", store -> assertTrue(store.document(READY).isPresent()));
    calls.put(
        "doubt",
        store ->
            store
                .claims()
                .doubt(
                    READY,
                    "bus",
                    new DeliveryDoubt(claim, DeliveryDoubt.Known.PRINTER_SILENT, NOON),
                    NOON));
    calls.put("finding out", store -> assertEquals(1, store.questions().findingOut(10).size()));
    calls.put("overdue", store -> store.claims().doubtOverdue(NOON.minusSeconds(9), NOON));
    calls.put("not printed", report(READY, claim, DeliveryReport.Outcome.NOT_PRINTED));
    calls.put("contradicted", report(READY, claim, DeliveryReport.Outcome.PRINTED));
    calls.put("lost claim", report(READY, lost, DeliveryReport.Outcome.UNKNOWN));
    calls.put("questions", store -> store.questions().inDoubt(10));
    calls.put("settled", store -> store.questions().settled(10));
    calls.put("answered", store -> store.questions().answered(10));
    calls.put(
        "contradictions",
        store -> assertEquals(1, store.questions().contradicted(10).size(), "for " + claim));
    calls.put(
        "pickup code",
        store ->
            assertTrue(
                store.questions().byPickupCode(PickupCode.of(READY), 10).stream()
                    .anyMatch(found -> found.id().equals(claim))));
    calls.put("question", store -> assertTrue(store.questions().byId(claim).isPresent()));
    calls.put(
        "answer",
        store -> {
          UUID asked = store.questions().inDoubt(10).getLast().id();
          assertTrue(
              store
                  .questions()
                  .answer(asked, PaperQuestions.Answer.NOTHING_CAME_OUT, "staff", NOON));
        });
    calls.put("verified", store -> assertTrue(store.byVerificationCode(CODE).isPresent()));
    calls.put("validation", store -> assertTrue(store.validation(READY).isPresent()));
    calls.put("failures", store -> store.validationFailures(10));
    calls.put("withdraw", store -> store.withdraw(READY, WithdrawalReason.WRONG_CONTENT, NOON));
    calls.put(
        "place by mail",
        store ->
            store.place(
                order(MAILED, "EMAIL"),
                Optional.of(new EmailAddress("nobody@testerive.example")),
                LONG_AGO,
                20));
    calls.put("issued by mail", store -> issued(store, MAILED, null));
    calls.put("mail due", store -> assertTrue(store.mails().due(NOON).isPresent()));
    calls.put("mails waiting", store -> assertEquals(1, store.mails().waiting(10).size()));
    calls.put("mail sent", store -> assertTrue(store.mails().sent(MAILED, NOON)));
    calls.put("mails given up", store -> store.mails().givenUp(10));
    calls.put("letters to post", store -> store.letters().toPost(10));
    calls.put("letters ended", store -> store.letters().ended(10));
    calls.put("delivered", store -> store.delivered().since(NOON.minusSeconds(60), 1000));
    calls.put("failed long ago", store -> store.putOnPaper(NOON));
    calls.put("never made", store -> store.mails().giveUpAwaited(NOON, NOON));
    calls.put("old documents", store -> store.dropDocuments(LONG_AGO));
    calls.put("no mail server", store -> store.mails().giveUpAll(NOON));
    return calls;
  }

  private static Call report(String reference, UUID claim, DeliveryReport.Outcome outcome) {
    return store ->
        store.claims().report(reference, "bus", new DeliveryReport(claim, outcome, NOON), NOON);
  }

  private static int unfinished(OrderStore store) throws Exception {
    return store.unfinished(CITIZEN, LONG_AGO, 10).size();
  }

  private static StoredOrder order(String reference, String way) {
    return new StoredOrder(
        reference,
        UUID.randomUUID(),
        CITIZEN,
        "bus",
        "life",
        Language.FRENCH,
        Order.State.IN_PREPARATION,
        NOON,
        null,
        null,
        1,
        DeliveryWay.valueOf(way),
        new byte[32]);
  }

  private static void issued(OrderStore store, String reference, String code) throws Exception {
    byte[] pdf = new byte[1000];
    store.issued(
        reference,
        pdf,
        new IssuedDocument("0".repeat(64), pdf.length, code),
        NOON,
        new Validated(reference, NOON, true, "TOTAL-PASSED", new byte[100]));
  }

  @Test
  void noCallCostsMoreWhereAHundredTimesAsMuchIsStored() throws Exception {
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

  private Map<String, Long> steps(int stored) throws Exception {
    Path file = folder.resolve(stored + ".db");
    Map<String, Long> steps = new LinkedHashMap<>();
    try (SqliteDatabase database =
        SqliteDatabase.open(file, OrderStore.class, OrderStore.MIGRATIONS)) {
      fill(database, stored);
      Counter counter = new Counter();
      database.within(
          connection -> {
            ProgressHandler.setHandler(connection, 1, counter);
            return null;
          });
      OrderStore store = new OrderStore(database);
      for (Map.Entry<String, Call> call : calls().entrySet()) {
        counter.steps = 0;
        call.getValue().on(store);
        steps.put(call.getKey(), counter.steps);
      }
    }
    return steps;
  }

  /**
   * Orders of two years, each of another citizen: printed, some at the second try, some never
   * fetched, some settled by people, some sent by mail or posted. Their documents are dropped. A
   * doubt that ended by a terminal's word is rare, and of those there are as many in either case.
   */
  private static void fill(SqliteDatabase database, int stored) throws Exception {
    database.within(
        connection -> {
          try (var statement = connection.createStatement()) {
            return statement.executeUpdate(
                """
                CREATE TEMP TABLE n AS
                  WITH RECURSIVE c(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM c WHERE i + 1 < %1$d)
                  SELECT i, printf('TSR-2025-%%08d', i) AS reference,
                         %2$d - 63072000000 + i * (55000000000 / %1$d) AS at FROM c;
                INSERT INTO orders (reference, idempotency_key, citizen, terminal, service, language,
                    state, placed_at_ms, issued_at_ms, verification_code, sha256, size_bytes, way)
                  SELECT reference, 'key ' || i, randomblob(32), 'library-' || (i %% 20), 'life', 'fr',
                         'READY', at, at, 'code ' || i, hex(zeroblob(32)), 1000,
                         CASE i %% 10 WHEN 8 THEN 'EMAIL' WHEN 9 THEN 'POST' ELSE 'PAPER' END FROM n;
                INSERT INTO validation_reports SELECT reference, at, 1, 'TOTAL-PASSED', NULL FROM n;
                INSERT INTO claims (id, reference, terminal, state, claimed_at_ms)
                  SELECT printf('00000000-0000-4000-9000-%%012d', i), reference, 'library-1', 'NOT_PRINTED', at FROM n
                  WHERE i %% 10 = 1;
                INSERT INTO claims (id, reference, terminal, state, claimed_at_ms, doubted_at_ms)
                  SELECT printf('00000000-0000-4000-8000-%%012d', i), reference, 'library-1', 'PRINTED', at,
                         CASE WHEN i < 50 THEN at END FROM n WHERE i %% 10 < 7;
                UPDATE claims SET answer = 'CAME_OUT', answered_at_ms = claimed_at_ms,
                    answered_by = 'staff' WHERE id LIKE '%%-8000-%%3';
                INSERT INTO claim_answers SELECT id, answer, answered_at_ms, answered_by FROM claims
                  WHERE answer IS NOT NULL;
                INSERT INTO claim_reports (claim, outcome, observed_at_ms, received_at_ms, contradicts)
                  SELECT id, state, claimed_at_ms, claimed_at_ms, 0 FROM claims;
                INSERT INTO mails (reference, state, ended_at_ms)
                  SELECT reference, CASE i %% 20 WHEN 8 THEN 'GIVEN_UP' ELSE 'SENT' END, at FROM n
                  WHERE i %% 10 = 8;
                INSERT INTO letters (reference, state, ready_at_ms, ended_at_ms, ended_by)
                  SELECT reference, CASE i %% 20 WHEN 9 THEN 'NOT_POSTED' ELSE 'POSTED' END, at, at,
                         'staff' FROM n WHERE i %% 10 = 9;
                DROP TABLE n;
                """
                    .formatted(stored, NOON.toEpochMilli()));
          }
        });
  }

  private static final class Counter extends ProgressHandler {
    private long steps;

    @Override
    protected int progress() {
      steps++;
      return 0;
    }
  }
}
