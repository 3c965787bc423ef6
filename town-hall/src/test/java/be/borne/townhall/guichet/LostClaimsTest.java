package be.borne.townhall.guichet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.protocol.guichet.DeliveryReport.Outcome;
import be.borne.protocol.guichet.OpenClaims.OpenClaim;
import be.borne.protocol.guichet.UnfinishedOrder.Standing;
import be.borne.protocol.terminal.FaultCode;
import be.borne.townhall.guichet.PaperQuestions.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * A store that was restored, a journal that is gone, a terminal that never comes back: still one
 * paper.
 */
class LostClaimsTest extends AtTheGuichet {
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
      assertEquals(lost, questionsOf(reference).getFirst().id(), "asked before anybody comes");
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
  void aTerminalThatLostItsJournalLearnsItsOpenClaims() throws Exception {
    String reference = order();
    UUID claim = claimedAtLibrary(reference);
    OpenClaim expected = new OpenClaim(reference, claim);
    assertTrue(openClaims(library).contains(expected));
    assertFalse(openClaims(bus).contains(expected));
    heard(library.report(reference, claim, Outcome.UNKNOWN));
    assertFalse(openClaims(library).contains(expected));
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
}
