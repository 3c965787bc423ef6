package be.borne.townhall.guichet.engine.wcs;

import be.borne.protocol.json.Json;
import be.borne.townhall.guichet.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a w.c.s. which documents have come out, in its own time: a citizen at a terminal does not
 * wait for it, and what cannot be told now is told later, also after a restart. It may be told
 * twice; the second time the workflow does not wait for it any more.
 */
final class WcsTeller implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WcsTeller.class);
  private static final int AT_ONCE = 20;
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  private final WcsClient client;
  private final WcsStore store;
  private final Function<String, Optional<String>> triggers;
  private final Duration firstPause;
  private final Duration longestPause;
  private final Clock clock;
  private final Semaphore wake = new Semaphore(0);
  private final Thread thread = Thread.ofVirtual().name("wcs-teller").unstarted(this::run);

  /**
   * @param triggers of a form; empty for one that does not wait for that
   * @param firstPause after a failure; doubles from there
   * @param longestPause the most, and how long it waits where there is nothing to tell
   */
  WcsTeller(
      WcsClient client,
      WcsStore store,
      Function<String, Optional<String>> triggers,
      Duration firstPause,
      Duration longestPause,
      Clock clock) {
    this.client = client;
    this.store = store;
    this.triggers = triggers;
    this.firstPause = firstPause;
    this.longestPause = longestPause;
    this.clock = clock;
  }

  void start() {
    thread.start();
  }

  /** There is something to tell. Never blocks. */
  void wake() {
    if (wake.availablePermits() == 0) {
      wake.release();
    }
  }

  private void run() {
    Duration pause = firstPause;
    try {
      while (true) {
        boolean done = round();
        if (wake.tryAcquire((done ? longestPause : pause).toMillis(), TimeUnit.MILLISECONDS)) {
          wake.drainPermits();
        }
        Duration doubled = pause.multipliedBy(2);
        pause = done ? firstPause : doubled.compareTo(longestPause) > 0 ? longestPause : doubled;
      }
    } catch (InterruptedException e) {
      LOG.debug("the w.c.s. is told nothing more");
    }
  }

  /**
   * @return whether nothing is left to tell
   */
  private boolean round() throws InterruptedException {
    try {
      boolean allTold = true;
      for (WcsStore.Untold delivered : store.toTell(AT_ONCE)) {
        allTold &= isTold(delivered);
      }
      return allTold && store.toTell(1).isEmpty();
    } catch (WcsFailure e) {
      LOG.warn("deliveries are told later: {}", e.getMessage());
      return false;
    } catch (StoreException | RuntimeException e) {
      LOG.error("deliveries cannot be told", e);
      return false;
    }
  }

  /** One that cannot be told keeps no other from being told, unless nobody answers at all. */
  private boolean isTold(WcsStore.Untold delivered)
      throws WcsFailure, StoreException, InterruptedException {
    try {
      tell(delivered);
      store.told(delivered.reference(), clock.instant());
      return true;
    } catch (WcsFailure e) {
      if (e.kind() == WcsFailure.Kind.NO_ANSWER) {
        throw e;
      }
      LOG.error(
          "order={} its delivery cannot be told: {}, {}",
          delivered.reference(),
          e.kind(),
          e.getMessage());
      store.toldLater(delivered.reference(), clock.instant());
      return false;
    }
  }

  private void tell(WcsStore.Untold delivered) throws WcsFailure, InterruptedException {
    Optional<String> trigger = triggers.apply(delivered.form());
    if (trigger.isEmpty()) {
      return;
    }
    boolean waited =
        client.trigger(
            delivered.form(),
            delivered.number(),
            trigger.get(),
            Json.mapper().createObjectNode().put("order", delivered.reference()));
    if (waited) {
      LOG.info("order={} told of its delivery", delivered.reference());
    } else {
      LOG.warn("order={}: its workflow did not wait for its delivery", delivered.reference());
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      if (thread.isAlive() && !thread.join(CLOSE_TIMEOUT)) {
        LOG.error("the w.c.s. is still being told something");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
