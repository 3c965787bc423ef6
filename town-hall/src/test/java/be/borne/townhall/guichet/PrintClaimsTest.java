package be.borne.townhall.guichet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.protocol.guichet.DeliveryDoubt;
import be.borne.protocol.guichet.DeliveryReport.Outcome;
import be.borne.protocol.guichet.GuichetPaths;
import be.borne.protocol.guichet.OpenClaims;
import be.borne.protocol.guichet.OpenClaims.OpenClaim;
import be.borne.protocol.guichet.Order;
import be.borne.protocol.guichet.PickupCode;
import be.borne.protocol.guichet.UnfinishedOrder;
import be.borne.protocol.guichet.UnfinishedOrder.Standing;
import be.borne.protocol.terminal.FaultCode;
import be.borne.protocol.terminal.Language;
import be.borne.protocol.terminal.MutualTls;
import be.borne.provisioning.authority.Authority;
import be.borne.provisioning.authority.IssuedIdentity;
import be.borne.townhall.guichet.PaperQuestions.Answer;
import be.borne.townhall.guichet.PaperQuestions.Found;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * One paper per order, also with two terminals, over real HTTPS: whatever is claimed, reported,
 * answered or lost, and in whatever order.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PrintClaimsTest {
  private static final String MARGUERITE = "50134199915";
  private static final String JOOST = "72154299842";
  private static final String HOST = "test host";

  private final Instant start = Instant.now();
  private final AtomicReference<Duration> advanced = new AtomicReference<>(Duration.ZERO);
  private final InstantSource moving = () -> Instant.now().plus(advanced.get());
  private final Clock clock = moving.withZone(ZoneOffset.UTC);
  private Path folder;
  private Authority authority;
  private GuichetConfiguration configuration;
  private Guichet guichet;
  private TestTerminal library;
  private TestTerminal bus;
  private TestCards.Card marguerite;
  private TestCards.Card joost;
  private String atLibrary;
  private String atBus;

  @BeforeAll
  void open(@TempDir Path temporary) throws Exception {
    folder = temporary;
    authority = Authority.create(folder.resolve("authority"), Clock.systemUTC());
    IssuedIdentity server =
        authority.issueServer(
            "localhost", List.of("localhost"), List.of("127.0.0.1"), folder.resolve("server"));
    TestCards cards = new TestCards(TestCards.Generation.ELLIPTIC, start);
    configuration =
        new GuichetConfiguration(
            new Municipality("Testerive", "Testerive", "Testerive", "Testerive", "TSR"),
            new GuichetConfiguration.Storage(folder.resolve("var")),
            new GuichetConfiguration.Door(
                "localhost", 0, server.certificate(), server.key(), authority.certificate()),
            new GuichetConfiguration.Eid(
                List.of(cards.writeRoot(folder.resolve("root.pem"))), Revocation.NONE, true),
            new GuichetConfiguration.Verification(
                "localhost", 0, null, null, null, null, null, null),
            null);
    LocalDate inAYear = LocalDate.ofInstant(start, ZoneOffset.UTC).plusYears(1);
    marguerite = cards.card(MARGUERITE, inAYear);
    joost = cards.card(JOOST, inAYear);
    restart();
  }

  private void restart() throws Exception {
    if (guichet != null) {
      guichet.close();
    }
    guichet = Guichet.start(configuration, clock);
    library = terminal("library-1");
    bus = terminal("bus");
  }

  private TestTerminal terminal(String id) throws Exception {
    Path identity = folder.resolve(id);
    IssuedIdentity issued =
        identity.toFile().exists()
            ? new IssuedIdentity(
                identity.resolve("certificate.pem"),
                identity.resolve("key.pem"),
                identity.resolve("authority.pem"))
            : authority.issueTerminal(id, identity);
    return new TestTerminal(
        id,
        guichet.address(),
        MutualTls.context(issued.certificate(), issued.key(), authority.certificate()));
  }

  @AfterAll
  void close() {
    guichet.close();
  }

  @BeforeEach
  void signIn() throws Exception {
    advanced.set(Duration.ZERO);
    atLibrary = library.signIn(marguerite);
    atBus = bus.signIn(marguerite);
  }

  private String order() throws Exception {
    return library
        .order(atLibrary, UUID.randomUUID(), "life", Language.FRENCH)
        .as(Order.class)
        .reference();
  }

  private UUID claimedAtLibrary(String reference) throws Exception {
    UUID claim = UUID.randomUUID();
    assertEquals(200, library.claim(atLibrary, reference, claim).status());
    return claim;
  }

  private Optional<Standing> standing(String reference) throws Exception {
    return bus.unfinished(atBus).stream()
        .filter(order -> order.reference().equals(reference))
        .map(UnfinishedOrder::standing)
        .findFirst();
  }

  private static void refused(int status, FaultCode fault, TestTerminal.Answer answer)
      throws Exception {
    assertEquals(status, answer.status(), answer::toString);
    assertEquals(fault, answer.fault(), answer.rule());
  }

  private static void heard(TestTerminal.Answer answer) {
    assertEquals(204, answer.status());
  }

  @Test
  void ofTwoTerminalsAtOneMomentExactlyOneGetsTheDocument() throws Exception {
    int rounds = 25;
    for (int round = 0; round < rounds; round++) {
      String reference = order();
      CyclicBarrier together = new CyclicBarrier(4);
      List<Callable<TestTerminal.Answer>> tries = new ArrayList<>();
      for (int each = 0; each < 2; each++) {
        tries.add(racing(together, library, atLibrary, reference));
        tries.add(racing(together, bus, atBus, reference));
      }
      try (ExecutorService threads = Executors.newFixedThreadPool(tries.size())) {
        List<TestTerminal.Answer> answers =
            threads.invokeAll(tries).stream().map(Future::resultNow).toList();
        assertEquals(
            1, answers.stream().filter(answer -> answer.status() == 200).count(), "round " + round);
        for (TestTerminal.Answer answer : answers) {
          if (answer.status() != 200) {
            refused(409, FaultCode.BEING_PRINTED_ELSEWHERE, answer);
          }
        }
      }
    }
  }

  private static Callable<TestTerminal.Answer> racing(
      CyclicBarrier together, TestTerminal terminal, String token, String reference) {
    UUID claim = UUID.randomUUID();
    return () -> {
      together.await(60, TimeUnit.SECONDS);
      TestTerminal.Answer claimed = terminal.claim(token, reference, claim);
      return claimed.status() == 200 ? terminal.document(token, reference, claim) : claimed;
    };
  }

  @Test
  void withoutAClaimNobodyGetsTheDocument() throws Exception {
    String reference = order();
    refused(400, FaultCode.GUICHET_FAILED, library.document(atLibrary, reference, null));
    refused(
        409, FaultCode.ORDER_REFUSED, library.document(atLibrary, reference, UUID.randomUUID()));
    UUID claim = claimedAtLibrary(reference);
    // Somebody else's claim opens nothing, nor does one's own for another order.
    refused(409, FaultCode.ORDER_REFUSED, bus.document(atBus, reference, claim));
    refused(409, FaultCode.ORDER_REFUSED, library.document(atLibrary, order(), claim));
    assertEquals(200, library.document(atLibrary, reference, claim).status());
  }

  @Test
  void theSameClaimMayBeSentAgainAndStandsForNothingElse() throws Exception {
    String reference = order();
    UUID claim = claimedAtLibrary(reference);
    TestTerminal.Answer again = library.claim(atLibrary, reference, claim);
    assertEquals(200, again.status());
    assertEquals(reference, again.as(Order.class).reference());
    refused(409, FaultCode.ORDER_REFUSED, library.claim(atLibrary, order(), claim));
    refused(409, FaultCode.ORDER_REFUSED, bus.claim(atBus, reference, claim));
    refused(
        409,
        FaultCode.BEING_PRINTED_ELSEWHERE,
        library.claim(atLibrary, reference, UUID.randomUUID()));
    restart();
    signIn();
    assertEquals(200, library.claim(atLibrary, reference, claim).status());
    refused(409, FaultCode.BEING_PRINTED_ELSEWHERE, bus.claim(atBus, reference, UUID.randomUUID()));
  }

  @Test
  void whatWasPrintedIsOverForGood() throws Exception {
    String reference = order();
    assertEquals(Optional.of(Standing.READY), standing(reference));
    UUID claim = claimedAtLibrary(reference);
    assertEquals(Optional.of(Standing.BEING_PRINTED), standing(reference));
    heard(library.report(reference, claim, Outcome.PRINTED));
    assertEquals(Optional.empty(), standing(reference));
    refused(409, FaultCode.PRINTED_ALREADY, bus.claim(atBus, reference, UUID.randomUUID()));
    refused(409, FaultCode.PRINTED_ALREADY, library.claim(atLibrary, reference, claim));
    refused(409, FaultCode.ORDER_REFUSED, library.document(atLibrary, reference, claim));
  }

  @Test
  void whatWasNotPrintedIsPrintedElsewhere() throws Exception {
    String reference = order();
    UUID first = claimedAtLibrary(reference);
    byte[] there = library.document(atLibrary, reference, first).body();
    heard(library.report(reference, first, Outcome.NOT_PRINTED));
    assertEquals(Optional.of(Standing.READY), standing(reference));
    UUID second = UUID.randomUUID();
    assertEquals(200, bus.claim(atBus, reference, second).status());
    // The very same file, fetched anew.
    assertEquals(
        java.util.Arrays.hashCode(there),
        java.util.Arrays.hashCode(bus.document(atBus, reference, second).body()));
    // A claim that has ended opens nothing any more, and ends nothing again.
    refused(409, FaultCode.ORDER_REFUSED, library.claim(atLibrary, reference, first));
    heard(library.report(reference, first, Outcome.NOT_PRINTED));
    assertEquals(200, bus.document(atBus, reference, second).status());
  }

  @Test
  void onlyTheTerminalThatClaimedReports() throws Exception {
    String reference = order();
    UUID claim = claimedAtLibrary(reference);
    for (Outcome outcome : Outcome.values()) {
      refused(404, FaultCode.ORDER_REFUSED, bus.report(reference, claim, outcome));
      refused(404, FaultCode.ORDER_REFUSED, library.report("TSR-2026-00000000", claim, outcome));
      refused(
          404,
          FaultCode.ORDER_REFUSED,
          library.report("TSR-2026-00000000", UUID.randomUUID(), outcome));
      refused(404, FaultCode.ORDER_REFUSED, library.report("nonsense", claim, outcome));
    }
    assertEquals(Optional.of(Standing.BEING_PRINTED), standing(reference));
  }

  /** The store as it was before the claim: that is how a backup comes back. */
  @Test
  void whatWasPrintedBeforeTheStoreWasRestoredIsOverForGood() throws Exception {
    String reference = order();
    guichet.close();
    Path orders = folder.resolve("var").resolve("orders.db");
    byte[] backup = Files.readAllBytes(orders);
    restart();
    signIn();
    UUID claim = claimedAtLibrary(reference);
    assertEquals(200, library.document(atLibrary, reference, claim).status());
    guichet.close();
    for (String suffix : List.of("-wal", "-shm")) {
      Files.deleteIfExists(orders.resolveSibling(orders.getFileName() + suffix));
    }
    Files.write(orders, backup);
    restart();
    signIn();
    assertEquals(Optional.of(Standing.READY), standing(reference));
    heard(library.report(reference, claim, Outcome.PRINTED));
    heard(library.report(reference, claim, Outcome.PRINTED));
    assertEquals(Optional.empty(), standing(reference));
    refused(409, FaultCode.PRINTED_ALREADY, bus.claim(atBus, reference, UUID.randomUUID()));
  }

  @Test
  void doubtOfALostClaimIsAQuestion() throws Exception {
    String reference = order();
    UUID lost = UUID.randomUUID();
    heard(library.report(reference, lost, Outcome.UNKNOWN));
    assertEquals(Optional.of(Standing.IN_DOUBT), standing(reference));
    assertEquals(lost, questionsOf(reference).getFirst().id());
    refused(409, FaultCode.DOCUMENT_IN_DOUBT, bus.claim(atBus, reference, UUID.randomUUID()));
    heard(library.report(reference, lost, Outcome.NOT_PRINTED));
    assertEquals(Optional.of(Standing.READY), standing(reference));
    // That nothing came of it leaves nothing to hold.
    refused(
        404,
        FaultCode.ORDER_REFUSED,
        library.report(reference, UUID.randomUUID(), Outcome.NOT_PRINTED));
    assertEquals(200, bus.claim(atBus, reference, UUID.randomUUID()).status());
  }

  @Test
  void aLostClaimOnAnotherTerminalsOrderIsAskedAbout() throws Exception {
    String reference = order();
    UUID lost = UUID.randomUUID();
    heard(bus.report(reference, lost, Outcome.PRINTED));
    assertEquals(Optional.of(Standing.IN_DOUBT), standing(reference));
    assertTrue(guichet.questions().answer(lost, Answer.CAME_OUT, HOST));
    refused(409, FaultCode.PRINTED_ALREADY, library.claim(atLibrary, reference, UUID.randomUUID()));
  }

  @Test
  void aLostClaimWaitsBehindTheOneThatHoldsTheOrder() throws Exception {
    for (Outcome outcome : List.of(Outcome.PRINTED, Outcome.UNKNOWN)) {
      String reference = order();
      UUID later = UUID.randomUUID();
      assertEquals(200, bus.claim(atBus, reference, later).status());
      UUID lost = UUID.randomUUID();
      heard(library.report(reference, lost, outcome));
      assertEquals(Optional.of(Standing.BEING_PRINTED), standing(reference));
      assertEquals(outcome == Outcome.PRINTED, contradicted(lost));
      heard(bus.report(reference, later, Outcome.NOT_PRINTED));
      refused(
          409, FaultCode.DOCUMENT_IN_DOUBT, library.claim(atLibrary, reference, UUID.randomUUID()));
      assertEquals(lost, questionsOf(reference).getFirst().id());
      assertTrue(guichet.questions().answer(lost, Answer.NOTHING_CAME_OUT, HOST));
      assertEquals(200, library.claim(atLibrary, reference, UUID.randomUUID()).status());
    }
  }

  @Test
  void aLostClaimDoesNotUndoALaterCertainEnd() throws Exception {
    String reference = order();
    heard(library.report(reference, claimedAtLibrary(reference), Outcome.PRINTED));
    UUID lost = UUID.randomUUID();
    heard(library.report(reference, lost, Outcome.UNKNOWN));
    heard(library.report(reference, UUID.randomUUID(), Outcome.PRINTED));
    assertEquals(List.of(), questionsOf(reference));
    refused(409, FaultCode.PRINTED_ALREADY, bus.claim(atBus, reference, UUID.randomUUID()));
  }

  @Test
  void doubtBecomesCertainAsLongAsNobodyDecided() throws Exception {
    String reference = order();
    UUID claim = claimedAtLibrary(reference);
    heard(library.report(reference, claim, Outcome.UNKNOWN));
    heard(library.report(reference, claim, Outcome.UNKNOWN));
    assertEquals(Optional.of(Standing.IN_DOUBT), standing(reference));
    refused(409, FaultCode.DOCUMENT_IN_DOUBT, bus.claim(atBus, reference, UUID.randomUUID()));
    refused(409, FaultCode.ORDER_REFUSED, library.document(atLibrary, reference, claim));
    assertEquals(1, questionsOf(reference).size());
    heard(library.report(reference, claim, Outcome.NOT_PRINTED));
    assertEquals(Optional.of(Standing.READY), standing(reference));
    assertEquals(List.of(), questionsOf(reference));
    // Late and out of order: certainty stays.
    heard(library.report(reference, claim, Outcome.UNKNOWN));
    assertEquals(Optional.of(Standing.READY), standing(reference));
  }

  @Test
  void aDoubtIsHeardAtOnceAndWithoutASession() throws Exception {
    String reference = order();
    UUID claim = claimedAtLibrary(reference);
    String path = GuichetPaths.DOUBTS + "/" + reference;
    DeliveryDoubt doubt =
        new DeliveryDoubt(claim, DeliveryDoubt.Known.PRINTER_SILENT, clock.instant());
    refused(404, FaultCode.ORDER_REFUSED, bus.post(path, doubt));
    refused(404, FaultCode.ORDER_REFUSED, library.post(GuichetPaths.DOUBTS + "/nonsense", doubt));
    refused(400, FaultCode.GUICHET_FAILED, library.post(path, List.of()));
    assertEquals(Optional.of(Standing.BEING_PRINTED), standing(reference));
    heard(library.post(path, doubt));
    Found found = guichet.questions().byPickupCode(PickupCode.of(reference)).getFirst();
    assertEquals(PaperQuestions.Standing.FINDING_OUT, found.standing());
    assertEquals("Life certificate", found.service());
    assertEquals(List.of(), questionsOf(reference));
    assertEquals(Optional.of(Standing.IN_DOUBT), standing(reference));
    refused(409, FaultCode.DOCUMENT_IN_DOUBT, bus.claim(atBus, reference, UUID.randomUUID()));
    refused(409, FaultCode.ORDER_REFUSED, library.document(atLibrary, reference, claim));
    assertFalse(guichet.questions().answer(claim, Answer.NOTHING_CAME_OUT, HOST));
    assertTrue(openClaims(library).contains(new OpenClaim(reference, claim)));
    restart();
    heard(library.report(reference, claim, Outcome.NOT_PRINTED));
    signIn();
    assertEquals(200, bus.claim(atBus, reference, UUID.randomUUID()).status());
  }

  @Test
  void aTerminalThatContradictsItselfIsNotBelievedIntoASecondPaper() throws Exception {
    String reference = order();
    UUID claim = claimedAtLibrary(reference);
    heard(library.report(reference, claim, Outcome.NOT_PRINTED));
    refused(409, FaultCode.ORDER_REFUSED, library.report(reference, claim, Outcome.PRINTED));
    assertEquals(Optional.of(Standing.IN_DOUBT), standing(reference));
    heard(library.report(reference, claim, Outcome.PRINTED));
    assertEquals(Optional.of(Standing.IN_DOUBT), standing(reference));
    assertTrue(contradicted(claim));

    String other = order();
    UUID printed = claimedAtLibrary(other);
    heard(library.report(other, printed, Outcome.PRINTED));
    refused(409, FaultCode.ORDER_REFUSED, library.report(other, printed, Outcome.NOT_PRINTED));
    assertEquals(Optional.empty(), standing(other));
    assertTrue(contradicted(printed));
  }

  @Test
  void aPersonsAnswerStandsAndALateWordAgainstItIsSeen() throws Exception {
    String reference = order();
    UUID claim = claimedAtLibrary(reference);
    heard(library.report(reference, claim, Outcome.UNKNOWN));
    Found question = questionsOf(reference).getFirst();
    assertEquals("library-1", question.terminal());
    assertEquals("Life certificate", question.service());
    assertTrue(guichet.questions().answer(question.id(), Answer.NOTHING_CAME_OUT, HOST));
    assertFalse(guichet.questions().answer(question.id(), Answer.CAME_OUT, HOST), "twice");
    assertEquals(Optional.of(Standing.READY), standing(reference));
    assertTrue(guichet.questions().isFree(PickupCode.of(reference)));
    UUID second = UUID.randomUUID();
    assertEquals(200, bus.claim(atBus, reference, second).status());
    // The first terminal's recovery finds the sheet after all.
    heard(library.report(reference, claim, Outcome.PRINTED));
    assertTrue(contradicted(claim));
    Found recorded = guichet.questions().byId(claim).orElseThrow();
    assertEquals(Answer.NOTHING_CAME_OUT, recorded.answered().orElseThrow().answer());
    assertEquals(HOST, recorded.answered().orElseThrow().by());
    assertEquals(200, bus.document(atBus, reference, second).status());
  }

  @Test
  void whatAPersonSawComeOutIsDelivered() throws Exception {
    String reference = order();
    UUID claim = claimedAtLibrary(reference);
    assertFalse(guichet.questions().answer(claim, Answer.CAME_OUT, HOST), "not a question yet");
    heard(library.report(reference, claim, Outcome.UNKNOWN));
    assertTrue(guichet.questions().answer(claim, Answer.CAME_OUT, HOST));
    assertEquals(Optional.empty(), standing(reference));
    refused(409, FaultCode.PRINTED_ALREADY, bus.claim(atBus, reference, UUID.randomUUID()));
    heard(library.report(reference, claim, Outcome.PRINTED));
    assertFalse(contradicted(claim));
    assertFalse(guichet.questions().answer(UUID.randomUUID(), Answer.CAME_OUT, HOST));
  }

  @Test
  void aTerminalThatLostItsJournalLearnsItsOpenClaims() throws Exception {
    String reference = order();
    UUID claim = claimedAtLibrary(reference);
    OpenClaim expected = new OpenClaim(reference, claim);
    assertTrue(openClaims(library).contains(expected));
    assertFalse(openClaims(bus).contains(expected));
    heard(library.report(reference, claim, Outcome.UNKNOWN));
    assertFalse(openClaims(library).contains(expected));
  }

  private static List<OpenClaim> openClaims(TestTerminal terminal) throws Exception {
    return terminal.get(GuichetPaths.CLAIMS, null).as(OpenClaims.class).claims();
  }

  /** What the sweeper does, seen after the start, at which it looks first. */
  @Test
  void aTerminalThatNeverComesBackBecomesAQuestion() throws Exception {
    String reference = order();
    UUID claim = claimedAtLibrary(reference);
    advanced.set(GuichetConfiguration.Collection.USUAL.doubtAfter().plusMinutes(1));
    restart();
    atBus = bus.signIn(marguerite);
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (questionsOf(reference).isEmpty()) {
      assertTrue(System.nanoTime() < end, "nobody is asked");
      Thread.sleep(20);
    }
    assertTrue(questionsOf(reference).getFirst().unreported());
    assertEquals(Optional.of(Standing.IN_DOUBT), standing(reference));
    // And it may come back after all.
    heard(library.report(reference, claim, Outcome.PRINTED));
    assertEquals(Optional.empty(), standing(reference));
    assertEquals(List.of(), questionsOf(reference));
  }

  @Test
  void nobodySeesOrClaimsAnothersOrders() throws Exception {
    String reference = order();
    String his = bus.signIn(joost);
    assertTrue(
        bus.unfinished(his).stream().noneMatch(order -> order.reference().equals(reference)));
    refused(404, FaultCode.ORDER_REFUSED, bus.claim(his, reference, UUID.randomUUID()));
    refused(404, FaultCode.ORDER_REFUSED, bus.claim(his, "TSR-2026-00000000", UUID.randomUUID()));
    // A session is worthless at another terminal, and after its end, for these calls too.
    refused(401, FaultCode.GUICHET_SESSION_ENDED, bus.get(GuichetPaths.ORDERS, atLibrary));
    refused(
        401, FaultCode.GUICHET_SESSION_ENDED, bus.claim(atLibrary, reference, UUID.randomUUID()));
    refused(401, FaultCode.GUICHET_SESSION_ENDED, bus.get(GuichetPaths.ORDERS, null));
    heard(library.call("DELETE", GuichetPaths.SESSION, atLibrary, null, null));
    refused(401, FaultCode.GUICHET_SESSION_ENDED, library.get(GuichetPaths.ORDERS, atLibrary));
    refused(
        401,
        FaultCode.GUICHET_SESSION_ENDED,
        library.claim(atLibrary, reference, UUID.randomUUID()));
  }

  @Test
  void theListIsBoundedAndOldOrdersAreNotInIt() throws Exception {
    String first = order();
    for (int i = 0; i < 12; i++) {
      order();
    }
    List<UnfinishedOrder> listed = bus.unfinished(atBus);
    assertEquals(10, listed.size());
    assertTrue(listed.getFirst().placedAt().compareTo(listed.getLast().placedAt()) >= 0);
    assertEquals("life", listed.getFirst().serviceId());
    advanced.set(GuichetConfiguration.Collection.USUAL.keep().plusDays(1));
    String later = library.signIn(marguerite);
    assertEquals(List.of(), library.unfinished(later));
    refused(409, FaultCode.ORDER_REFUSED, library.claim(later, first, UUID.randomUUID()));
  }

  private List<Found> questionsOf(String reference) throws Exception {
    return guichet.questions().open().stream()
        .filter(question -> question.code().equals(PickupCode.of(reference)))
        .toList();
  }

  private boolean contradicted(UUID claim) throws Exception {
    return guichet.questions().contradicted(100).stream().anyMatch(each -> each.id().equals(claim));
  }
}
