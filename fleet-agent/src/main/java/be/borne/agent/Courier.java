package be.borne.agent;

import be.borne.agent.outbox.Outbox;
import be.borne.agent.outbox.Outbox.Waiting;
import be.borne.agent.outbox.OutboxException;
import be.borne.protocol.fleet.FleetTopics;
import be.borne.protocol.fleet.UpMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries the outbox to the broker: opens a link, says the birth, sends what waits with at most
 * {@link #MAX_IN_FLIGHT} unacknowledged, forgets a message when it is acknowledged, and when
 * anything goes wrong drops the link and begins anew after a pause. All of it on one thread.
 */
final class Courier implements AutoCloseable {
  static final int MAX_IN_FLIGHT = 20;

  private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
  private static final long FAREWELL_ID = -1;

  /** A link that lived so long was not the fault of the network's first seconds. */
  private static final Duration PROVEN = Duration.ofSeconds(30);

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  private final Transport transport;
  private final Outbox outbox;
  private final Report report;
  private final AgentTiming timing;
  private final Backoff backoff;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread thread = Thread.ofPlatform().name("courier").unstarted(this::run);
  private volatile LinkEvents present = new LinkEvents();
  private volatile boolean connected;

  Courier(
      Transport transport,
      Outbox outbox,
      Report report,
      AgentTiming timing,
      RandomGenerator random) {
    this.transport = transport;
    this.outbox = outbox;
    this.report = report;
    this.timing = timing;
    this.backoff = new Backoff(timing.firstRetry(), timing.longestRetry(), random);
  }

  void start() {
    thread.start();
  }

  /** There is something new in the outbox. */
  void wake() {
    present.wake();
  }

  /** Whether a link to the broker stands. */
  boolean connected() {
    return connected;
  }

  private void run() {
    try {
      while (!stopped()) {
        String why = oneLink();
        if (!stopped()) {
          Duration pause = backoff.afterFailure();
          LOG.warn("no link to the broker ({}); next attempt in {} ms", why, pause.toMillis());
          if (stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
            return;
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean stopped() {
    return stopping.getCount() == 0;
  }

  /** Lives through one link, from the attempt to its end; returns why it ended. */
  private String oneLink() throws InterruptedException {
    LinkEvents events = new LinkEvents();
    present = events;
    Transport.Link link;
    try {
      link = transport.connect(report.beginSession(), events, timing.connectTimeout());
    } catch (IOException | OutboxException e) {
      return e.getMessage();
    }
    long since = System.nanoTime();
    connected = true;
    LOG.info("linked to the broker");
    boolean left = false;
    try {
      String why = carry(link, events);
      if (stopped()) {
        left = sayFarewell(link, events);
      }
      return why;
    } catch (IOException | OutboxException e) {
      return e.getMessage();
    } finally {
      connected = false;
      if (!left) {
        link.abandon();
      }
      if (System.nanoTime() - since >= PROVEN.toNanos()) {
        backoff.reset();
      }
    }
  }

  private String carry(Transport.Link link, LinkEvents events)
      throws IOException, OutboxException, InterruptedException {
    Map<Long, Long> inFlightSinceNanos = new HashMap<>();
    Waiting birth = report.birth();
    link.send(birth.id(), birth.topic(), birth.payload());
    inFlightSinceNanos.put(birth.id(), System.nanoTime());
    long sentUpTo = 0;
    while (!stopped()) {
      for (long id : events.takeAcknowledged()) {
        inFlightSinceNanos.remove(id);
        outbox.delivered(id);
      }
      if (events.lost() != null) {
        return events.lost();
      }
      for (Waiting next : outbox.waiting(sentUpTo, MAX_IN_FLIGHT - inFlightSinceNanos.size())) {
        sentUpTo = next.id();
        if (next.id() != birth.id()) {
          link.send(next.id(), next.topic(), next.payload());
          inFlightSinceNanos.put(next.id(), System.nanoTime());
        }
      }
      long now = System.nanoTime();
      if (inFlightSinceNanos.values().stream()
          .anyMatch(sent -> now - sent >= timing.acknowledgeTimeout().toNanos())) {
        return "a message was not acknowledged in time";
      }
      events.await(LONGEST_WAIT);
    }
    return "stopping";
  }

  /**
   * Says the session's death and takes leave.
   *
   * @return false if the broker did not hear it; dropping the link then makes it publish the will
   */
  private boolean sayFarewell(Transport.Link link, LinkEvents events) throws InterruptedException {
    UpMessage.Death death = report.death();
    try {
      link.send(FAREWELL_ID, FleetTopics.up(death), report.text(death));
    } catch (IOException e) {
      LOG.warn("the link broke before the farewell: {}", e.getMessage());
      return false;
    }
    if (!events.awaitAcknowledged(FAREWELL_ID, timing.farewell())) {
      LOG.warn("the broker did not acknowledge the farewell");
      return false;
    }
    link.leave(timing.farewell());
    return true;
  }

  /** Says farewell if there is a link, and ends; bounded by the timing's farewell and connect. */
  @Override
  public void close() {
    stopping.countDown();
    present.wake();
    try {
      Duration most = timing.farewell().multipliedBy(2).plusSeconds(1);
      if (!thread.join(most)) {
        LOG.warn("the courier is still waiting for the network and is left behind");
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
