package be.borne.townhall.guichet;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often the public may ask. Each address has a number of requests that refills evenly over a
 * minute; an IPv6 address stands for its /64, which is one subscriber's. All wrong codes together
 * have another such number, so that many addresses guess no faster than one. Remembers a bounded
 * number of addresses, and forgets the one that was quiet longest.
 */
final class RequestAllowance {
  private static final int MAX_ADDRESSES = 10_000;
  private static final Duration REFILL = Duration.ofMinutes(1);
  private static final int SUBSCRIBER_PREFIX_BYTES = 8;

  private record Bucket(double left, Instant at) {}

  private final int perMinute;
  private final int wrongPerMinute;
  private final Clock clock;
  private Bucket wrong;
  private final Map<ByteBuffer, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Bucket> eldest) {
          return size() > MAX_ADDRESSES;
        }
      };

  /**
   * @param perMinute requests of one address
   * @param wrongPerMinute wrong codes of all addresses together
   */
  RequestAllowance(int perMinute, int wrongPerMinute, Clock clock) {
    this.perMinute = perMinute;
    this.wrongPerMinute = wrongPerMinute;
    this.clock = clock;
    this.wrong = new Bucket(wrongPerMinute, clock.instant());
  }

  /**
   * Counts a request of this address, if it is allowed.
   *
   * @return zero if it is; otherwise how long until one will be
   */
  synchronized Duration take(InetAddress address) {
    Instant now = clock.instant();
    ByteBuffer subscriber = subscriber(address);
    Bucket own = refilled(buckets.getOrDefault(subscriber, full(perMinute, now)), perMinute, now);
    Duration wait = untilOne(own, perMinute);
    buckets.put(subscriber, wait.isZero() ? less(own) : own);
    if (!wait.isZero()) {
      return wait;
    }
    // A right code costs nothing here, but nobody may learn that one is right for free.
    wrong = refilled(wrong, wrongPerMinute, now);
    return untilOne(wrong, wrongPerMinute);
  }

  /** Counts a code under which nothing was issued. */
  synchronized void wrongCode() {
    wrong = less(refilled(wrong, wrongPerMinute, clock.instant()));
  }

  private static Bucket full(int perMinute, Instant now) {
    return new Bucket(perMinute, now);
  }

  private static Bucket refilled(Bucket before, int perMinute, Instant now) {
    double more =
        (double) perMinute * Duration.between(before.at(), now).toMillis() / REFILL.toMillis();
    return new Bucket(Math.min(perMinute, before.left() + Math.max(0, more)), now);
  }

  private static Bucket less(Bucket bucket) {
    return new Bucket(Math.max(0, bucket.left() - 1), bucket.at());
  }

  private static Duration untilOne(Bucket bucket, int perMinute) {
    if (bucket.left() >= 1) {
      return Duration.ZERO;
    }
    double minutes = (1 - bucket.left()) / perMinute;
    return Duration.ofMillis((long) Math.ceil(minutes * REFILL.toMillis()));
  }

  private static ByteBuffer subscriber(InetAddress address) {
    byte[] bytes = address.getAddress();
    return ByteBuffer.wrap(
        address instanceof Inet6Address ? Arrays.copyOf(bytes, SUBSCRIBER_PREFIX_BYTES) : bytes);
  }
}
