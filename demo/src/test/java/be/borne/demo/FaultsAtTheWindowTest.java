package be.borne.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.demo.evidence.Console;
import be.borne.demo.faults.PrinterQueue;
import be.borne.demo.house.Folders;
import be.borne.demo.house.House;
import be.borne.demo.house.HouseSettings;
import be.borne.demo.house.Installation;
import be.borne.demo.process.Pause;
import be.borne.demo.visit.Titles;
import be.borne.demo.visit.Visit;
import be.borne.demo.window.VirtualDisplay;
import be.borne.demo.window.Window;
import be.borne.device.virtual.VirtualReaderClient.Fault;
import be.borne.protocol.terminal.FaultCode;
import be.borne.protocol.terminal.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/**
 * Bad input and bad luck, at the real window with real parts: each ends on a screen that says what
 * to do, ends the session, and shows on the console. One house for all; every test starts and ends
 * at the attract screen.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(FaultsAtTheWindowTest.LONG_SECONDS)
class FaultsAtTheWindowTest {
  /** For a test; and for what surrounds one, which a class's timeout does not reach. */
  static final int LONG_SECONDS = 600;

  private static final char[] PIN = {'1', '2', '3', '4'};
  private static final char[] WRONG_PIN = {'9', '9', '9', '9'};
  private static final String CITIZEN = "marguerite";
  private static final String OTHER_CITIZEN = "odile";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** The house's time for a print, and what it takes to be sure. */
  private static final Duration PRINT_GIVEN_UP = Duration.ofSeconds(200);

  private final Path output = Path.of("target", "faults").toAbsolutePath();
  private final Titles titles = new Titles(Language.FRENCH);
  private VirtualDisplay display;
  private House house;
  private Visit visit;
  private Console console;

  @BeforeAll
  @Timeout(LONG_SECONDS)
  void build() {
    Folders folders = Folders.prepare(output);
    display = VirtualDisplay.start(1080, 1920, folders.logs());
    house = House.open(Installation.ofThisProgram(), folders, HouseSettings.panel(display.name()));
    visit = new Visit(new Window(display.name(), () -> house.kiosk().pid()), folders.screens());
    console = new Console(house.consoleAddress());
  }

  @AfterAll
  @Timeout(LONG_SECONDS)
  void tearDown() throws IOException {
    if (console != null) {
      console.close();
    }
    if (house != null) {
      house.close();
    }
    if (display != null) {
      display.close();
    }
    PersonalDataSearch.Result result =
        PersonalDataSearch.below(output.resolve("house"), TownHallRegister::holdsPersons);
    assertEquals(List.of(), result.findings());
  }

  @BeforeEach
  @Timeout(LONG_SECONDS)
  void startAtTheAttractScreen() {
    visit.step("attract", () -> {}, titles.attract());
  }

  @Test
  @Order(1)
  void aWrongPinCostsOneTryAndNothingMoreWithoutTheCitizensSay() {
    CertificateVisit.upToThePin(visit, house, titles, CITIZEN);
    visit.step("wrong-pin", () -> CertificateVisit.typePin(visit, WRONG_PIN), titles.wrongPin(2));
    visit.step("try-again", () -> visit.tapForward(1), titles.awaitingPin());
    visit.step("right-pin", () -> CertificateVisit.typePin(visit, PIN), titles.choosingService());
    visit.step("stop", () -> visit.press("Escape"), titles.takeCard());
    visit.step("take-card", () -> house.reader().pull(), titles.attract());
  }

  @Test
  @Order(2)
  void aBlockedCardIsToldSo() {
    toAwaitingCard();
    String asked =
        visit.step(
            "blocked",
            () -> house.reader().insert("joost", Fault.BLOCKED),
            titles.awaitingPin(),
            titles.fault(FaultCode.PIN_BLOCKED, true));
    // A card that tells its tries is refused at once; the end of a PIN would then leave the fault's
    // screen before anybody has seen it.
    if (asked.equals(titles.awaitingPin())) {
      visit.step(
          "pin-of-a-blocked-card",
          () -> CertificateVisit.typePin(visit, PIN),
          titles.fault(FaultCode.PIN_BLOCKED, true));
    }
    endsWith(FaultCode.PIN_BLOCKED);
  }

  @Test
  @Order(3)
  void aCardTheWrongWayRoundIsToBeTurned() {
    toAwaitingCard();
    visit.step(
        "upside-down", () -> house.reader().insert(CITIZEN, Fault.MUTE), titles.turnCardAround());
    visit.step("pull", () -> house.reader().pull(), titles.awaitingCard());
    consoleShows(FaultCode.CARD_MUTE);
    visit.step("stop", () -> visit.press("Escape"), titles.attract());
  }

  @Test
  @Order(4)
  void aForgedIdentityIsRefused() {
    refusedCard(Fault.FORGED, FaultCode.IDENTITY_NOT_VERIFIED);
  }

  @Test
  @Order(5)
  void anExpiredCardIsRefused() {
    refusedCard(Fault.EXPIRED, FaultCode.CARD_EXPIRED);
  }

  @Test
  @Order(6)
  void aCardPulledWhileItIsReadEndsTheVisit() {
    toAwaitingCard();
    visit.step(
        "pull-while-reading",
        () -> {
          house.reader().insert(CITIZEN, Fault.SLOW);
          house.reader().pullAfter(4);
        },
        titles.fault(FaultCode.CARD_PULLED, false));
    endsWith(FaultCode.CARD_PULLED);
  }

  @Test
  @Order(7)
  void aCardPulledAfterThePinEndsTheVisit() {
    CertificateVisit.upToThePin(visit, house, titles, CITIZEN);
    visit.step("pin", () -> CertificateVisit.typePin(visit, PIN), titles.choosingService());
    visit.step("pull", () -> house.reader().pull(), titles.fault(FaultCode.CARD_PULLED, false));
    endsWith(FaultCode.CARD_PULLED);
  }

  @Test
  @Order(8)
  void withoutAReaderNobodyIsAskedForAnything() {
    visit.step(
        "reader-gone", () -> house.reader().serviceOff(), titles.outOfService(FaultCode.NO_READER));
    partIs("READER", "ABSENT");
    visit.step("reader-back", () -> house.reader().serviceOn(), titles.attract());
    partIs("READER", "READY");
  }

  @Test
  @Order(9)
  void withoutPaperNobodyIsAskedForAPin() {
    visit.step(
        "paper-out", () -> house.printer().paperOut(), titles.outOfService(FaultCode.PAPER_OUT));
    partIs("PRINTER", "FAILED");
    visit.step("refill", () -> house.printer().refill(), titles.attract());
    partIs("PRINTER", "READY");
  }

  @Test
  @Order(10)
  void paperThatEndsWhilePrintingIsWaitedFor() throws IOException {
    int before = house.printerTray().size();
    CertificateVisit.upToThePin(visit, house, titles, CITIZEN);
    visit.step("pin", () -> CertificateVisit.typePin(visit, PIN), titles.choosingService());
    visit.step("choose", () -> visit.tapForward(1), titles.confirming());
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
  @Order(16)
  void anOpenCoverKeepsEverybodyFromBeingAskedForAPin() {
    visit.step(
        "cover-open", () -> house.printer().openCover(), titles.outOfService(FaultCode.COVER_OPEN));
    partIs("PRINTER", "FAILED");
    visit.step("cover-closed", () -> house.printer().closeCover(), titles.attract());
  }

  @Test
  @Order(17)
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
  @Order(18)
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
  @Order(19)
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
  @Order(20)
  void aPrinterThatIsGoneForGoodLeavesADoubtAndNobodyIsServedUntilItIsSeenEmpty()
      throws IOException {
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
          visit.press("Return");
        },
        titles.outOfService(FaultCode.PRINTER_UNREACHABLE));
    house.printer().slow(Duration.ZERO);
    visit.step("printer-back", () -> house.printer().powerOn(), PRINT_GIVEN_UP, titles.attract());
    consoleShows(FaultCode.PRINT_OUTCOME_UNKNOWN);
  }

  @Test
  @Order(21)
  void aJournalThatCannotBeUsedTakesTheTerminalOutOfService() throws IOException, SQLException {
    house.end(house.kiosk());
    try (Connection other =
            DriverManager.getConnection("jdbc:sqlite:" + journalFolder().resolve("orders.db"));
        Statement lock = other.createStatement()) {
      lock.execute("BEGIN EXCLUSIVE");
      house.startKiosk();
      visit.step("journal-in-use", () -> {}, titles.outOfService(FaultCode.JOURNAL_UNAVAILABLE));
      partIs("KIOSK", "FAILED");
    }
    visit.step("journal-free", () -> {}, titles.attract());
  }

  @Test
  @Order(22)
  void aDamagedJournalIsSetAsideForTheOperatorAndTheTerminalServes() throws IOException {
    house.end(house.kiosk());
    Path journal = journalFolder().resolve("orders.db");
    byte[] damaged = Files.readAllBytes(journal);
    Arrays.fill(damaged, 4096, 4096 + 512, (byte) 0xff);
    Files.write(journal, damaged);
    house.startKiosk();
    visit.step("damaged-journal", () -> {}, titles.attract());
    partIs("KIOSK", "DEGRADED");
    try (Stream<Path> files = Files.list(journalFolder())) {
      assertEquals(
          1,
          files
              .filter(file -> file.getFileName().toString().matches("orders-damaged-.*[.]db"))
              .count());
    }
  }

  private Path journalFolder() {
    return house.folders().terminal().resolve("var");
  }

  /**
   * A document is in the printer, and long in coming out.
   *
   * @param citizen of whom nothing waits; where the print fails, something waits from then on
   */
  private void toPrinting(String citizen) {
    CertificateVisit.upToThePin(visit, house, titles, citizen);
    visit.step("pin", () -> CertificateVisit.typePin(visit, PIN), titles.choosingService());
    visit.step("choose", () -> visit.tapForward(1), titles.confirming());
    visit.step(
        "printing",
        () -> {
          house.printer().slow(Duration.ofMinutes(5));
          visit.tapForward(1);
        },
        titles.printing());
  }

  private void awaitJobInPrinter() throws IOException {
    try (PrinterQueue queue = new PrinterQueue(house.printerAddress())) {
      Instant end = Instant.now().plus(PATIENCE);
      while (queue.jobsAtWork() == 0) {
        assertTrue(Instant.now().isBefore(end), "the document does not reach the printer");
        Pause.of(Duration.ofMillis(100));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Test
  @Order(11)
  void aBrokenSealIsNeverPrinted() throws IOException, GeneralSecurityException {
    int before = house.printerTray().size();
    try (TamperingProxy proxy =
        TamperingProxy.start(
            house.guichetAddress(),
            new TamperingProxy.Files(
                house.serverIdentity().certificate(), house.serverIdentity().key()),
            new TamperingProxy.Files(
                house.terminalIdentity().certificate(), house.terminalIdentity().key()),
            house.serverIdentity().authority())) {
      proxy.tamperWithDocuments(FaultsAtTheWindowTest::flipOneByte);
      restartKioskWith(proxy.address());
      visit.step("attract-again", () -> {}, titles.attract());
      CertificateVisit.upToThePin(visit, house, titles, CITIZEN);
      visit.step("pin", () -> CertificateVisit.typePin(visit, PIN), titles.choosingService());
      visit.step("choose", () -> visit.tapForward(1), titles.confirming());
      visit.step(
          "broken-seal", () -> visit.tapForward(1), titles.fault(FaultCode.SEAL_BROKEN, true));
      endsWith(FaultCode.SEAL_BROKEN);
      assertEquals(before, house.printerTray().size(), "a broken seal reached the printer");
    }
    restartKioskWith(house.guichetAddress());
    visit.step("attract-at-last", () -> {}, titles.attract());
  }

  @Test
  @Order(12)
  void withoutTheTownHallNobodyIsAskedForAPinAndNothingIsLostWhenItReturns() {
    toAwaitingCard();
    visit.step(
        "town-hall-gone",
        () -> house.end(house.townHall()),
        titles.fault(FaultCode.GUICHET_UNREACHABLE, false));
    visit.step(
        "out-of-service",
        () -> visit.press("Return"),
        titles.outOfService(FaultCode.GUICHET_UNREACHABLE));
    visit.step("town-hall-back", () -> house.startTownHall(), titles.attract());
    consoleShows(FaultCode.GUICHET_UNREACHABLE);
  }

  /** The order of the test with the broken seal was kept, as its screen said. */
  @Test
  @Order(13)
  void whatABrokenSealHeldBackIsCollectedOnceTheWayIsClean() {
    collectedByNow(CITIZEN);
  }

  @Test
  @Order(14)
  void aDocumentThatThePrinterGaveUpIsCollectedLaterAndOnce() {
    int before = house.printerTray().size();
    orderUpToThePrint(OTHER_CITIZEN, () -> house.printer().abortNext());
    visit.step("gave-up", () -> {}, titles.fault(FaultCode.PRINT_ABORTED, true));
    endsWith(FaultCode.PRINT_ABORTED);
    assertEquals(before, house.printerTray().size(), "sheets of a print that was given up");
    collectedByNow(OTHER_CITIZEN);
  }

  @Test
  @Order(15)
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

  private void orderUpToThePrint(String citizen, Visit.Act beforeThePrint) {
    signIn(citizen, titles.choosingService());
    visit.step("choose", () -> visit.tapForward(1), titles.confirming());
    try {
      beforeThePrint.perform();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    visit.tapForward(1);
  }

  /** What waits is printed, once; after that nothing waits. */
  private void collectedByNow(String citizen) {
    int before = house.printerTray().size();
    signIn(citizen, titles.waiting());
    visit.step("collect", () -> visit.tapForward(1), titles.takeCardAndPaper());
    assertEquals(before + 1, house.printerTray().size(), "sheets for what was collected");
    CertificateVisit.takeCardAndPaper(visit, house, titles);
    signIn(citizen, titles.choosingService());
    leave();
  }

  private void signIn(String citizen, String next) {
    CertificateVisit.upToThePin(visit, house, titles, citizen);
    visit.step("pin", () -> CertificateVisit.typePin(visit, PIN), next);
  }

  private void leave() {
    visit.step("stop", () -> visit.press("Escape"), titles.takeCard());
    visit.step("take-card", () -> house.reader().pull(), titles.attract());
  }

  private void refusedCard(Fault fault, FaultCode expected) {
    toAwaitingCard();
    visit.step(
        expected.name().toLowerCase(java.util.Locale.ROOT),
        () -> house.reader().insert(CITIZEN, fault),
        titles.fault(expected, true));
    endsWith(expected);
  }

  private void toAwaitingCard() {
    visit.step("touch", () -> visit.tapForward(1), titles.choosingLanguage());
    visit.step("language", () -> visit.tapForward(1), titles.awaitingCard());
  }

  /**
   * The card comes out, the terminal is free for the next one, and the fault is on the console. Not
   * the console first: without a card the terminal soon leaves the fault's screen by itself, and
   * the key would begin a visit.
   */
  private void endsWith(FaultCode fault) {
    visit.step(
        "after-" + fault.code(),
        () -> {
          house.reader().pull();
          visit.press("Return");
        },
        titles.attract());
    consoleShows(fault);
  }

  private void consoleShows(FaultCode fault) {
    console.await(
        House.TERMINAL,
        terminal -> terminal.path("lastFault").path("fault").asText().equals(fault.code()),
        PATIENCE,
        "the fault " + fault.code());
  }

  private void partIs(String part, String state) {
    console.await(
        House.TERMINAL,
        terminal -> {
          for (var each : terminal.path("parts")) {
            if (each.path("part").asText().equals(part)) {
              return each.path("state").asText().equals(state);
            }
          }
          return false;
        },
        PATIENCE,
        part + " " + state);
  }

  private void restartKioskWith(java.net.URI guichet) {
    house.end(house.kiosk());
    house.writeTerminalConfiguration(guichet);
    house.startKiosk();
  }

  private static byte[] flipOneByte(byte[] pdf) {
    byte[] changed = pdf.clone();
    changed[changed.length / 3] ^= 1;
    return changed;
  }
}
