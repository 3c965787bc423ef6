package be.borne.device.printer;

import java.time.Duration;

/**
 * A moment after which nobody waits any longer; monotonic, so that setting the clock moves none.
 */
final class Deadline {
  private final long nanoTime;

  private Deadline(long nanoTime) {
    this.nanoTime = nanoTime;
  }

  static Deadline in(Duration duration) {
    return new Deadline(System.nanoTime() + duration.toNanos());
  }

  boolean passed() {
    return System.nanoTime() - nanoTime >= 0;
  }

  /** Never negative. */
  Duration left() {
    return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
  }

  /** Sleeps this long, or until the deadline if that is sooner. */
  void sleepAtMost(Duration duration) throws InterruptedException {
    Duration left = left();
    Thread.sleep(left.compareTo(duration) < 0 ? left : duration);
  }
}
