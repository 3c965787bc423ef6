package be.borne.agent;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: twice as long each time up to a bound, and at random
 * between half of that and all of it, so that a fleet does not return in step after an outage.
 */
final class Backoff {
  private final Duration first;
  private final Duration longest;
  private final RandomGenerator random;
  private Duration next;

  Backoff(Duration first, Duration longest, RandomGenerator random) {
    this.first = first;
    this.longest = longest;
    this.random = random;
    this.next = first;
  }

  /** The wait before the attempt that follows a failed one. */
  Duration afterFailure() {
    Duration wait = next;
    Duration doubled = next.multipliedBy(2);
    next = doubled.compareTo(longest) < 0 ? doubled : longest;
    return Duration.ofMillis(Math.round(wait.toMillis() * random.nextDouble(0.5, 1.0)));
  }

  /** A link has proven itself: the next failure is a first one. */
  void reset() {
    next = first;
  }
}
