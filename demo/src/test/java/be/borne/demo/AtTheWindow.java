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
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * A house whose terminal is met at its real window, and what a citizen, a host and a rough hand do
 * there. Every test starts and ends at the attract screen.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AtTheWindow {
  /** For a test; and for what surrounds one, which a class's timeout does not reach. */
  static final int LONG_SECONDS = 600;

  static final char[] PIN = {'1', '2', '3', '4'};
  static final char[] WRONG_PIN = {'9', '9', '9', '9'};
  static final String CITIZEN = "marguerite";
  static final String OTHER_CITIZEN = "odile";
  static final Duration PATIENCE = Duration.ofSeconds(30);

  /** More than the house's time for a print and what it takes to be sure. */
  static final Duration PRINT_GIVEN_UP = Duration.ofSeconds(200);

  final Path output = Path.of("target", getClass().getSimpleName()).toAbsolutePath();
  final Titles titles = new Titles(Language.FRENCH);
  VirtualDisplay display;
  House house;
  Visit visit;
  Console console;

  @BeforeAll
  @Timeout(LONG_SECONDS)
  void build() {
    Folders folders = Folders.prepare(output);
    display = VirtualDisplay.start(folders.machine(), 1080, 1920, folders.logs());
    house =
        House.open(
            Installation.ofThisProgram(), folders, configured(HouseSettings.panel(display.name())));
    visit = new Visit(new Window(display, () -> house.kiosk().pid()), folders.screens());
    console = new Console(house.consoleAddress());
  }

  /** What a test wants otherwise. */
  HouseSettings configured(HouseSettings usual) {
    return usual;
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

  Path journalFolder() {
    return house.folders().terminal().resolve("var");
  }

  /**
   * A document is in the printer, and long in coming out.
   *
   * @param citizen of whom nothing waits; where the print fails, something waits from then on
   */
  void toPrinting(String citizen) {
    CertificateVisit.upToThePin(visit, house, titles, citizen);
    visit.step("pin", () -> CertificateVisit.typePin(visit, PIN), titles.choosingService());
    CertificateVisit.upToTheReview(visit, titles);
    visit.step(
        "printing",
        () -> {
          house.printer().slow(Duration.ofMinutes(5));
          visit.tapForward(1);
        },
        titles.printing());
  }

  void awaitJobInPrinter() throws IOException {
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

  void orderUpToThePrint(String citizen, Visit.Act beforeThePrint) {
    signIn(citizen, titles.choosingService());
    CertificateVisit.upToTheReview(visit, titles);
    try {
      beforeThePrint.perform();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    visit.tapForward(1);
  }

  /** What waits is printed, once; after that nothing waits. */
  void collectedByNow(String citizen) {
    int before = house.printerTray().size();
    signIn(citizen, titles.waiting());
    visit.step("collect", () -> visit.tapForward(1), titles.takeCardAndPaper());
    assertEquals(before + 1, house.printerTray().size(), "sheets for what was collected");
    CertificateVisit.takeCardAndPaper(visit, house, titles);
    signIn(citizen, titles.choosingService());
    leave();
  }

  void signIn(String citizen, String next) {
    CertificateVisit.upToThePin(visit, house, titles, citizen);
    visit.step("pin", () -> CertificateVisit.typePin(visit, PIN), next);
  }

  void leave() {
    visit.step("stop", () -> visit.press("Escape"), titles.takeCard());
    visit.step("take-card", () -> house.reader().pull(), titles.attract());
  }

  void refusedCard(Fault fault, FaultCode expected) {
    toAwaitingCard();
    visit.step(
        expected.name().toLowerCase(java.util.Locale.ROOT),
        () -> house.reader().insert(CITIZEN, fault),
        titles.fault(expected, true));
    endsWith(expected);
  }

  void toAwaitingCard() {
    visit.step("touch", () -> visit.tapForward(1), titles.choosingLanguage());
    visit.step("language", () -> visit.tapForward(1), titles.awaitingCard());
  }

  /**
   * The card comes out, the terminal is free for the next one, and the fault is on the console. Not
   * the console first: without a card the terminal leaves the fault's screen by itself in time, and
   * the key would begin a visit.
   */
  void endsWith(FaultCode fault) {
    visit.step(
        "after-" + fault.code(),
        () -> {
          house.reader().pull();
          visit.pressUntilItCounts("Return");
        },
        titles.attract());
    consoleShows(fault);
  }

  void consoleShows(FaultCode fault) {
    console.await(
        House.TERMINAL,
        terminal -> terminal.path("lastFault").path("fault").asText().equals(fault.code()),
        PATIENCE,
        "the fault " + fault.code());
  }

  void partIs(String part, String state) {
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

  void restartKioskWith(java.net.URI guichet) {
    house.end(house.kiosk());
    house.writeTerminalConfiguration(guichet);
    house.startKiosk();
  }

  /** For a print that is to be given up: nobody else is to be hurried. */
  void restartKioskWith(Duration printTimeout) {
    house.end(house.kiosk());
    house.writeTerminalConfiguration(house.guichetAddress(), printTimeout);
    house.startKiosk();
  }

  static byte[] flipOneByte(byte[] pdf) {
    byte[] changed = pdf.clone();
    changed[changed.length / 3] ^= 1;
    return changed;
  }
}
