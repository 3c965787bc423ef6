package be.borne.townhall.guichet;

import be.borne.townhall.guichet.engine.Engine;
import be.borne.townhall.guichet.engine.EngineFailure;
import be.borne.townhall.guichet.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the engine which orders have reached their citizens, whoever said so and whatever stopped
 * in between: from what is written down, beginning anew some days back at each start. An engine is
 * told more than once, and takes that.
 */
final class EngineTidings {
  private static final Logger LOG = LoggerFactory.getLogger(EngineTidings.class);
  private static final Duration BACK_AT_A_START = Duration.ofDays(7);

  /** What is noted under an earlier time may be written down a moment later. */
  private static final Duration OVERLAP = Duration.ofMinutes(1);

  private static final int AT_ONCE = 1_000;

  private final DeliveredStore delivered;
  private final Engine engine;
  private final Clock clock;
  private Instant from;

  EngineTidings(DeliveredStore delivered, Engine engine, Clock clock) {
    this.delivered = delivered;
    this.engine = engine;
    this.clock = clock;
    this.from = clock.instant().minus(BACK_AT_A_START);
  }

  /** To be called now and then; what cannot be told now is told by a later call. */
  synchronized void tell() throws StoreException {
    Instant begun = clock.instant();
    List<DeliveredStore.Delivered> news = delivered.since(from, AT_ONCE);
    try {
      for (DeliveredStore.Delivered each : news) {
        engine.delivered(each.reference(), each.way());
      }
    } catch (EngineFailure e) {
      LOG.warn("the engine is told later what was delivered: {}", e.getMessage());
      return;
    }
    if (news.size() < AT_ONCE) {
      from = begun.minus(OVERLAP);
    } else {
      Instant last = news.getLast().at();
      from = last.isAfter(from) ? last : from.plusMillis(1);
    }
  }
}
