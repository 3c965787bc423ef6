package be.borne.kiosk.screen;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PressGuardTest {

  @Test
  void aPressWaitsUntilTheScreenHasRested() {
    // Near the end of the range, where a clock of nanoseconds may wrap.
    AtomicLong now = new AtomicLong(Long.MAX_VALUE - 10);
    PressGuard guard = new PressGuard(now::get, Duration.ofMillis(300));
    assertFalse(guard.admits());
    now.addAndGet(Duration.ofMillis(299).toNanos());
    assertFalse(guard.admits());
    now.addAndGet(Duration.ofMillis(1).toNanos());
    assertTrue(guard.admits());
    guard.rest();
    assertFalse(guard.admits());
  }
}
