package be.borne.townhall;

import be.borne.townhall.fleet.FleetSide;
import be.borne.townhall.guichet.Clerks;
import be.borne.townhall.guichet.Guichet;
import be.borne.townhall.guichet.GuichetCheck;
import be.borne.townhall.guichet.GuichetConfiguration;
import be.borne.townhall.guichet.store.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
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

  @Option(
      names = "--check",
      description = {
        "Looks at the configuration and everything that it names, says what is wrong with it, and",
        "starts nothing."
      })
  private boolean check;

  /** What the file says, section by section. */
  private record Plan(
      TownHallConfigurationFile file, GuichetConfiguration guichet, Optional<FleetSection> fleet) {
    static Plan read(Path configuration) {
      TownHallConfigurationFile file = TownHallConfigurationFile.open(configuration);
      Plan plan = new Plan(file, file.guichet(), file.section("fleet", FleetSection.class));
      if (plan.fleet.isEmpty()) {
        require(plan, plan.guichet.forms() == null, "[forms]");
        require(plan, !plan.guichet.post().offered(), "post.offered");
        require(
            plan, plan.guichet.wcs() == null || plan.guichet.wcs().forms() == null, "wcs.forms");
      }
      return plan;
    }

    private static void require(Plan plan, boolean holds, String setting) {
      if (!holds) {
        throw plan.file.mistake(
            new IllegalArgumentException(
                setting + ": needs a clerk's console, which a section [fleet] opens"));
      }
    }
  }

  @Override
  public Integer call() throws InterruptedException {
    return check ? checked() : run();
  }

  private int checked() {
    List<String> wrong;
    try {
      Plan plan = Plan.read(configuration);
      wrong =
          GuichetCheck.of(plan.guichet(), Clock.systemUTC()).stream()
              .map(said -> plan.file().mistake(new IllegalArgumentException(said)).getMessage())
              .toList();
    } catch (IllegalArgumentException | UncheckedIOException e) {
      wrong = List.of(e.getMessage());
    }
    if (wrong.isEmpty()) {
      System.out.println(configuration + ": in order, as far as can be seen without a start.");
      return CommandLine.ExitCode.OK;
    }
    wrong.forEach(System.err::println);
    return CommandLine.ExitCode.SOFTWARE;
  }

  private int run() throws InterruptedException {
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
    Plan plan = Plan.read(configuration);
    GuichetConfiguration settings = plan.guichet();
    Optional<FleetSection> fleetSection = plan.fleet();
    Clock clock = Clock.systemUTC();
    // Without a console nobody would ever answer what is left to clerks.
    Clerks clerks = fleetSection.isPresent() ? Clerks.AT_A_CONSOLE : Clerks.NONE;
    try (Guichet guichet = Guichet.start(settings, clerks, clock);
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
