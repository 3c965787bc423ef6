package be.borne.agent.health;

import static org.junit.jupiter.api.Assertions.assertEquals;

import be.borne.protocol.fleet.Part;
import be.borne.protocol.fleet.PartHealth;
import be.borne.protocol.fleet.PartState;
import be.borne.protocol.fleet.SupplyLevel;
import be.borne.protocol.fleet.TerminalHealth;
import be.borne.protocol.fleet.TerminalHealth.Activity;
import be.borne.protocol.fleet.TerminalHealth.Counters;
import be.borne.protocol.terminal.FaultCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class KioskWatchTest {
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-11-23T11:00:00Z"), ZoneOffset.UTC);
  private static final Duration SILENCE = Duration.ofSeconds(20);

  private static final List<SupplyLevel> PAPER =
      List.of(new SupplyLevel(SupplyLevel.Kind.PAPER, "main", 100, 250, false));

  private final AtomicLong nanos = new AtomicLong(1);
  private final AtomicLong news = new AtomicLong();

  @Test
  void aKioskNotHeardYetIsStartingAndThenFailed() {
    KioskWatch watch = watch(Optional.empty());
    assertEquals(PartState.STARTING, kiosk(watch).state());
    assertEquals(Activity.OUT_OF_SERVICE, watch.picture().activity());
    pass(SILENCE);
    assertEquals(PartState.FAILED, kiosk(watch).state());
    assertEquals(FaultCode.KIOSK_SILENT, kiosk(watch).fault());
  }

  @Test
  void aSilentKioskHasFailedAndItsWordRevivesIt() {
    KioskWatch watch = watch(Optional.empty());
    watch.heard(said(3));
    assertEquals(1, news.get());
    assertEquals(PartState.READY, kiosk(watch).state());
    pass(SILENCE.minusMillis(1));
    assertEquals(PartState.READY, kiosk(watch).state());
    pass(Duration.ofMillis(1));
    TerminalHealth silent = watch.picture();
    assertEquals(FaultCode.KIOSK_SILENT, kiosk(watch).fault());
    assertEquals(Activity.OUT_OF_SERVICE, silent.activity());
    assertEquals(3, silent.counters().documentsDelivered(), "counters stay as last known");
    assertEquals(PartState.READY, silent.part(Part.PRINTER).orElseThrow().state());
    assertEquals(PAPER, silent.supplies(), "levels stay as last known");
    pass(Duration.ofHours(1));
    assertEquals(silent, watch.picture(), "one silence is one change");
    watch.heard(said(4));
    assertEquals(PartState.READY, kiosk(watch).state());
    assertEquals(Activity.IDLE, watch.picture().activity());
  }

  @Test
  void theSameWordTwiceIsNoChange() {
    KioskWatch watch = watch(Optional.empty());
    watch.heard(said(1));
    TerminalHealth before = watch.picture();
    pass(Duration.ofSeconds(5));
    watch.heard(said(1));
    assertEquals(before, watch.picture());
  }

  @Test
  void countersSurviveTheAgentsRestart() {
    KioskWatch watch = watch(Optional.of(said(17)));
    assertEquals(17, watch.picture().counters().documentsDelivered());
    assertEquals(PartState.STARTING, kiosk(watch).state(), "not believed before it has spoken");
  }

  @Test
  void whatTheKioskSaysOfItselfStands() {
    KioskWatch watch = watch(Optional.empty());
    PartHealth own =
        new PartHealth(Part.KIOSK, PartState.FAILED, FaultCode.JOURNAL_UNAVAILABLE, NOON.instant());
    watch.heard(
        new TerminalHealth(List.of(own), Activity.OUT_OF_SERVICE, new Counters(0, 0, 0, 0), null));
    assertEquals(own, kiosk(watch));
  }

  private KioskWatch watch(Optional<TerminalHealth> lastKnown) {
    return new KioskWatch(NOON, nanos::get, SILENCE, lastKnown, news::incrementAndGet);
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private static PartHealth kiosk(KioskWatch watch) {
    return watch.picture().part(Part.KIOSK).orElseThrow();
  }

  private static TerminalHealth said(long delivered) {
    return new TerminalHealth(
        List.of(new PartHealth(Part.PRINTER, PartState.READY, null, NOON.instant())),
        Activity.IDLE,
        new Counters(delivered, 0, delivered, 0),
        null,
        PAPER);
  }
}
