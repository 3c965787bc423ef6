package be.borne.kiosk.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.kiosk.document.SealGate;
import be.borne.kiosk.guichet.GuichetClient;
import be.borne.kiosk.guichet.GuichetException;
import be.borne.kiosk.guichet.TestGuichet;
import be.borne.kiosk.journey.Effect;
import be.borne.kiosk.journey.Event;
import be.borne.kiosk.order.OrderJournal;
import be.borne.kiosk.order.OrderStep;
import be.borne.protocol.guichet.CitizenSession;
import be.borne.protocol.guichet.DeliveryWay;
import be.borne.protocol.guichet.EmailAddress;
import be.borne.protocol.guichet.GuichetPaths;
import be.borne.protocol.guichet.OrderRequest;
import be.borne.protocol.guichet.RefusalReason;
import be.borne.protocol.guichet.TrackingCode;
import be.borne.protocol.terminal.FaultCode;
import be.borne.protocol.terminal.Language;
import be.borne.protocol.terminal.MutualTls;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders at a real HTTPS server that fails in every way it can. */
class OrderDeskTest {
  private static final String REFERENCE = "TSR-2026-7K3M9QX2";
  private static final String CODE = "7K3M-9QX2-7K3M-9QX2";
  private static final Effect.PlaceOrder WANTED =
      new Effect.PlaceOrder(new OrderRequest("residence", Language.DUTCH));

  @TempDir Path directory;
  private TestGuichet guichet;
  private GuichetClient client;
  private OrderJournal journal;
  private OrderDesk desk;
  private final List<UUID> unprinted = new ArrayList<>();
  private final SessionScope session =
      new SessionScope(
          new SessionScope.Farewell() {
            @Override
            public void signOut(CitizenSession signedIn) {}

            @Override
            public void leaveUnprinted(UUID idempotencyKey) {
              unprinted.add(idempotencyKey);
            }
          });
  private final List<Event> answers = new ArrayList<>();
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private volatile FaultCode refusal;
  private boolean served;

  @BeforeEach
  void open() throws Exception {
    guichet = new TestGuichet(directory);
    client = guichet.client(Duration.ofSeconds(20));
    journal = new OrderJournal(directory.resolve("var"), Clock.systemUTC());
    journal.probe();
    desk = deskOf(journal);
    session.keepSignIn(
        new CitizenSession("a-token-of-nobody", Instant.parse("2099-01-01T00:00:00Z")));
  }

  private OrderDesk deskOf(OrderJournal of) throws Exception {
    // Any pinned root will do: no document here ever passes the gate.
    SealGate gate =
        new SealGate(
            MutualTls.certificates(directory.resolve("authority").resolve("authority.pem")),
            "NTRBE-0000000097",
            Clock.systemUTC());
    return new OrderDesk(client, of, gate);
  }

  @AfterEach
  void close() {
    client.close();
    guichet.close();
    journal.close();
  }

  @Test
  void asksAgainWithTheSameKeyWhenNoAnswerCame() throws Exception {
    Set<String> keys = ConcurrentHashMap.newKeySet();
    AtomicInteger calls = new AtomicInteger();
    guichet.on(
        GuichetPaths.ORDERS,
        exchange -> {
          keys.add(exchange.getRequestHeaders().getFirst(GuichetPaths.IDEMPOTENCY_KEY));
          if (calls.incrementAndGet() < 3) {
            exchange.close(); // the line breaks after the order was heard
          } else {
            answerOrder(exchange, 200, "IN_PREPARATION", "");
          }
        });
    desk.place(WANTED, session, answers::add);
    assertEquals(List.of(new Event.OrderPlaced(REFERENCE, false)), answers);
    assertEquals(3, calls.get());
    assertEquals(1, keys.size());
    assertEquals(Optional.of(OrderStep.ORDERED), journal.stepOf(REFERENCE));
  }

