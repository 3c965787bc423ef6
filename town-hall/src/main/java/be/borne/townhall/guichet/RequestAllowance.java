package be.borne.townhall.guichet;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * How often the public may ask. Each address has a number of requests and a smaller number of wrong
 * codes that refill evenly over a minute; an IPv6 address stands for its /64, which is one
 * subscriber's. There is no limit for all together: whoever has a few addresses could use it up and
 * shut everybody out, and it is the size of the codes that makes guessing hopeless.
 *
 * <p>An address is forgotten as soon as both have refilled, which gives nothing away. So no more
 * are remembered than asked within a minute. If even those are too many, the one that has used up
 * least is forgotten: a newcomer is always heard, and to be forgotten early a guesser would have to
 * spend as much again from every other address that is remembered.
 */
final class RequestAllowance {
  private static final int MAX_ADDRESSES = 50_000;
  private static final Duration REFILL = Duration.ofMinutes(1);
  private static final int SUBSCRIBER_PREFIX_BYTES = 8;

  /** When an address will have its full numbers again, if it asks no more. */
  private record Spent(ByteBuffer subscriber, Instant requests, Instant wrongCodes) {
    Instant full() {
      return requests.isAfter(wrongCodes) ? requests : wrongCodes;
    }
  }

  private final Duration perRequest;
  private final Duration perWrongCode;
  private final int maxAddresses;
  private final Clock clock;
  private final Map<ByteBuffer, Spent> bySubscriber = new HashMap<>();
  private final NavigableSet<Spent> soonestFull =
      new TreeSet<>(Comparator.comparing(Spent::full).thenComparing(Spent::subscriber));

  /**
   * @param perMinute requests of one address
   * @param wrongPerMinute wrong codes of one address
   */
  RequestAllowance(int perMinute, int wrongPerMinute, Clock clock) {
    this(perMinute, wrongPerMinute, MAX_ADDRESSES, clock);
  }

  RequestAllowance(int perMinute, int wrongPerMinute, int maxAddresses, Clock clock) {
    this.perRequest = REFILL.dividedBy(perMinute);
    this.perWrongCode = REFILL.dividedBy(wrongPerMinute);
    this.maxAddresses = maxAddresses;
    this.clock = clock;
  }

  /**
   * Counts a request of this address, if it is allowed.
   *
   * @return zero if it is; otherwise how long until one will be
   */
  synchronized Duration take(InetAddress address) {
    Instant now = clock.instant();
    Spent before = spent(subscriber(address), now);
    // A right code costs no wrong one, but nobody may learn that one is right for free.
    Duration wait =
        longer(
            untilOne(before.requests(), perRequest, now),
            untilOne(before.wrongCodes(), perWrongCode, now));
    if (wait.isZero()) {
      remember(
          before,
          new Spent(before.subscriber(), before.requests().plus(perRequest), before.wrongCodes()));
    }
    return wait;
  }

  /** Counts a code of this address under which nothing was issued. */
  synchronized void wrongCode(InetAddress address) {
    Spent before = spent(subscriber(address), clock.instant());
    remember(
        before,
        new Spent(before.subscriber(), before.requests(), before.wrongCodes().plus(perWrongCode)));
  }

  /** How many addresses are remembered. */
  synchronized int remembered() {
    return bySubscriber.size();
  }

  private Spent spent(ByteBuffer subscriber, Instant now) {
    while (!soonestFull.isEmpty() && !soonestFull.first().full().isAfter(now)) {
      forgetSoonestFull();
    }
    Spent known = bySubscriber.get(subscriber);
    return known == null
        ? new Spent(subscriber, now, now)
        : new Spent(subscriber, between(known.requests(), now), between(known.wrongCodes(), now));
  }

  /** Nobody waits longer than a minute, also where the clock was put back. */
  private static Instant between(Instant full, Instant now) {
    Instant latest = now.plus(REFILL);
    return full.isBefore(now) ? now : full.isAfter(latest) ? latest : full;
  }

  private void remember(Spent before, Spent after) {
    Spent known = bySubscriber.remove(before.subscriber());
    if (known != null) {
      soonestFull.remove(known);
    } else if (bySubscriber.size() >= maxAddresses) {
      forgetSoonestFull();
    }
    bySubscriber.put(after.subscriber(), after);
    soonestFull.add(after);
  }

  private void forgetSoonestFull() {
    bySubscriber.remove(soonestFull.pollFirst().subscriber());
  }

  private static Duration untilOne(Instant full, Duration perOne, Instant now) {
    Duration wait = Duration.between(now, full).minus(REFILL.minus(perOne));
    return wait.isPositive() ? wait : Duration.ZERO;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private static ByteBuffer subscriber(InetAddress address) {
    byte[] bytes = address.getAddress();
    return ByteBuffer.wrap(
        address instanceof Inet6Address ? Arrays.copyOf(bytes, SUBSCRIBER_PREFIX_BYTES) : bytes);
  }
}
