package be.borne.townhall;

import be.borne.townhall.fleet.FleetSide;
import be.borne.townhall.guichet.Guichet;
import be.borne.townhall.guichet.GuichetConfiguration;
import be.borne.townhall.guichet.store.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The town hall's program: the guichet, and with a section {@code [fleet]} the fleet's side too, in
 * one process until it is told to stop.
 */
@Command(
    name = "town-hall",
    mixinStandardHelpOptions = true,
    description = "Takes citizens' orders from terminals, and watches over the terminals.")
public final class TownHall implements Callable<Integer> {
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);

  @Option(
      names = "--configuration",
      required = true,
      paramLabel = "FILE",
      description = "town-hall.toml")
  private Path configuration;

  @Override
  public Integer call() throws InterruptedException {
    CountDownLatch stop = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    // Before anybody is told that the town hall is ready, and might tell it to stop.
    Runtime.getRuntime()
        .addShutdownHook(Thread.ofPlatform().unstarted(() -> stopAndAwait(stop, closed)));
    try {
      runUntil(stop);
      return CommandLine.ExitCode.OK;
    } catch (IllegalArgumentException
        | UncheckedIOException
        | IOException
        | GeneralSecurityException
        | StoreException e) {
      System.err.println("Town hall cannot start: " + e.getMessage());
      return CommandLine.ExitCode.SOFTWARE;
    } finally {
      closed.countDown();
    }
  }

  private void runUntil(CountDownLatch stop)
      throws IOException, GeneralSecurityException, StoreException, InterruptedException {
    TownHallConfigurationFile file = TownHallConfigurationFile.open(configuration);
    GuichetConfiguration settings = file.guichet();
    Optional<FleetSection> fleetSection = file.section("fleet", FleetSection.class);
    boolean formsOfWcs = settings.wcs() != null && settings.wcs().forms() != null;
    if (fleetSection.isEmpty()
        && (settings.post().offered() || settings.forms() != null || formsOfWcs)) {
      throw new IllegalArgumentException(
          "[post], [forms] and wcs.forms need a clerk's console, which [fleet] opens");
    }
    Clock clock = Clock.systemUTC();
    try (Guichet guichet = Guichet.start(settings, clock);
        FleetSide fleet =
            fleetSection.map(f -> f.side(settings, guichet.work(), clock)).orElse(null)) {
      String ready =
          "Town hall ready: guichet %s, verification %s, seal root %s"
              .formatted(
                  guichet.address(),
                  guichet.verificationAddress(),
                  guichet.sealRoot().toAbsolutePath());
      if (fleet != null) {
        fleet.start();
        ready +=
            ", broker ssl://%s:%d, console %s"
                .formatted(
                    fleetSection.orElseThrow().brokerHost(),
                    fleet.brokerPort(),
                    fleet.consoleAddress());
      }
      System.out.println(ready);
      stop.await();
    }
  }

  /** On SIGTERM or SIGINT: holds the JVM until everything is closed, but not for ever. */
  private static void stopAndAwait(CountDownLatch stop, CountDownLatch closed) {
    stop.countDown();
    try {
      if (!closed.await(CLOSE_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
        System.err.println("The town hall did not close in time.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Runs until stopped; exits with 1 and a plain sentence if it cannot start. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new TownHall()).execute(arguments));
  }
}