  /** Nothing comes out here, so there is nothing that this terminal would have to account for. */
  @Test
  void whatIsSentLeavesNoTraceInTheJournal() throws Exception {
    AtomicReference<String> asked = new AtomicReference<>();
    guichet.on(
        GuichetPaths.ORDERS,
        exchange -> {
          asked.set(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          answerOrder(exchange, 200, "IN_PREPARATION", "");
        });
    desk.place(
        new Effect.PlaceOrder(
            new OrderRequest(
                "residence",
                Language.DUTCH,
                null,
                1,
                DeliveryWay.EMAIL,
                new EmailAddress("nobody@example.org"))),
        session,
        answers::add);
    assertEquals(List.of(new Event.OrderPlaced(REFERENCE, false)), answers);
    assertTrue(asked.get().contains("\"email\":\"nobody@example.org\""), asked.get());
    assertEquals(Optional.empty(), journal.stepOf(REFERENCE));
    session.close();
    assertEquals(List.of(), unprinted);
  }

  /** A guichet that is older than this terminal would make one where two were wanted. */
  @Test
  void fewerCopiesThanWereOrderedAreNotPassedOff() throws Exception {
    guichet.on(GuichetPaths.ORDERS, exchange -> answerOrder(exchange, 200, "IN_PREPARATION", ""));
    desk.place(
        new Effect.PlaceOrder(
            new OrderRequest("residence", Language.DUTCH, null, 2, DeliveryWay.PAPER, null)),
        session,
        answers::add);
    assertEquals(List.of(new Event.Failed(FaultCode.GUICHET_FAILED)), answers);
  }

  @Test
  void givesUpAfterThreeAnswersThatNeverCame() {
    AtomicInteger calls = new AtomicInteger();
    guichet.on(
        GuichetPaths.ORDERS,
        exchange -> {
          calls.incrementAndGet();
          exchange.close();
        });
    GuichetException failure =
        assertThrows(GuichetException.class, () -> desk.place(WANTED, session, answers::add));
    assertEquals(FaultCode.GUICHET_UNREACHABLE, failure.fault());
    assertEquals(3, calls.get());
  }

  @Test
  void aRefusalIsNotAskedAgain() {
    AtomicInteger calls = new AtomicInteger();
    guichet.on(
        GuichetPaths.ORDERS,
        exchange -> {
          calls.incrementAndGet();
          TestGuichet.json(exchange, 403, "{\"fault\":\"G-303\",\"rule\":\"not for you\"}");
        });
    GuichetException refusal =
        assertThrows(GuichetException.class, () -> desk.place(WANTED, session, answers::add));
    assertEquals(FaultCode.ORDER_REFUSED, refusal.fault());
    assertEquals(1, calls.get());
  }

  @Test
  void theKeyIsInTheJournalBeforeTheGuichetHearsIt() throws Exception {
    guichet.on(GuichetPaths.ORDERS, exchange -> exchange.close());
    assertThrows(GuichetException.class, () -> desk.place(WANTED, session, answers::add));
    session.close();
    assertEquals(1, unprinted.size());
    journal.leftUnprinted(unprinted.getFirst());
    // An order the journal had never heard of would be let pass in silence just above; this one
    // has ended, and takes no reference any more.
    assertThrows(
        IllegalStateException.class, () -> journal.ordered(unprinted.getFirst(), REFERENCE));
  }

  @Test
  void anotherServiceThanAskedForIsTheGuichetsFailure() throws Exception {
    guichet.on(
        GuichetPaths.ORDERS,
        exchange ->
            TestGuichet.json(
                exchange,
                201,
                "{\"reference\":\"%s\",\"serviceId\":\"something-else\",\"state\":\"IN_PREPARATION\"}"
                    .formatted(REFERENCE)));
    desk.place(WANTED, session, answers::add);
    assertEquals(List.of(new Event.Failed(FaultCode.GUICHET_FAILED)), answers);
  }

  @Test
  void aDocumentWithAnotherHashIsRefused() throws Exception {
    byte[] pdf = "%PDF-1.7 of nobody".getBytes(StandardCharsets.US_ASCII);
    place(pdf.length, "0".repeat(64));
    serveDocument(pdf);
    desk.fetchAndCheck(session, answers::add);
    assertEquals(new Event.Failed(FaultCode.SEAL_BROKEN), answers.getLast());
    assertThrows(IllegalStateException.class, session::takeDocument);
  }

  @Test
  void aDocumentWithoutASealIsRefused() throws Exception {
    byte[] pdf = "%PDF-1.7 of nobody".getBytes(StandardCharsets.US_ASCII);
    place(pdf.length, sha256(pdf));
    serveDocument(pdf);
    desk.fetchAndCheck(session, answers::add);
    assertTrue(
        answers.getLast() instanceof Event.Failed(FaultCode why) && why.code().startsWith("D-"),
        answers.getLast().toString());
  }

  @Test
  void waitsForADocumentThatIsStillBeingMade() throws Exception {
    AtomicInteger looks = new AtomicInteger();
    guichet.on(
        GuichetPaths.ORDERS,
        exchange -> {
          String state = looks.incrementAndGet() < 3 ? "IN_PREPARATION" : "REFUSED";
          answerOrder(exchange, 200, state, "");
        });
    desk.place(WANTED, session, answers::add);
    desk.fetchAndCheck(session, answers::add);
    assertEquals(new Event.OrderRefused(REFERENCE, RefusalReason.OTHER), answers.getLast());
    assertEquals(3, looks.get());
    assertRefusedOrderIsClosed();
  }

  /** The visit goes on: the next order would have been closed in the journal for this one. */
  private void assertRefusedOrderIsClosed() {
    assertEquals(1, unprinted.size());
    assertThrows(IllegalStateException.class, session::claimId);
    assertThrows(IllegalStateException.class, session::order);
    session.close();
    assertEquals(1, unprinted.size(), "closed twice");
  }

  @Test
  void aRefusedOrderSaysWhyAndAnotherCanFollow() throws Exception {
    guichet.on(
        GuichetPaths.ORDERS,
        exchange -> answerOrder(exchange, 201, "REFUSED", ",\"refusal\":\"NOTHING_TO_CERTIFY\""));
    desk.place(WANTED, session, answers::add);
    journal.leftUnprinted(unprinted.getFirst());
    assertEquals(Optional.of(OrderStep.NOT_PRINTED), journal.stepOf(REFERENCE));
    desk.place(WANTED, session, answers::add);
    Event refused = new Event.OrderRefused(REFERENCE, RefusalReason.NOTHING_TO_CERTIFY);
    assertEquals(List.of(refused, refused), answers);
    assertEquals(2, Set.copyOf(unprinted).size(), "an order stays open in the journal");
    assertThrows(IllegalStateException.class, session::claimId);
  }

  @Test
  void theTrackingCodeIsHandedOn() throws Exception {
    guichet.on(
        GuichetPaths.ORDERS,
        exchange ->
            answerOrder(exchange, 201, "IN_PREPARATION", ",\"tracking\":\"7K3M9QX20A4BHJ5T\""));
    desk.place(WANTED, session, answers::add);
    assertEquals(
        List.of(
            new Event.OrderPlaced(
                REFERENCE, false, Optional.of(new TrackingCode("7K3M9QX20A4BHJ5T")))),
        answers);
  }

  @Test
  void anOrderForAVisitThatIsOverIsNotPlaced() {
    session.close();
    assertThrows(SessionScope.OverException.class, () -> desk.place(WANTED, session, answers::add));
  }

  /** Nobody is left who would close it, and it would stay open until the next start. */
  @Test
  void anOrderThatIsBegunWhileItsVisitEndsIsClosedInTheJournal() throws Exception {
    Path elsewhere = directory.resolve("elsewhere");
    EndingClock clock = new EndingClock();
    try (OrderJournal read = new OrderJournal(elsewhere, clock)) {
      read.probe();
      clock.ending = true;
      OrderDesk ended = deskOf(read);
      assertThrows(
          SessionScope.OverException.class, () -> ended.place(WANTED, session, answers::add));
    }
    assertEquals(List.of(), unprinted);
    try (Connection database =
            DriverManager.getConnection("jdbc:sqlite:" + elsewhere.resolve("orders.db"));
        Statement statement = database.createStatement();
        ResultSet steps = statement.executeQuery("SELECT group_concat(step) FROM orders")) {
      assertEquals("ABANDONED", steps.getString(1));
    }
  }

  @Test
  void anOrderThatIsPickedUpWhileItsVisitEndsIsClosedInTheJournal() throws Exception {
    guichet.on(
        GuichetPaths.ORDERS + "/" + REFERENCE,
        exchange -> answerReady(exchange, 1, "0".repeat(64)));
    EndingClock clock = new EndingClock();
    try (OrderJournal read = new OrderJournal(directory.resolve("elsewhere"), clock)) {
      read.probe();
      clock.ending = true;
      OrderDesk ended = deskOf(read);
      assertThrows(
          SessionScope.OverException.class,
          () -> ended.collect(new Effect.CollectDocument(REFERENCE), session, answers::add));
      assertEquals(Optional.of(OrderStep.NOT_PRINTED), read.stepOf(REFERENCE));
    }
  }

  @Test
  void theDocumentIsClaimedWithTheOrdersKeyBeforeItIsFetched() throws Exception {
    byte[] pdf = "%PDF-1.7 of nobody".getBytes(StandardCharsets.US_ASCII);
    place(pdf.length, sha256(pdf));
    serveDocument(pdf);
    desk.fetchAndCheck(session, answers::add);
    assertEquals(List.of("claim " + session.claimId(), "document " + session.claimId()), calls);
  }

  /** As when two terminals want it at once, or when nobody knows whether it came out. */
  @Test
  void whatIsNotClaimedIsNotFetched() throws Exception {
    for (FaultCode why :
        List.of(
            FaultCode.BEING_PRINTED_ELSEWHERE,
            FaultCode.DOCUMENT_IN_DOUBT,
            FaultCode.PRINTED_ALREADY)) {
      refusal = why;
      GuichetException refused =
          assertThrows(GuichetException.class, () -> collect(new byte[] {1}));
      assertEquals(why, refused.fault());
      assertEquals("claim " + session.claimId(), calls.getLast());
      journal.leftUnprinted(session.claimId());
    }
  }

  @Test
  void anOrderOfElsewhereIsJournalledClaimedFetchedAndCheckedLikeOnesOwn() throws Exception {
    byte[] pdf = "%PDF-1.7 of nobody".getBytes(StandardCharsets.US_ASCII);
    collect(pdf);
    // No document here passes the gate; that it came to it is what matters.
    assertTrue(
        answers.getLast() instanceof Event.Failed(FaultCode why) && why.code().startsWith("D-"),
        answers.getLast().toString());
    assertEquals(List.of("claim " + session.claimId(), "document " + session.claimId()), calls);
    assertEquals(Optional.of(OrderStep.ORDERED), journal.stepOf(REFERENCE));
    session.close();
    assertEquals(1, unprinted.size());
    journal.leftUnprinted(unprinted.getFirst());
    assertEquals(unprinted.getFirst(), journal.untoldDeliveries(1).getFirst().report().claimId());
  }

  @Test
  void whatThisTerminalItselfHasNotFinishedIsNotEvenClaimed() throws Exception {
    UUID earlier = UUID.randomUUID();
    journal.begun(earlier, "residence");
    journal.ordered(earlier, REFERENCE);
    collect(new byte[] {1});
    assertEquals(List.of(new Event.Failed(FaultCode.BEING_PRINTED_ELSEWHERE)), answers);
    assertEquals(List.of(), calls);
  }

  /** The visit ends in the moment in which the journal writes. */
  private final class EndingClock extends Clock {
    private volatile boolean ending;

    @Override
    public Instant instant() {
      if (ending) {
        session.close();
      }
      return Instant.now();
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException("nobody asks");
    }
  }

  private void collect(byte[] pdf) throws Exception {
    if (!served) {
      served = true;
      String sha256 = sha256(pdf);
      guichet.on(
          GuichetPaths.ORDERS + "/" + REFERENCE,
          exchange -> answerReady(exchange, pdf.length, sha256));
      serveClaim(pdf.length, sha256);
      serveDocument(pdf);
    }
    desk.collect(new Effect.CollectDocument(REFERENCE), session, answers::add);
  }

  private void serveClaim(int sizeBytes, String sha256) {
    guichet.on(
        GuichetPaths.ORDERS + "/" + REFERENCE + "/claim",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          calls.add("claim " + body.replaceAll(".*:\"|\"}", ""));
          if (refusal != null) {
            TestGuichet.json(
                exchange, 409, "{\"fault\":\"%s\",\"rule\":\"not now\"}".formatted(refusal.code()));
          } else {
            answerReady(exchange, sizeBytes, sha256);
          }
        });
  }

