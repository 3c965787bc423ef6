package be.borne.townhall.fleet;

import be.borne.protocol.terminal.MutualTls;
import be.borne.townhall.console.Console;
import be.borne.townhall.console.NewsBoard;
import be.borne.townhall.fleet.broker.BrokerIdentity;
import be.borne.townhall.fleet.broker.FleetBroker;
import be.borne.townhall.fleet.registry.FleetStore;
import be.borne.townhall.fleet.registry.Ingest;
import be.borne.townhall.guichet.StaffWork;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The half of the town hall that watches terminals: broker, register and console, in one process.
 * Starts from the store outwards and stops the other way round.
 */
public final class FleetSide implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FleetSide.class);

  private final FleetSettings settings;
  private final StaffWork work;
  private final Clock clock;
  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private FleetBroker broker;
  private Console console;

  /** Where there is no guichet beside it. */
  public FleetSide(FleetSettings settings, Clock clock) {
    this(settings, StaffWork.NONE, clock);
  }

  /**
   * @param work what the console leaves staff to do
   */
  public FleetSide(FleetSettings settings, StaffWork work, Clock clock) {
    this.settings = settings;
    this.work = work;
    this.clock = clock;
  }

  /**
   * Starts; returns when terminals and browsers may connect. Whatever had started is stopped again
   * if the rest cannot.
   *
   * @throws IOException if a port is taken or the data directory cannot be used
   * @throws GeneralSecurityException if the identity's files do not hold what they should
   */
  public synchronized void start() throws IOException, GeneralSecurityException {
    if (!running.isEmpty()) {
      throw new IllegalStateException("the fleet side is running already");
    }
    // The broker would say less clearly what is wrong with them.
    MutualTls.context(settings.certificate(), settings.key(), settings.authority());
    try {
      FleetStore store = FleetStore.open(settings.dataDirectory().resolve("fleet.db"));
      running.push(store);
      broker =
          FleetBroker.start(
              settings.brokerHost(),
              settings.brokerPort(),
              new BrokerIdentity(settings.certificate(), settings.key(), settings.authority()),
              settings.dataDirectory().resolve("broker"));
      running.push(broker);
      NewsBoard news = new NewsBoard();
      Ingest ingest = new Ingest(broker, store, clock, news::post);
      ingest.start();
      running.push(ingest);
      console =
          Console.start(
              settings.consoleHost(),
              settings.consolePort(),
              store,
              ingest::counts,
              work,
              news,
              clock,
              settings.staleAfter());
      running.push(console);
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
    LOG.info("broker on port {}, console at {}", brokerPort(), consoleAddress());
  }

  /** The port on which terminals reach the broker. */
  public synchronized int brokerPort() {
    return broker.port();
  }

  /** The port on which browsers reach the console. */
  public synchronized int consolePort() {
    return console.port();
  }

  /** Where a browser on this machine finds the console. */
  public synchronized URI consoleAddress() {
    String host = settings.consoleHost();
    return URI.create(
        "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + consolePort() + "/");
  }

  /** Stops, within some twenty seconds; nothing acknowledged is lost. */
  @Override
  public synchronized void close() {
    while (!running.isEmpty()) {
      try {
        running.pop().close();
      } catch (Exception e) {
        // AutoCloseable declares Exception; the rest must still be stopped.
        LOG.warn("a part of the fleet side did not stop cleanly", e);
      }
    }
  }
}
