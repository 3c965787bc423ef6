package be.borne.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import be.borne.protocol.terminal.FaultCode;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/**
 * What printers do to a visit, at the real window with real parts: each ends on a screen that says
 * what to do, and shows on the console. One house for all; every test starts and ends at the
 * attract screen.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(AtTheWindow.LONG_SECONDS)
class PrinterFaultsAtTheWindowTest extends AtTheWindow {
  /** To be waited for in full; long enough for the plug to be pulled, and to be seen pulled. */
  private static final Duration SHORT_PRINT = Duration.ofSeconds(30);

  @Test
  @Order(1)
  void withoutPaperNobodyIsAskedForAPin() {
    visit.step(
        "paper-out", () -> house.printer().paperOut(), titles.outOfService(FaultCode.PAPER_OUT));
    partIs("PRINTER", "FAILED");
    visit.step("refill", () -> house.printer().refill(), titles.attract());
    partIs("PRINTER", "READY");
  }

  @Test
  @Order(2)
  void paperThatEndsWhilePrintingIsWaitedFor() throws IOException {
    int before = house.printerTray().size();
    CertificateVisit.upToThePin(visit, house, titles, CITIZEN);
    visit.step("pin", () -> CertificateVisit.typePin(visit, PIN), titles.choosingService());
    CertificateVisit.upToTheReview(visit, titles);
    visit.step(
        "paper-ends-while-printing",
        () -> {
          // Longer than anybody needs to take the paper away before the sheet is out.
          house.printer().slow(Duration.ofMinutes(1));
          visit.tapForward(1);
        },
        titles.printing());
    visit.step(
        "paper-out", () -> house.printer().paperOut(), titles.printingHeld(FaultCode.PAPER_OUT));
    consoleShows(FaultCode.PAPER_OUT);
    visit.step(
        "refill",
        () -> {
          house.printer().slow(Duration.ZERO);
          house.printer().refill();
        },
        titles.takeCardAndPaper());
    assertEquals(before + 1, house.printerTray().size(), "sheets for one order");
    visit.step("take-card", () -> house.reader().pull(), titles.takePaper());
    visit.step("take-paper", () -> visit.press("Return"), titles.attract());
  }

  @Test
  @Order(3)
  void aDocumentThatThePrinterGaveUpIsCollectedLaterAndOnce() {
    int before = house.printerTray().size();
    orderUpToThePrint(OTHER_CITIZEN, () -> house.printer().abortNext());
    visit.step("gave-up", () -> {}, titles.fault(FaultCode.PRINT_ABORTED, true));
    endsWith(FaultCode.PRINT_ABORTED);
    assertEquals(before, house.printerTray().size(), "sheets of a print that was given up");
    collectedByNow(OTHER_CITIZEN);
  }

  @Test
  @Order(4)
  void whatNobodyKnowsIsPrintedAgainOnlyAfterAPersonLooked() throws Exception {
    int before = house.printerTray().size();
    orderUpToThePrint(OTHER_CITIZEN, () -> house.printer().slow(Duration.ofMinutes(1)));
    visit.step("printing", () -> {}, titles.printing());
    visit.step(
        "printer-loses-power",
        () -> {
          house.printer().powerCut();
          house.printer().slow(Duration.ZERO);
          house.printer().powerOn();
        },
        titles.fault(FaultCode.PRINT_OUTCOME_UNKNOWN, true));
    endsWith(FaultCode.PRINT_OUTCOME_UNKNOWN);
    partIs("PRINTER", "READY");

    signIn(OTHER_CITIZEN, titles.waitingInDoubt());
    leave();
    assertEquals(before, house.printerTray().size(), "printed although nobody had looked");
    try (Host host = new Host(house.consoleAddress())) {
      host.saysThatNothingCameOut();
    }
    collectedByNow(OTHER_CITIZEN);
    assertEquals(before + 1, house.printerTray().size(), "sheets for one order");
  }

  @Test
  @Order(5)
  void anOpenCoverKeepsEverybodyFromBeingAskedForAPin() {
    visit.step(
        "cover-open", () -> house.printer().openCover(), titles.outOfService(FaultCode.COVER_OPEN));
    partIs("PRINTER", "FAILED");
    visit.step("cover-closed", () -> house.printer().closeCover(), titles.attract());
  }

  @Test
  @Order(6)
  void aJamWhilePrintingIsShownAndWaitedFor() throws IOException {
    int before = house.printerTray().size();
    toPrinting(CITIZEN);
    visit.step("jam", () -> house.printer().jam(), titles.printingHeld(FaultCode.PAPER_JAM));
    consoleShows(FaultCode.PAPER_JAM);
    visit.step(
        "jam-cleared",
        () -> {
          house.printer().slow(Duration.ZERO);
          house.printer().clearJam();
        },
        titles.takeCardAndPaper());
    assertEquals(before + 1, house.printerTray().size(), "sheets for one order");
    visit.step("take-card", () -> house.reader().pull(), titles.takePaper());
    visit.step("take-paper", () -> visit.press("Return"), titles.attract());
  }

  @Test
  @Order(7)
  void aDocumentCancelledAtThePrinterIsCertainlyNotPrinted() throws IOException {
    int before = house.printerTray().size();
    toPrinting("liesl");
    visit.step(
        "cancelled-at-the-printer",
        () -> {
          awaitJobInPrinter();
          house.printer().cancelAtPanel();
        },
        titles.fault(FaultCode.PRINT_ABORTED, true));
    house.printer().slow(Duration.ZERO);
    endsWith(FaultCode.PRINT_ABORTED);
    assertEquals(before, house.printerTray().size(), "sheets of a cancelled document");
  }

  /** Its numbers start anew, so the one that our job had belongs to nobody, or to somebody else. */
  @Test
  @Order(8)
  void aPrinterThatRebootsWithTheDocumentLeavesADoubtThatIsNamed() throws IOException {
    int before = house.printerTray().size();
    toPrinting("wout");
    visit.step(
        "printer-rebooted",
        () -> {
          awaitJobInPrinter();
          house.printer().powerCut();
          house.printer().slow(Duration.ZERO);
          house.printer().powerOn();
        },
        titles.fault(FaultCode.PRINT_OUTCOME_UNKNOWN, true));
    endsWith(FaultCode.PRINT_OUTCOME_UNKNOWN);
    assertEquals(before, house.printerTray().size(), "sheets of a job that was forgotten");
  }

  /**
   * The terminal waits as long as a print may take, says that nobody can tell, and serves again
   * when the printer is back and was seen to hold nothing.
   */
  @Test
  @Order(9)
  void aPrinterThatIsGoneForGoodLeavesADoubtAndNobodyIsServedUntilItIsSeenEmpty()
      throws IOException {
    restartKioskWith(SHORT_PRINT);
    visit.step("attract-again", () -> {}, titles.attract());
    toPrinting("augusta");
    visit.step(
        "printer-gone",
        () -> {
          awaitJobInPrinter();
          house.printer().powerCut();
        },
        titles.printingHeld(FaultCode.PRINTER_UNREACHABLE));
    visit.step(
        "nobody-can-tell",
        () -> {},
        PRINT_GIVEN_UP,
        titles.fault(FaultCode.PRINT_OUTCOME_UNKNOWN, true));
    visit.step(
        "out-of-service",
        () -> {
          house.reader().pull();
          visit.pressUntilItCounts("Return");
        },
        titles.outOfService(FaultCode.PRINTER_UNREACHABLE));
    house.printer().slow(Duration.ZERO);
    visit.step("printer-back", () -> house.printer().powerOn(), PRINT_GIVEN_UP, titles.attract());
    consoleShows(FaultCode.PRINT_OUTCOME_UNKNOWN);
  }
}