  private static void answerReady(HttpExchange exchange, int sizeBytes, String sha256)
      throws IOException {
    answerOrder(
        exchange,
        200,
        "READY",
        ",\"document\":{\"sha256\":\"%s\",\"sizeBytes\":%d,\"verificationCode\":\"%s\"}"
            .formatted(sha256, sizeBytes, CODE));
  }

  private void place(int sizeBytes, String sha256) throws Exception {
    serveClaim(sizeBytes, sha256);
    guichet.on(
        GuichetPaths.ORDERS,
        exchange ->
            answerOrder(
                exchange,
                201,
                "READY",
                ",\"document\":{\"sha256\":\"%s\",\"sizeBytes\":%d,\"verificationCode\":\"%s\"}"
                    .formatted(sha256, sizeBytes, CODE)));
    desk.place(WANTED, session, answers::add);
  }

  private void serveDocument(byte[] pdf) {
    guichet.on(
        GuichetPaths.ORDERS + "/" + REFERENCE + "/document",
        exchange -> {
          calls.add("document " + exchange.getRequestHeaders().getFirst(GuichetPaths.PRINT_CLAIM));
          TestGuichet.answer(exchange, 200, "application/pdf", pdf);
        });
  }

  private static void answerOrder(HttpExchange exchange, int status, String state, String more)
      throws IOException {
    TestGuichet.json(
        exchange,
        status,
        "{\"reference\":\"%s\",\"serviceId\":\"residence\",\"state\":\"%s\"%s}"
            .formatted(REFERENCE, state, more));
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
