package be.borne.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.demo.house.House;
import be.borne.demo.process.Pause;
import be.borne.device.virtual.VirtualReaderClient.Fault;
import be.borne.kiosk.journey.HostState.CardTest;
import be.borne.kiosk.journey.HostState.PrintTest;
import be.borne.protocol.terminal.FaultCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The host of a terminal, at the real window with real parts. One walk, since a house is dear; and
 * on demand alone, with {@code -Dborne.host=true}: what it shows of the parts together, tests of
 * each show apart, and every push would wait a minute for it.
 */
@EnabledIfSystemProperty(named = "borne.host", matches = "true")
@Timeout(AtTheWindow.LONG_SECONDS)
class HostAtTheWindowTest extends AtTheWindow {
  private static final String MENU = "BackSpace";

  @Test
  void theHostLooksAfterTheTerminal() throws Exception {
    visit.step("host", () -> visit.press(MENU), titles.hostCode());
    visit.step("stop", () -> visit.press("Escape"), titles.attract());
    enter();
    testPage();
    reader();
    volume();
    paper();
    closedAndOpened();
    newStart();
    assertEquals(
        0,
        console
            .await(
                House.TERMINAL,
                terminal -> terminal.path("counters").path("documentsDelivered").isNumber(),
                PATIENCE,
                "its counters")
            .path("counters")
            .path("documentsDelivered")
            .asInt(),
        "a test page counted as a document");
  }

  private void enter() {
    visit.step("host", () -> visit.press(MENU), titles.hostCode());
    visit.step(
        "host-code",
        () -> {
          visit.type(House.HOST_CODE.toCharArray());
          visit.press("Return");
        },
        titles.hostMenu());
  }

  private void testPage() {
    int before = house.printerTray().size();
    visit.step("test-page", () -> visit.press("3"), titles.hostTestPrint(new PrintTest.CameOut()));
    assertEquals(before + 1, house.printerTray().size(), "sheets of the test");
    visit.step("back", () -> backToMenu(2), titles.hostMenu());
  }

  /** A card that is no good any more is good enough for a test; one that is mute is not. */
  private void reader() {
    visit.step("reader", () -> visit.press("4"), titles.hostReader(new CardTest.Awaited(), false));
    visit.step(
        "card", () -> house.reader().insert(CITIZEN), titles.hostReader(new CardTest.Read(), true));
    visit.step(
        "card-out", () -> house.reader().pull(), titles.hostReader(new CardTest.Read(), false));
    Pause.of(Duration.ofSeconds(1));
    visit.step(
        "another", () -> visit.press("Return"), titles.hostReader(new CardTest.Awaited(), false));
    visit.step(
        "mute",
        () -> house.reader().insert(CITIZEN, Fault.MUTE),
        titles.hostReader(new CardTest.NotRead(FaultCode.CARD_MUTE), true));
    visit.step(
        "mute-out",
        () -> house.reader().pull(),
        titles.hostReader(new CardTest.NotRead(FaultCode.CARD_MUTE), false));
    visit.step("back", () -> backToMenu(2), titles.hostMenu());
  }

  private void volume() {
    nextPage();
    visit.step("volume", () -> visit.press("1"), titles.hostVolume());
    visit.press("Tab");
    visit.press("Return");
    visit.photograph("softer");
    visit.step("back", () -> visit.press("Escape"), titles.attract());
  }

  /** The host comes to a closed terminal, and refilling opens it. */
  private void paper() throws Exception {
    visit.step(
        "no-paper", () -> house.printer().paperOut(), titles.outOfService(FaultCode.PAPER_OUT));
    enter();
    visit.step("refill", () -> visit.press("2"), titles.hostRefill());
    visit.photograph("tray-empty");
    house.printer().refill();
    Pause.of(Duration.ofSeconds(5));
    visit.photograph("tray-full");
    visit.step("stop", () -> visit.press("Escape"), titles.attract());
  }

  private void closedAndOpened() {
    enter();
    visit.press("5");
    partIs("KIOSK", "FAILED");
    visit.photograph("closed");
    visit.step(
        "closed",
        () -> visit.press("Escape"),
        titles.outOfService(FaultCode.OUT_OF_SERVICE_BY_HOST));
    // A plug that is pulled does not open it again.
    house.kiosk().kill();
    house.startKiosk();
    visit.step(
        "closed-after-a-start", () -> {}, titles.outOfService(FaultCode.OUT_OF_SERVICE_BY_HOST));
    enter();
    visit.press("5");
    partIs("KIOSK", "READY");
  }

  private void newStart() {
    nextPage();
    visit.step("restart", () -> visit.press("2"), titles.hostRestart());
    visit.press("Return");
    Instant end = Instant.now().plus(PATIENCE);
    while (house.kiosk().isAlive() && Instant.now().isBefore(end)) {
      Pause.of(Duration.ofMillis(100));
    }
    assertEquals(Optional.of(3), house.kiosk().exitCode());
    assertTrue(house.superviseKiosk());
    visit.step("started-again", () -> {}, titles.attract());
  }

  /** With the keys: backwards over the three buttons of the foot to the one that turns. */
  private void nextPage() {
    // What the terminal has just seen is painted anew, without a ring.
    Pause.of(Duration.ofSeconds(3));
    for (int i = 0; i < 4; i++) {
      visit.press("Up");
    }
    visit.press("Return");
    Pause.of(Duration.ofSeconds(1));
  }

  /** With the keys: forward to the button that leads back. */
  private void backToMenu(int tabs) {
    for (int i = 0; i < tabs; i++) {
      visit.press("Tab");
    }
    visit.press("Return");
  }
}
