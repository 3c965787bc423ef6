package be.borne.townhall.guichet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.protocol.guichet.DeliveryDoubt;
import be.borne.protocol.guichet.DeliveryReport.Outcome;
import be.borne.protocol.guichet.GuichetPaths;
import be.borne.protocol.guichet.OpenClaims.OpenClaim;
import be.borne.protocol.guichet.Order;
import be.borne.protocol.guichet.PickupCode;
import be.borne.protocol.guichet.UnfinishedOrder;
import be.borne.protocol.guichet.UnfinishedOrder.Standing;
import be.borne.protocol.terminal.FaultCode;
import be.borne.townhall.Attack;
import be.borne.townhall.guichet.PaperQuestions.Answer;
import be.borne.townhall.guichet.PaperQuestions.Found;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * One paper per order, also with two terminals: whatever is claimed, reported and answered, and in
 * whatever order.
 */
class PrintClaimsTest extends AtTheGuichet {
  @Attack(on = Attack.Aim.ANOTHERS_ORDERS, what = "two terminals want one document at one moment")
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

  @Attack(
      on = Attack.Aim.ANOTHERS_ORDERS,
      what = "a document without a claim, and with a guessed one")
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

  @Attack(on = Attack.Aim.ANOTHERS_ORDERS, what = "another order's claim")
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

  @Attack(on = Attack.Aim.ANOTHERS_ORDERS, what = "another terminal says that it was printed")
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

  @Attack(on = Attack.Aim.ANOTHERS_ORDERS, what = "a terminal takes back that it printed")
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

  @Attack(on = Attack.Aim.ANOTHERS_ORDERS, what = "another's order is listed, claimed and fetched")
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
}
