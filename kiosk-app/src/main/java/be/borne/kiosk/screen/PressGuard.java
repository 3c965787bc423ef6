package be.borne.kiosk.screen;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Lets a press through only when the screen has rested: the second half of a double tap, and a hand
 * still on its way down, must not press what has just appeared under it.
 */
final class PressGuard {
  private final LongSupplier nanoTime;
  private final Duration rest;
  private long restingSince;

  /**
   * @param nanoTime a clock that only runs forward, in nanoseconds
   */
  PressGuard(LongSupplier nanoTime, Duration rest) {
    this.nanoTime = nanoTime;
    this.rest = rest;
    rest();
  }

  /** From now on presses are ignored for a while. */
  void rest() {
    restingSince = nanoTime.getAsLong();
  }

  boolean admits() {
    return nanoTime.getAsLong() - restingSince >= rest.toNanos();
  }
}
