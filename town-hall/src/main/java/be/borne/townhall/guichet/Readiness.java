package be.borne.townhall.guichet;

import be.borne.townhall.guichet.engine.Engine;
import be.borne.townhall.guichet.store.StoreException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * For whoever watches over the town hall's program, beside the public page: {@code /health/live}
 * answers 204 as long as it runs, {@code /health/ready} 204 while orders can be written down and
 * the engine takes them, and 503 otherwise. Says nothing else to anybody.
 */
final class Readiness {
  private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);

  /** Anybody may ask: the store is not asked more often for that. */
  private static final Duration GOOD_FOR = Duration.ofSeconds(2);

  private final OrderStore store;
  private final Engine engine;
  private final Clock clock;
  private Instant asked = Instant.EPOCH;
  private boolean ready;

  Readiness(OrderStore store, Engine engine, Clock clock) {
    this.store = store;
    this.engine = engine;
    this.clock = clock;
  }

  void routes(RoutesConfig routes) {
    routes.get("/health/live", context -> context.status(204));
    routes.get("/health/ready", this::answer);
  }

  private void answer(Context context) {
    context.status(isReady() ? 204 : 503);
  }

  private synchronized boolean isReady() {
    Instant now = clock.instant();
    if (Duration.between(asked, now).abs().compareTo(GOOD_FOR) > 0) {
      asked = now;
      ready = engine.ready() && canWrite();
    }
    return ready;
  }

  private boolean canWrite() {
    try {
      store.touch();
      return true;
    } catch (StoreException e) {
      LOG.error("orders cannot be written down: {}", e.getMessage());
      return false;
    }
  }
}
