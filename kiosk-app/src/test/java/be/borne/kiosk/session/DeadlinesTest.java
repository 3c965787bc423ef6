package be.borne.kiosk.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.kiosk.file.PaperCamera;
import be.borne.kiosk.file.Stick;
import be.borne.kiosk.guichet.GuichetClient;
import be.borne.kiosk.journey.Deadline;
import be.borne.protocol.terminal.TerminalConfiguration.Timing;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeadlinesTest {
  private static final Duration MARGIN = Duration.ofSeconds(1);
  private final Deadlines usual = new Deadlines(Timing.USUAL, MARGIN);

  /** A10 [EN 301 549, WCAG 2.2.1]. */
  @Test
  void whoIsAskedHasTwentySeconds() {
    assertEquals(Duration.ofSeconds(20), usual.of(Deadline.WARNING).orElseThrow());
    Timing hasty =
        new Timing(
            Duration.ofSeconds(5),
            Timing.USUAL.cardTimeout(),
            Timing.USUAL.guichetTimeout(),
            Timing.USUAL.printTimeout(),
            Timing.USUAL.healthInterval(),
            Timing.USUAL.keepAlive());
    assertEquals(
        Duration.ofSeconds(20), new Deadlines(hasty, MARGIN).of(Deadline.WARNING).orElseThrow());
    assertTrue(Deadline.WARNING.startsAnewByHand());
  }

  /** Somebody may have to look for glasses and a pen. */
  @Test
  void whoReadsAFaultHasTimeToWriteItDown() {
    assertTrue(usual.of(Deadline.READING).orElseThrow().compareTo(Duration.ofSeconds(45)) >= 0);
  }

  /** Otherwise a citizen would be told that it failed while it is still under way. */
  @Test
  void theJourneyWaitsLongerForAFileThanWhatCarriesIt() {
    Duration carried = GuichetClient.UPLOAD_DEADLINE.plus(Stick.READING);
    assertTrue(usual.of(Deadline.FILE).orElseThrow().compareTo(carried) > 0);
    assertTrue(usual.of(Deadline.CAMERA).orElseThrow().compareTo(PaperCamera.DEADLINE) > 0);
  }

  @ParameterizedTest
  @EnumSource(Deadline.class)
  void everyWaitButRestHasAnEnd(Deadline deadline) {
    assertEquals(deadline == Deadline.NONE, usual.of(deadline).isEmpty());
  }
}
