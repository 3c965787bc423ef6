package be.borne.townhall.fleet.registry;

import be.borne.protocol.fleet.FleetTopics;
import be.borne.protocol.fleet.UpMessage;
import be.borne.protocol.json.Json;
import be.borne.townhall.fleet.broker.FleetBroker;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.activemq.artemis.api.core.ActiveMQBuffer;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.client.ClientConsumer;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.api.core.client.ServerLocator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what terminals say from the broker's queue into the {@link FleetStore}: in batches, and
 * acknowledged only after they are on disk, so that a message is lost nowhere and may come twice
 * everywhere. What is no message of the terminal on whose topic it came is counted and dropped.
 */
public final class Ingest implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Ingest.class);
  private static final int MAX_BATCH = 100;
  private static final Duration WAIT = Duration.ofMillis(500);
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

  /**
   * How many messages since the start.
   *
   * @param accepted were news
   * @param duplicates had been heard before
   * @param refused were no message of that terminal
   */
  public record Counts(long accepted, long duplicates, long refused) {}

  private final FleetBroker broker;
  private final FleetStore store;
  private final Clock clock;
  private final Runnable onNews;
  private final ObjectMapper json = Json.mapper();
  private final AtomicLong accepted = new AtomicLong();
  private final AtomicLong duplicates = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final Thread thread = Thread.ofPlatform().name("fleet-ingest").unstarted(this::run);
  private volatile boolean stopped;

  /**
   * @param onNews called after each batch is stored; must not block
   */
  public Ingest(FleetBroker broker, FleetStore store, Clock clock, Runnable onNews) {
    this.broker = broker;
    this.store = store;
    this.clock = clock;
    this.onNews = onNews;
  }

  /** Begins. */
  public void start() {
    thread.start();
  }

  /** How many messages since the start. */
  public Counts counts() {
    return new Counts(accepted.get(), duplicates.get(), refused.get());
  }

  private void run() {
    while (!stopped) {
      try (ServerLocator locator = broker.locator();
          ClientSessionFactory factory = locator.createSessionFactory();
          ClientSession session =
              factory.createSession(
                  broker.ingestUser(), broker.ingestSecret(), false, false, false, false, 0)) {
        session.start();
        try (ClientConsumer consumer = session.createConsumer(FleetBroker.INGEST_QUEUE)) {
          takeIn(session, consumer);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (Exception e) {
        // The broker's client declares Exception for making a session; all of it means: again.
        if (!stopped) {
          LOG.error("the ingest has stumbled and begins anew", e);
          pause();
        }
      }
    }
  }

  private void takeIn(ClientSession session, ClientConsumer consumer)
      throws ActiveMQException, IOException, InterruptedException {
    while (!stopped) {
      List<Heard> batch = new ArrayList<>();
      ClientMessage last = null;
      ClientMessage message = consumer.receive(WAIT.toMillis());
      while (message != null) {
        last = message;
        heard(message).ifPresent(batch::add);
        message = batch.size() < MAX_BATCH ? consumer.receiveImmediate() : null;
      }
      if (last == null) {
        continue;
      }
      FleetStore.Outcome outcome = store.record(batch);
      accepted.addAndGet(outcome.accepted());
      duplicates.addAndGet(outcome.duplicates());
      // Acknowledges every message up to this one.
      last.acknowledge();
      session.commit();
      onNews.run();
    }
  }

  private Optional<Heard> heard(ClientMessage message) {
    String topic = message.getAddress().replace('.', '/');
    ActiveMQBuffer body = message.getBodyBuffer();
    int length = body.readableBytes();
    if (length > FleetBroker.MAX_PACKET_BYTES) {
      return refused("a message is too long");
    }
    byte[] bytes = new byte[length];
    body.readBytes(bytes);
    try {
      UpMessage said = json.readValue(bytes, UpMessage.class);
      if (said == null || said.version() < 1) {
        return refused("a message has no version");
      }
      Optional<String> owner = FleetTopics.terminalOf(topic);
      if (owner.isEmpty()
          || !owner.get().equals(said.terminal())
          || !FleetTopics.up(said).equals(topic)) {
        return refused("a message does not belong to the topic it came on");
      }
      return Optional.of(new Heard(said, clock.instant()));
    } catch (JacksonException e) {
      return refused("a message is no message of a terminal");
    } catch (IOException e) {
      return refused("a message cannot be read");
    }
  }

  private Optional<Heard> refused(String why) {
    long count = refused.incrementAndGet();
    if (count <= 10 || count % 1000 == 0) {
      LOG.warn("{}; dropped ({} so far)", why, count);
    }
    return Optional.empty();
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_AFTER_FAILURE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    stopped = true;
    try {
      if (!thread.join(Duration.ofSeconds(10))) {
        LOG.warn("the ingest did not end in time");
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
