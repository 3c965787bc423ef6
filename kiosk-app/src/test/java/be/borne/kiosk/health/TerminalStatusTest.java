package be.borne.kiosk.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.protocol.fleet.Part;
import be.borne.protocol.fleet.TerminalHealth.Activity;
import be.borne.protocol.terminal.FaultCode;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class TerminalStatusTest {
  private final List<Optional<FaultCode>> obstacles = new ArrayList<>();
  private final AtomicInteger changes = new AtomicInteger();
  private final TerminalStatus status =
      new TerminalStatus(Clock.systemUTC(), obstacles::add, changes::incrementAndGet);

  @Test
  void theWorstObstacleIsToldAndOnlyWhenItChanges() {
    status.note(Part.GUICHET, PartReading.failed(FaultCode.GUICHET_UNREACHABLE));
    status.note(Part.PRINTER, PartReading.failed(FaultCode.PAPER_OUT));
    status.note(Part.PRINTER, PartReading.failed(FaultCode.PAPER_OUT));
    status.note(Part.GUICHET, PartReading.READY);
    status.note(Part.KIOSK, PartReading.failed(FaultCode.JOURNAL_UNAVAILABLE));
    status.note(Part.KIOSK, PartReading.READY);
    status.note(Part.PRINTER, PartReading.DEGRADED);
    assertEquals(
        List.of(
            Optional.of(FaultCode.GUICHET_UNREACHABLE),
            Optional.of(FaultCode.PAPER_OUT),
            Optional.of(FaultCode.JOURNAL_UNAVAILABLE),
            Optional.of(FaultCode.PAPER_OUT),
            Optional.empty()),
        obstacles);
    assertEquals(6, changes.get());
  }

  @Test
  void oneLostCallOfAGuichetThatWasWellIsOverlooked() throws InterruptedException {
    Deque<PartReading> looks =
        new ArrayDeque<>(
            List.of(
                PartReading.READY,
                PartReading.failed(FaultCode.GUICHET_UNREACHABLE),
                PartReading.READY,
                PartReading.failed(FaultCode.GUICHET_UNREACHABLE),
                PartReading.failed(FaultCode.GUICHET_UNREACHABLE)));
    PartWatch watch =
        new PartWatch(Part.GUICHET, looks::poll, _ -> Duration.ofMinutes(1), 1, status);
    for (int i = 0; i < 4; i++) {
      watch.lookNow();
      assertEquals(PartReading.READY, status.reading(Part.GUICHET), "look " + i);
    }
    watch.lookNow();
    assertEquals(PartReading.failed(FaultCode.GUICHET_UNREACHABLE), status.reading(Part.GUICHET));
  }

  @Test
  void aLookThatThrowsCountsAsFailed() throws InterruptedException {
    PartWatch watch =
        new PartWatch(
            Part.PRINTER,
            () -> {
              throw new IllegalStateException("broken");
            },
            _ -> Duration.ofMinutes(1),
            0,
            status);
    watch.lookNow();
    assertEquals(PartReading.failed(FaultCode.INTERNAL), status.reading(Part.PRINTER));
  }

  private void allIsWell() {
    for (Part part : Part.values()) {
      status.note(part, PartReading.READY);
    }
  }

  @Test
  void itRestsWhereNobodyIsAndNothingIsWrong() {
    assertFalse(status.isAtRest(Duration.ZERO), "nothing has been looked at yet");
    allIsWell();
    assertTrue(status.isAtRest(Duration.ZERO));
    assertFalse(status.isAtRest(Duration.ofHours(1)), "somebody may just have left");
    status.note(Activity.SERVING);
    assertFalse(status.isAtRest(Duration.ZERO));
    status.note(Activity.IDLE);
    status.note(Part.PRINTER, PartReading.DEGRADED);
    assertTrue(status.isAtRest(Duration.ZERO), "little paper is no reason to look again");
    status.note(Part.GUICHET, PartReading.failed(FaultCode.GUICHET_UNREACHABLE));
    assertFalse(status.isAtRest(Duration.ZERO), "it is to be seen soon that it is well again");
  }

  @Test
  @Timeout(30)
  void whoeverComesWakesIt() throws InterruptedException {
    Semaphore looks = new Semaphore(0);
    try (PartWatch watch = guichetWatch(looks, PartReading.READY, _ -> Duration.ofHours(1), 0)) {
      watch.start();
      for (int look = 0; look < 3; look++) {
        assertTrue(looks.tryAcquire(10, TimeUnit.SECONDS));
        watch.wake();
      }
    }
  }

  /** A failure that is overlooked is no reason to look away. */
  @Test
  @Timeout(30)
  void afterAFailureItLooksAgainSoon() throws InterruptedException {
    Semaphore looks = new Semaphore(0);
    try (PartWatch watch =
        guichetWatch(
            looks,
            PartReading.failed(FaultCode.GUICHET_UNREACHABLE),
            failed -> failed ? Duration.ofMillis(1) : Duration.ofHours(1),
            1)) {
      status.note(Part.GUICHET, PartReading.READY);
      watch.start();
      assertTrue(looks.tryAcquire(3, 10, TimeUnit.SECONDS));
    }
  }

  /** Counts its looks, and always sees the same. */
  private PartWatch guichetWatch(
      Semaphore looks, PartReading seen, PartWatch.Pause pause, int overlooked) {
    return new PartWatch(
        Part.GUICHET,
        () -> {
          looks.release();
          return seen;
        },
        pause,
        overlooked,
        status);
  }
}
