package be.borne.townhall.guichet;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often one address may ask: a number of requests that refills evenly over a minute. Remembers
 * a bounded number of addresses, and forgets the one that was quiet longest.
 */
final class RequestAllowance {
  private static final int MAX_ADDRESSES = 10_000;
  private static final Duration REFILL = Duration.ofMinutes(1);

  private record Bucket(double left, Instant at) {}

  private final int perMinute;
  private final Clock clock;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > MAX_ADDRESSES;
        }
      };

  RequestAllowance(int perMinute, Clock clock) {
    this.perMinute = perMinute;
    this.clock = clock;
  }

  /** Whether this address may ask once more now; counts it if so. */
  synchronized boolean take(String address) {
    Instant now = clock.instant();
    Bucket before = buckets.getOrDefault(address, new Bucket(perMinute, now));
    double refilled =
        (double) perMinute * Duration.between(before.at(), now).toMillis() / REFILL.toMillis();
    double left = Math.min(perMinute, before.left() + Math.max(0, refilled));
    boolean allowed = left >= 1;
    buckets.put(address, new Bucket(allowed ? left - 1 : left, now));
    return allowed;
  }
}
