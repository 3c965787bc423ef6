package be.borne.townhall.guichet;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * How often each of a few may call: so many in a minute, which refill evenly. Whoever has all of
 * them again is forgotten. Thread-safe.
 */
final class CallAllowance {
  private static final Duration REFILL = Duration.ofMinutes(1);

  /** Terminals are proven and citizens signed in: there are no more of them than that at once. */
  private static final int MOST = 100_000;

  private final Duration perCall;
  private final Clock clock;

  /** When each will have its full number again, if it calls no more. */
  private final Map<String, Instant> full = new HashMap<>();

  private Instant tidied = Instant.MIN;

  /**
   * @param perMinute calls of each; 0 is no limit
   */
  CallAllowance(int perMinute, Clock clock) {
    this.perCall = perMinute == 0 ? Duration.ZERO : REFILL.dividedBy(perMinute);
    this.clock = clock;
  }

  /**
   * Counts a call, if it is allowed.
   *
   * @return zero if it is; otherwise how long until one will be
   */
  synchronized Duration take(String caller) {
    if (perCall.isZero()) {
      return Duration.ZERO;
    }
    Instant now = clock.instant();
    tidy(now);
    Instant known = full.getOrDefault(caller, now);
    Instant latest = now.plus(REFILL);
    // Nobody waits longer than a minute, also where the clock was put back.
    Instant from = known.isBefore(now) ? now : known.isAfter(latest) ? latest : known;
    Duration wait = Duration.between(now, from).minus(REFILL.minus(perCall));
    if (wait.isPositive()) {
      return wait;
    }
    full.put(caller, from.plus(perCall));
    return Duration.ZERO;
  }

  private void tidy(Instant now) {
    if (full.size() >= MOST || !now.isBefore(tidied.plus(REFILL))) {
      full.values().removeIf(until -> !until.isAfter(now));
      tidied = now;
    }
    if (full.size() >= MOST) {
      full.clear();
    }
  }
}
