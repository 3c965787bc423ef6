package be.borne.townhall.guichet;

import be.borne.townhall.guichet.engine.ClerkDesk;
import be.borne.townhall.guichet.engine.EngineFailure;
import be.borne.townhall.guichet.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings desk and orders together: goes on with what clerks have decided, and lets nothing wait at
 * the desk whose order has come to its end, or of which nobody will decide any more. One document
 * that cannot be made keeps no other from being made.
 */
final class ClerkWork {
  private static final Logger LOG = LoggerFactory.getLogger(ClerkWork.class);
  private static final int MOST_AT_ONCE = 200;

  /** The sweep has other things to do; what is left is gone on with at the next one. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ClerkDesk desk;
  private final Orders orders;
  private final Duration keep;
  private final Clock clock;

  /**
   * @param keep how long an order waits for a clerk's word
   */
  ClerkWork(ClerkDesk desk, Orders orders, Duration keep, Clock clock) {
    this.desk = desk;
    this.orders = orders;
    this.keep = keep;
    this.clock = clock;
  }

  /** Goes on with what was decided, whose citizens have gone home; some of it at a later call. */
  void carryOn() throws EngineFailure {
    long until = System.nanoTime() + PATIENCE.toNanos();
    for (String reference : desk.toCarryOn(MOST_AT_ONCE)) {
      if (System.nanoTime() > until) {
        return;
      }
      carryOn(reference);
    }
  }

  /** Goes on with one of them, if it can be gone on with now. */
  void carryOn(String reference) {
    try {
      if (orders.carriedOn(reference, desk)) {
        desk.settled(reference);
      }
    } catch (Refusal | EngineFailure | StoreException e) {
      LOG.warn("order={} was decided and is not made yet: {}", reference, e.getMessage());
    } catch (RuntimeException e) {
      // Its message could quote the document; its type and place cannot.
      LOG.error(
          "order={} was decided and cannot be made: {} at {}",
          reference,
          e.getClass().getName(),
          e.getStackTrace().length > 0 ? e.getStackTrace()[0] : "");
    }
  }

  /** Lets go of what nobody has to look at any more. */
  void tidy() throws EngineFailure, StoreException {
    Instant before = clock.instant().minus(keep);
    for (ClerkDesk.Check check : desk.waiting(MOST_AT_ONCE)) {
      String reference = check.reference();
      try {
        boolean isOver = !orders.isInPreparation(reference);
        boolean isTooOld = check.askedAt().isBefore(before);
        if (isOver || (isTooOld && orders.givenUp(reference))) {
          LOG.warn(
              "order={} is not to be looked at any more: {}",
              reference,
              isOver ? "it has come to its end" : "nobody decided in time");
          desk.settled(reference);
        }
      } catch (Refusal e) {
        LOG.warn("order={} is given up later: {}", reference, e.getMessage());
      }
    }
  }
}
