package be.borne.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import be.borne.device.virtual.VirtualReaderClient.Fault;
import be.borne.protocol.terminal.FaultCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/**
 * Bad input and bad luck with everything but the printer, at the real window with real parts: each
 * ends on a screen that says what to do, ends the session, and shows on the console. One house for
 * all; every test starts and ends at the attract screen.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(AtTheWindow.LONG_SECONDS)
class FaultsAtTheWindowTest extends AtTheWindow {
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

  /** A8, A6: a plug begins a visit, and leaves nothing of it to be seen when it goes. */
  @Test
  @Order(8)
  void aHeadsetBeginsAVisitAndHidesItWhenItIsPulled() {
    visit.step("headset-in", () -> house.headset().plug(), titles.choosingLanguage());
    visit.step("language", () -> visit.press("1"), titles.awaitingCard());
    visit.step("headset-out", () -> house.headset().pull(), titles.headsetGone());
    visit.step("headset-in-again", () -> house.headset().plug(), titles.awaitingCard());
    visit.step("headset-out-again", () -> house.headset().pull(), titles.headsetGone());
    visit.step("stop", () -> visit.press("Escape"), titles.attract());
  }

  @Test
  @Order(9)
  void whoAsksForAPersonIsSeenAtTheTownHall() {
    toAwaitingCard();
    visit.step("help", () -> visit.press("asterisk"), titles.help());
    visit.step(
        "call-someone",
        () -> {
          visit.press("Tab");
          visit.press("Return");
        },
        titles.staffCalled());
    consoleShows(FaultCode.STAFF_CALLED);
    visit.step("go-on", () -> visit.press("Return"), titles.awaitingCard());
    visit.step("stop", () -> visit.press("Escape"), titles.attract());
  }

  @Test
  @Order(10)
  void withoutAReaderNobodyIsAskedForAnything() {
    visit.step(
        "reader-gone", () -> house.reader().serviceOff(), titles.outOfService(FaultCode.NO_READER));
    partIs("READER", "ABSENT");
    visit.step("reader-back", () -> house.reader().serviceOn(), titles.attract());
    partIs("READER", "READY");
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
      proxy.tamperWithDocuments(AtTheWindow::flipOneByte);
      restartKioskWith(proxy.address());
      visit.step("attract-again", () -> {}, titles.attract());
      CertificateVisit.upToThePin(visit, house, titles, CITIZEN);
      visit.step("pin", () -> CertificateVisit.typePin(visit, PIN), titles.choosingService());
      CertificateVisit.upToTheReview(visit, titles);
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
  @Order(15)
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
}
