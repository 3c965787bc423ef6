package be.borne.agent;

import be.borne.agent.health.KioskWatch;
import be.borne.agent.outbox.Outbox;
import be.borne.agent.outbox.Outbox.Weight;
import be.borne.agent.outbox.OutboxException;
import be.borne.protocol.fleet.TerminalHealth;
import be.borne.protocol.json.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports the picture each interval, and at once when it has changed; changes that follow one
 * another within {@link #LEAST_SPACING} are told as one, so that a kiosk that flickers cannot flood
 * the fleet.
 */
final class Reporter implements AutoCloseable {
  static final String LAST_HEALTH = "health";

  private static final Logger LOG = LoggerFactory.getLogger(Reporter.class);
  private static final Duration LEAST_SPACING = Duration.ofMillis(200);

  /** How often the agent looks whether the kiosk has fallen silent. */
  private static final Duration LOOK = Duration.ofMillis(500);

  private final KioskWatch watch;
  private final Outbox outbox;
  private final Report report;
  private final Duration interval;
  private final Runnable onReport;
  private final ObjectMapper json = Json.mapper();
  private final BlockingQueue<Boolean> news = new ArrayBlockingQueue<>(1);
  private final Thread thread = Thread.ofPlatform().name("reporter").unstarted(this::run);
  private volatile boolean stopped;

  Reporter(KioskWatch watch, Outbox outbox, Report report, Duration interval, Runnable onReport) {
    this.watch = watch;
    this.outbox = outbox;
    this.report = report;
    this.interval = interval;
    this.onReport = onReport;
  }

  void start() {
    thread.start();
  }

  /** The kiosk has spoken; never blocks. */
  void news() {
    // One mark is enough: the picture is taken when it is acted on.
    if (!news.offer(true)) {
      LOG.trace("news is already waiting");
    }
  }

  private void run() {
    TerminalHealth last = watch.picture();
    long lastNanos = System.nanoTime();
    try {
      while (!stopped) {
        TerminalHealth now = watch.picture();
        boolean changed = !now.equals(last);
        if (changed || System.nanoTime() - lastNanos >= interval.toNanos()) {
          if (tell(now, changed)) {
            last = now;
            lastNanos = System.nanoTime();
          }
          Thread.sleep(LEAST_SPACING);
        }
        news.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean tell(TerminalHealth health, boolean changed) {
    try {
      if (changed) {
        outbox.keep(LAST_HEALTH, json.writeValueAsString(health));
      }
      report.health(health, changed ? Weight.CHANGE : Weight.PERIODIC);
      onReport.run();
      return true;
    } catch (OutboxException e) {
      LOG.error("a report cannot be kept; it will be tried again", e);
      return false;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a health report cannot be written as JSON", e);
    }
  }

  @Override
  public void close() {
    stopped = true;
    news();
    try {
      if (!thread.join(Duration.ofSeconds(5))) {
        LOG.warn("the reporter did not end in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
