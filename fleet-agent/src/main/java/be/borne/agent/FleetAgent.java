package be.borne.agent;

import be.borne.agent.health.HealthSocket;
import be.borne.agent.health.KioskWatch;
import be.borne.agent.outbox.Outbox;
import be.borne.agent.outbox.OutboxException;
import be.borne.protocol.fleet.TerminalHealth;
import be.borne.protocol.json.Json;
import be.borne.protocol.terminal.TerminalConfiguration;
import be.borne.protocol.terminal.TerminalConfigurationFile;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The terminal's watchman, a process of its own so that it outlives the kiosk it watches: hears the
 * kiosk on a local socket, judges it, and tells the fleet. It keeps on working, within bounds,
 * while kiosk or broker are away.
 */
public final class FleetAgent implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FleetAgent.class);

  /** Three and a half days of a report a minute, some 4 MB. */
  private static final int MAX_WAITING = 5_000;

  private final Outbox outbox;
  private final HealthSocket socket;
  private final Reporter reporter;
  private final Courier courier;

  private FleetAgent(Outbox outbox, HealthSocket socket, Reporter reporter, Courier courier) {
    this.outbox = outbox;
    this.socket = socket;
    this.reporter = reporter;
    this.courier = courier;
  }

  /** Program entry; ends with 0 after a signal, 1 if it cannot start, 2 if asked wrongly. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Program()).execute(arguments));
  }

  /**
   * Starts an agent.
   *
   * @param software version of the terminal's software
   */
  static FleetAgent start(
      TerminalConfiguration configuration, String software, AgentTiming timing, Clock clock)
      throws IOException, OutboxException {
    Outbox outbox =
        Outbox.open(configuration.storage().directory().resolve("outbox.db"), MAX_WAITING, clock);
    try {
      return start(configuration, software, timing, clock, outbox);
    } catch (IOException | OutboxException | RuntimeException e) {
      outbox.close();
      throw e;
    }
  }

  private static FleetAgent start(
      TerminalConfiguration configuration,
      String software,
      AgentTiming timing,
      Clock clock,
      Outbox outbox)
      throws IOException, OutboxException {
    NewsBell bell = new NewsBell();
    KioskWatch watch =
        new KioskWatch(clock, System::nanoTime, timing.kioskSilence(), lastKnown(outbox), bell);
    Report report =
        new Report(
            outbox,
            configuration.terminal().id(),
            configuration.terminal().site(),
            software,
            watch::picture,
            clock);
    Transport transport =
        new PahoTransport(
            configuration.fleet().broker(),
            configuration.terminal().id(),
            configuration.identity(),
            configuration.timing().keepAlive());
    Courier courier = new Courier(transport, outbox, report, timing, RandomGenerator.getDefault());
    Reporter reporter = new Reporter(watch, outbox, report, timing.healthInterval(), courier::wake);
    bell.rings(reporter::news);
    HealthSocket socket = HealthSocket.listen(configuration.fleet().healthSocket(), watch::heard);
    reporter.start();
    courier.start();
    LOG.info("ready: terminal {}", configuration.terminal().id());
    return new FleetAgent(outbox, socket, reporter, courier);
  }

  private static Optional<TerminalHealth> lastKnown(Outbox outbox) throws OutboxException {
    Optional<String> kept = outbox.kept(Reporter.LAST_HEALTH);
    if (kept.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Json.mapper().readValue(kept.get(), TerminalHealth.class));
    } catch (JsonProcessingException e) {
      LOG.warn("the picture kept from before cannot be read; beginning without it", e);
      return Optional.empty();
    }
  }

  /** Whether a link to the broker stands. */
  boolean connected() {
    return courier.connected();
  }

  /** How many messages wait for the broker. */
  long waiting() throws OutboxException {
    return outbox.size();
  }

  /** Lines on the health socket that were no health report. */
  long refusedLines() {
    return socket.refusedLines();
  }

  /** Says farewell to the fleet and ends; takes at most some ten seconds. */
  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      LOG.warn("the health socket cannot be closed", e);
    }
    reporter.close();
    courier.close();
    try {
      outbox.close();
    } catch (OutboxException e) {
      LOG.warn("the outbox cannot be closed", e);
    }
  }

  /** Joins the watch to the reporter, which is made after it. */
  private static final class NewsBell implements Runnable {
    private volatile Runnable listener = () -> {};

    void rings(Runnable heard) {
      listener = heard;
    }

    @Override
    public void run() {
      listener.run();
    }
  }

  @Command(
      name = "fleet-agent",
      description = "Watches a terminal and tells the fleet how it is.",
      mixinStandardHelpOptions = true)
  private static final class Program implements Callable<Integer> {
    @Option(names = "--configuration", required = true, description = "terminal.toml")
    private Path configuration;

    @Override
    public Integer call() throws InterruptedException {
      FleetAgent agent;
      try {
        TerminalConfiguration read = TerminalConfigurationFile.read(configuration);
        agent =
            start(
                read,
                Objects.requireNonNullElse(
                    FleetAgent.class.getPackage().getImplementationVersion(), "development"),
                AgentTiming.usual(read.timing().healthInterval()),
                Clock.systemUTC());
      } catch (IllegalArgumentException | UncheckedIOException | IOException | OutboxException e) {
        LOG.error("cannot start: {}", e.getMessage(), e);
        return 1;
      }
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    agent.close();
                    // A stop by signal is how this program ends well: 0, not 128 + 15.
                    Runtime.getRuntime().halt(0);
                  },
                  "shutdown"));
      new CountDownLatch(1).await();
      return 0;
    }
  }
}
