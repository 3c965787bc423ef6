package be.borne.townhall.guichet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.protocol.guichet.DeliveryDoubt;
import be.borne.protocol.guichet.DeliveryDoubt.Known;
import be.borne.protocol.guichet.DeliveryReport;
import be.borne.protocol.guichet.DeliveryReport.Outcome;
import be.borne.protocol.guichet.IssuedDocument;
import be.borne.protocol.guichet.OpenClaims.OpenClaim;
import be.borne.protocol.guichet.Order;
import be.borne.protocol.guichet.PickupCode;
import be.borne.protocol.terminal.Language;
import be.borne.townhall.Attack;
import be.borne.townhall.guichet.ClaimStore.Claiming;
import be.borne.townhall.guichet.ClaimStore.Reported;
import be.borne.townhall.guichet.ClaimStore.State;
import be.borne.townhall.guichet.PaperQuestions.Answer;
import be.borne.townhall.guichet.PaperQuestions.Doubt;
import be.borne.townhall.guichet.PaperQuestions.Found;
import be.borne.townhall.guichet.PaperQuestions.Standing;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A terminal is in doubt, staff answer, and both learn more: case by case, on a real store. */
class DoubtfulClaimsTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final String REFERENCE = "TSR-2026-7K3M9QX2";
  private static final String STAFF = "staff";

  @TempDir Path folder;
  private final UUID claim = UUID.randomUUID();
  private Instant now = NOON;
  private OrderStore store;

  @BeforeEach
  void claimed() throws Exception {
    store = OrderStore.open(folder.resolve("orders.db"));
    ready(store, REFERENCE);
    assertEquals(new Claiming.Granted(), claim("library", claim));
  }

  @AfterEach
  void close() throws Exception {
    store.close();
  }

  static void ready(OrderStore store, String reference) throws Exception {
    store.place(
        new StoredOrder(
            reference,
            UUID.randomUUID(),
            new byte[32],
            "library",
            "residence",
            Language.FRENCH,
            Order.State.IN_PREPARATION,
            NOON,
            null),
        Instant.EPOCH,
        Integer.MAX_VALUE);
    store.issued(
        reference,
        new byte[] {1},
        new IssuedDocument("0".repeat(64), 1, "0000-0000-" + PickupCode.of(reference).grouped()),
        NOON,
        new Validated(reference, NOON, true, "PAdES-BASELINE-T", null));
  }

  private Claiming claim(String terminal, UUID id) throws Exception {
    now = now.plusSeconds(1);
    return store.claims().claim(id, REFERENCE, terminal, now);
  }

  private void doubt(Known known) throws Exception {
    now = now.plusSeconds(1);
    assertEquals(
        Reported.TAKEN,
        store
            .claims()
            .doubt(
                REFERENCE, "library", new DeliveryDoubt(claim, known, NOON.plusSeconds(1)), now));
  }

  private Reported report(UUID of, String terminal, Outcome outcome) throws Exception {
    now = now.plusSeconds(1);
    return store.claims().report(REFERENCE, terminal, new DeliveryReport(of, outcome, now), now);
  }

  private void report(Outcome outcome) throws Exception {
    assertEquals(Reported.TAKEN, report(claim, "library", outcome));
  }

  private boolean answer(Answer answer) throws Exception {
    now = now.plusSeconds(1);
    return store.questions().answer(claim, answer, STAFF, now);
  }

  private Found found() throws Exception {
    return store.questions().byId(claim).orElseThrow();
  }

  private Optional<State> holder() throws Exception {
    return store.claims().holder(REFERENCE);
  }

  private static List<UUID> ids(List<Found> found) {
    return found.stream().map(Found::id).toList();
  }

  @Test
  void theCodeIsFoundTheMomentTheTerminalIsInDoubt() throws Exception {
    doubt(Known.PRINTER_SILENT);
    Found found = store.questions().byPickupCode(PickupCode.of(REFERENCE), 10).getFirst();
    assertEquals(Standing.FINDING_OUT, found.standing());
    assertEquals(Optional.of(new Doubt(Known.PRINTER_SILENT, NOON.plusSeconds(1))), found.doubt());
    assertEquals(List.of(claim), ids(store.questions().findingOut(10)));
    doubt(Known.STILL_IN_PRINTER);
    assertEquals(
        Optional.of(new Doubt(Known.STILL_IN_PRINTER, NOON.plusSeconds(1))), found().doubt());
    assertEquals(List.of(), store.questions().inDoubt(10), "nobody has to find out yet");
  }

  @Test
  void whileTheTerminalFindsOutNobodyPrintsItAndNobodyLetsItBePrinted() throws Exception {
    doubt(Known.STILL_IN_PRINTER);
    assertEquals(new Claiming.Held(State.FINDING_OUT), claim("bus", UUID.randomUUID()));
    assertEquals(new Claiming.Held(State.FINDING_OUT), claim("library", claim), "fetched again");
    assertFalse(store.claims().isOpen(claim, REFERENCE, "library"));
    assertFalse(answer(Answer.NOTHING_CAME_OUT), "the printer may still put it out");
    assertEquals(Optional.of(State.FINDING_OUT), holder());
    // A terminal that loses its journal meanwhile still learns that it has to end this claim.
    assertEquals(List.of(new OpenClaim(REFERENCE, claim)), store.claims().openOf("library", 10));
  }

  @Test
  void whatIsSeenPrintedClosesItAndTheDoubtIsRemembered() throws Exception {
    doubt(Known.PRINTER_SILENT);
    report(Outcome.PRINTED);
    assertEquals(Optional.of(State.PRINTED), holder());
    assertEquals(List.of(), store.questions().findingOut(10));
    Found settled = store.questions().settled(10).getFirst();
    assertEquals(claim, settled.id());
    assertEquals(Known.PRINTER_SILENT, settled.doubt().orElseThrow().known());
    assertEquals(Optional.of(now), settled.settledAt());
    // Words that were long under way.
    doubt(Known.STILL_IN_PRINTER);
    report(Outcome.UNKNOWN);
    report(Outcome.PRINTED);
    assertEquals(Optional.of(State.PRINTED), holder());
  }

  @Test
  void whatWasCertainlyNotPrintedIsFree() throws Exception {
    doubt(Known.PRINTER_SILENT);
    report(Outcome.NOT_PRINTED);
    doubt(Known.PRINTER_SILENT);
    assertEquals(Optional.empty(), holder(), "a late doubt holds what is free");
    assertEquals(List.of(claim), ids(store.questions().settled(10)));
    assertEquals(new Claiming.Granted(), claim("bus", UUID.randomUUID()));
  }

  @Test
  void whatTheTerminalGivesUpIsAsked() throws Exception {
    doubt(Known.STILL_IN_PRINTER);
    report(Outcome.UNKNOWN);
    doubt(Known.STILL_IN_PRINTER);
    assertEquals(List.of(claim), ids(store.questions().inDoubt(10)), "a late doubt took it back");
    assertTrue(answer(Answer.NOTHING_CAME_OUT));
    assertEquals(Optional.empty(), holder());
  }

  @Test
  void aPaperThatSomebodyHoldsEndsItAndTheTerminalsWordAgrees() throws Exception {
    doubt(Known.PRINTER_SILENT);
    assertTrue(answer(Answer.CAME_OUT));
    assertEquals(Optional.of(State.PRINTED), holder());
    doubt(Known.STILL_IN_PRINTER);
    report(Outcome.UNKNOWN);
    report(Outcome.PRINTED);
    assertEquals(Optional.of(State.PRINTED), holder());
    assertEquals(List.of(), store.questions().contradicted(10));
    assertFalse(answer(Answer.NOTHING_CAME_OUT), "a second paper");
  }

  /** Somebody took another's sheet for it: the order must not be lost, and not free by itself. */
  @Test
  void aPaperThatTheTerminalCertainlyDidNotPrintIsShownAndMayBeCorrectedByAPerson()
      throws Exception {
    doubt(Known.PRINTER_SILENT);
    assertTrue(answer(Answer.CAME_OUT));
    report(Outcome.NOT_PRINTED);
    assertEquals(Optional.of(State.PRINTED), holder(), "the terminal's word alone frees nothing");
    assertEquals(List.of(claim), ids(store.questions().contradicted(10)));
    assertTrue(found().takes(Answer.NOTHING_CAME_OUT));
    assertTrue(answer(Answer.NOTHING_CAME_OUT), "the citizen's order is lost");
    assertEquals(Optional.empty(), holder());
    assertEquals(Answer.CAME_OUT, found().answeredBefore().orElseThrow().answer());
    assertFalse(answer(Answer.CAME_OUT), "and no further");
    // And should the terminal say the opposite of itself, nothing more is printed unasked.
    report(claim, "library", Outcome.PRINTED);
    assertEquals(Optional.of(State.IN_DOUBT), holder());
  }

  @Test
  void whatWasLetGoAndThenSeenPrintedIsHeldAndAskedAgain() throws Exception {
    doubt(Known.STILL_IN_PRINTER);
    report(Outcome.UNKNOWN);
    assertTrue(answer(Answer.NOTHING_CAME_OUT));
    report(Outcome.PRINTED);
    assertEquals(Optional.of(State.IN_DOUBT), holder(), "a second paper");
    assertEquals(
        new Claiming.Held(State.IN_DOUBT), claim("bus", UUID.randomUUID()), "a second paper");
    assertEquals(Answer.NOTHING_CAME_OUT, found().answeredBefore().orElseThrow().answer());
    assertEquals(Reported.CONTRADICTS_ITSELF, report(claim, "library", Outcome.NOT_PRINTED));
    assertEquals(Optional.of(State.IN_DOUBT), holder(), "freed by a terminal that said both");
    // A person who knows it decides for good.
    assertTrue(answer(Answer.NOTHING_CAME_OUT));
    report(Outcome.PRINTED);
    assertEquals(Optional.empty(), holder());
  }

  @Test
  void whatIsSeenPrintedAfterAnotherHasTakenItIsAskedWhenThatOneEndsWithoutPaper()
      throws Exception {
    report(Outcome.UNKNOWN);
    assertTrue(answer(Answer.NOTHING_CAME_OUT));
    UUID second = UUID.randomUUID();
    assertEquals(new Claiming.Granted(), claim("bus", second));
    report(Outcome.PRINTED);
    assertEquals(Optional.of(State.OPEN), holder());
    assertEquals(Reported.TAKEN, report(second, "bus", Outcome.NOT_PRINTED));
    assertEquals(Optional.of(State.IN_DOUBT), holder(), "a second paper");
    assertEquals(List.of(claim), ids(store.questions().inDoubt(10)));
  }

  @Test
  void aTerminalThatIsNotHeardOfAgainIsAskedAboutAndMayComeBack() throws Exception {
    Instant silentSince = now.plusSeconds(10);
    now = now.plusSeconds(5_000);
    doubt(Known.PRINTER_SILENT);
    assertEquals(0, store.claims().doubtOverdue(silentSince, now), "it was heard of since");
    assertEquals(1, store.claims().doubtOverdue(now.plusSeconds(1), now));
    assertEquals(List.of(claim), ids(store.questions().inDoubt(10)));
    assertTrue(found().unreported());
    // As long as nobody has answered, its being back is news.
    doubt(Known.STILL_IN_PRINTER);
    assertEquals(Optional.of(State.FINDING_OUT), holder());
    assertFalse(answer(Answer.NOTHING_CAME_OUT), "the printer may still put it out");
  }

  @Test
  void aTerminalsClockIsNotBelievedFurtherThanItCanBeTrue() throws Exception {
    Instant claimedAt = now;
    for (Instant wrong : List.of(Instant.EPOCH, NOON.plus(Duration.ofDays(4_000)))) {
      now = now.plusSeconds(60);
      UUID id = UUID.randomUUID();
      String reference = wrong.equals(Instant.EPOCH) ? "TSR-2026-00000001" : "TSR-2026-00000002";
      ready(store, reference);
      store.claims().claim(id, reference, "library", claimedAt);
      store
          .claims()
          .doubt(reference, "library", new DeliveryDoubt(id, Known.PRINTER_SILENT, wrong), now);
      Instant since = store.questions().byId(id).orElseThrow().doubt().orElseThrow().since();
      assertEquals(wrong.equals(Instant.EPOCH) ? claimedAt : now, since);
    }
  }

  @Attack(on = Attack.Aim.ANOTHERS_ORDERS, what = "another terminal casts doubt on a print")
  @Test
  void nobodyElseDoubts() throws Exception {
    for (DeliveryDoubt foreign :
        List.of(
            new DeliveryDoubt(claim, Known.PRINTER_SILENT, NOON),
            new DeliveryDoubt(UUID.randomUUID(), Known.PRINTER_SILENT, NOON))) {
      String terminal = foreign.claimId().equals(claim) ? "bus" : "library";
      assertEquals(Reported.NO_SUCH_CLAIM, store.claims().doubt(REFERENCE, terminal, foreign, now));
    }
    assertEquals(Optional.of(State.OPEN), holder());
  }
}
