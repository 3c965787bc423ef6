package be.borne.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.agent.outbox.Outbox;
import be.borne.agent.outbox.Outbox.Weight;
import be.borne.protocol.fleet.TerminalHealth;
import be.borne.protocol.fleet.TerminalHealth.Activity;
import be.borne.protocol.fleet.TerminalHealth.Counters;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The courier against a transport that fails as told; the real one is tested against a real broker
 * in the town hall.
 */
class CourierTest {
  private static final TerminalHealth HEALTH =
      new TerminalHealth(List.of(), Activity.IDLE, new Counters(0, 0, 0, 0), null);
  private static final AgentTiming QUICK =
      new AgentTiming(
          Duration.ofSeconds(60),
          Duration.ofSeconds(60),
          Duration.ofSeconds(5),
          Duration.ofSeconds(3),
          Duration.ofMillis(1),
          Duration.ofMillis(20),
          Duration.ofSeconds(2));

  @TempDir private Path directory;
  private final FaultyTransport transport = new FaultyTransport();
  private Outbox outbox;
  private Report report;
  private Courier courier;

  @BeforeEach
  void open() throws Exception {
    outbox = Outbox.open(directory.resolve("outbox.db"), 1_000, Clock.systemUTC());
    report = new Report(outbox, "library-1", "Library", "0.1.0", () -> HEALTH, Clock.systemUTC());
    courier = new Courier(transport, outbox, report, QUICK, new Random(1));
  }

  @AfterEach
  void close() throws Exception {
    courier.close();
    transport.broker.shutdownNow();
    outbox.close();
  }

  @Test
  void theBirthIsTheFirstWordOfEachLinkAndTheRestFollowsInOrder() throws Exception {
    for (int count = 0; count < 50; count++) {
      outbox.put(Weight.CHANGE, "fleet/v1/library-1/up/health", "message " + count);
    }
    courier.start();
    await(() -> transport.received.size() >= 51);
    assertTrue(transport.received.getFirst().contains("\"kind\":\"birth\""));
    assertEquals("message 0", transport.received.get(1));
    assertEquals("message 49", transport.received.get(50));
    await(() -> size() == 0);
    assertTrue(transport.mostInFlight.get() <= Courier.MAX_IN_FLIGHT);
  }

  @Test
  void aSilentBrokerCostsTheLinkAndNothingIsForgotten() throws Exception {
    transport.swallowed.set(3);
    outbox.put(Weight.CHANGE, "fleet/v1/library-1/up/health", "precious");
    courier.start();
    await(() -> transport.received.contains("precious"));
    await(() -> size() == 0);
    assertTrue(transport.links.get() >= 2, "a new link was opened");
  }

  @Test
  void aRefusedMessageStaysAndIsTriedAgain() throws Exception {
    transport.refused.set(4);
    outbox.put(Weight.CHANGE, "fleet/v1/library-1/up/health", "precious");
    courier.start();
    await(() -> transport.received.contains("precious"));
    await(() -> size() == 0);
  }

  @Test
  void aBrokerThatIsAwayIsTriedAgain() throws Exception {
    transport.unreachable.set(5);
    courier.start();
    await(() -> !transport.received.isEmpty());
    assertTrue(courier.connected());
  }

  @Test
  void aStopSaysTheDeathOfThePresentSession() throws Exception {
    courier.start();
    await(() -> !transport.received.isEmpty());
    courier.close();
    String last = transport.received.getLast();
    assertTrue(last.contains("\"kind\":\"death\""), last);
    assertEquals(transport.lastWill, last, "the same as the will");
    assertTrue(transport.left, "the broker was told of the leave");
  }

  @Test
  void aStopWhileTheBrokerIsAwayIsQuick() throws Exception {
    transport.unreachable.set(Integer.MAX_VALUE);
    courier.start();
    await(() -> transport.attempts.get() > 3);
    long start = System.nanoTime();
    courier.close();
    assertTrue(System.nanoTime() - start < Duration.ofSeconds(10).toNanos());
  }

  @Test
  void pausesDoubleUpToTheirBound() {
    Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60), new Random(7));
    List<Long> pauses = new ArrayList<>();
    for (int count = 0; count < 10; count++) {
      pauses.add(backoff.afterFailure().toMillis());
    }
    assertTrue(pauses.getFirst() >= 500 && pauses.getFirst() <= 1_000, pauses.toString());
    assertTrue(pauses.getLast() >= 30_000 && pauses.getLast() <= 60_000, pauses.toString());
    backoff.reset();
    assertTrue(backoff.afterFailure().toMillis() <= 1_000);
  }

  private long size() {
    try {
      return outbox.size();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, "waited in vain");
      Thread.sleep(5);
    }
  }

  /** Fails the first so many times in each way, then works. */
  private static final class FaultyTransport implements Transport {
    /** One thread, so that messages arrive in their order. */
    private final ExecutorService broker = Executors.newSingleThreadExecutor();

    private final List<String> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger attempts = new AtomicInteger();
    private final AtomicInteger links = new AtomicInteger();
    private final AtomicInteger mostInFlight = new AtomicInteger();
    private final AtomicInteger unreachable = new AtomicInteger();
    private final AtomicInteger swallowed = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private volatile boolean left;
    private volatile String lastWill;

    @Override
    public Link connect(Will will, Listener listener, Duration within) throws IOException {
      attempts.incrementAndGet();
      if (unreachable.getAndDecrement() > 0) {
        throw new IOException("the broker is away");
      }
      links.incrementAndGet();
      lastWill = will.payload();
      return new FaultyLink(this, listener);
    }

    private void take(long id, String payload, Listener listener) {
      if (swallowed.getAndDecrement() > 0) {
        return;
      }
      if (refused.getAndDecrement() > 0) {
        listener.refused(id, "as told");
      } else {
        received.add(payload);
        listener.acknowledged(id);
      }
    }
  }

  private static final class FaultyLink implements Transport.Link {
    private final FaultyTransport transport;
    private final Transport.Listener listener;
    private final AtomicInteger inFlight = new AtomicInteger();

    FaultyLink(FaultyTransport transport, Transport.Listener listener) {
      this.transport = transport;
      this.listener = listener;
    }

    @Override
    public void send(long id, String topic, String payload) {
      transport.mostInFlight.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
      transport.broker.execute(
          () -> {
            inFlight.decrementAndGet();
            transport.take(id, payload, listener);
          });
    }

    @Override
    public void leave(Duration within) {
      transport.left = true;
    }

    @Override
    public void abandon() {}
  }
}
