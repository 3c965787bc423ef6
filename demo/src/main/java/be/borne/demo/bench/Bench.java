package be.borne.demo.bench;

import be.borne.demo.faults.FaultBench;
import be.borne.demo.faults.FaultTable;
import be.borne.demo.house.Installation;
import be.borne.demo.process.DemoFailure;
import be.borne.protocol.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./borne bench}: figures beside their bounds. Nothing here fails because it was slow. */
@Command(
    name = "bench",
    description = "Measures, and prints each figure beside its bound.",
    mixinStandardHelpOptions = true,
    subcommands = {
      Bench.Eid.class,
      Bench.Insertions.class,
      Bench.Document.class,
      Bench.Print.class,
      Bench.Ui.class,
      Bench.OfGuichet.class,
      Bench.Aot.class,
      Bench.Faults.class
    })
public final class Bench {
  private static final int MAX_CYCLES = 1_000_000;
  private static final int MAX_ROUNDS = 1000;
  private static final int MAX_RIGS = 16;
  private static final int MAX_MINUTES = 1440;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Bench()).execute(arguments));
  }

  /** Reading identity cards and signing with them. */
  @Command(
      name = "eid",
      description = "Commands, characters and time that reading a card and signing cost.",
      mixinStandardHelpOptions = true)
  static final class Eid implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
      return measured(
          spec,
          directory -> {
            new EidBench(directory).run(spec.commandLine().getOut()::println);
            new PeerBench(directory).run(spec.commandLine().getOut()::println);
          });
    }
  }

  /** Cards in and out of the real PC/SC service. */
  @Command(
      name = "insertions",
      description = {
        "Inserts and pulls cards in the real PC/SC service, every second one while it is read.",
        "Some 1.3 seconds a card."
      },
      mixinStandardHelpOptions = true)
  static final class Insertions implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(
        names = "--cycles",
        paramLabel = "N",
        defaultValue = "1000",
        description = "How many cards (default: ${DEFAULT-VALUE}).")
    private int cycles;

    @Override
    public Integer call() throws Exception {
      if (cycles < 1 || cycles > MAX_CYCLES) {
        throw new ParameterException(spec.commandLine(), "--cycles: expected 1 to " + MAX_CYCLES);
      }
      return measured(
          spec,
          directory ->
              new InsertionBench(directory, cycles)
                  .run(
                      line -> {
                        spec.commandLine().getOut().println(line);
                        spec.commandLine().getOut().flush();
                      }));
    }
  }

  /** Power cuts, dead printers and cut wires at every step of a print. */
  @Command(
      name = "faults",
      description = {
        "Kills the terminal, the printer, the guichet or the network at every step of an order,"
            + " with real processes, while a second terminal wants the same order, and counts the"
            + " words of journal and guichet against the sheets that came out.",
        "The exit code is 0 only if no order was lost, no sheet came twice, nothing was called"
            + " printed that was not, the guichet believed what is, a second terminal was refused"
            + " what another held, and nothing was left in the printer."
      },
      mixinStandardHelpOptions = true)
  static final class Faults implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(
        names = "--runs",
        paramLabel = "N",
        defaultValue = "500",
        description = "How many (default: ${DEFAULT-VALUE}).")
    private int runs;

    @Option(
        names = "--seed",
        paramLabel = "S",
        defaultValue = "1",
        description = "Which, and in what order (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
        names = "--at-a-time",
        paramLabel = "N",
        defaultValue = "4",
        description = "Printers and terminals side by side (default: ${DEFAULT-VALUE}).")
    private int rigs;

    @Option(
        names = "--minutes",
        paramLabel = "N",
        defaultValue = "180",
        description = "After this no further run is begun (default: ${DEFAULT-VALUE}).")
    private int minutes;

    @Option(names = "--json", description = "One JSON object instead of a table.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
      if (runs < 1 || runs > MAX_CYCLES || rigs < 1 || rigs > MAX_RIGS || minutes < 1) {
        throw new ParameterException(
            spec.commandLine(),
            "--runs: expected 1 to "
                + MAX_CYCLES
                + "; --at-a-time: 1 to "
                + MAX_RIGS
                + "; --minutes: 1 or more");
      }
      AtomicBoolean good = new AtomicBoolean();
      int status =
          measured(
              spec,
              directory -> {
                FaultTable table =
                    new FaultBench(directory, runs, seed, rigs, Duration.ofMinutes(minutes))
                        .run(json ? spec.commandLine().getErr()::println : this::say);
                if (json) {
                  say(Json.mapper().writeValueAsString(table.asMap()));
                } else {
                  table.print(this::say);
                }
                good.set(table.good());
              });
      return status == 0 && !good.get() ? 1 : status;
    }

    private void say(String line) {
      spec.commandLine().getOut().println(line);
      spec.commandLine().getOut().flush();
    }
  }

  /** Making sure of a sealed certificate. */
  @Command(
      name = "document",
      description = "What making sure of a sealed certificate costs, beside pdfsig and DSS.",
      mixinStandardHelpOptions = true)
  static final class Document implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
      return measured(
          spec, directory -> new DocumentBench(directory, programs()).run(teller(spec)));
    }
  }

  /** Handing a certificate to the printer. */
  @Command(
      name = "print",
      description = "What handing a certificate to the printer costs, beside lp and javax.print.",
      mixinStandardHelpOptions = true)
  static final class Print implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(
        names = "--rounds",
        paramLabel = "N",
        defaultValue = "20",
        description = "Documents for each way to the printer (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Override
    public Integer call() throws Exception {
      if (rounds < 1 || rounds > MAX_ROUNDS) {
        throw new ParameterException(spec.commandLine(), "--rounds: expected 1 to " + MAX_ROUNDS);
      }
      return measured(
          spec, directory -> new PrintBench(directory, programs(), rounds).run(teller(spec)));
    }
  }

  /** How quick and how small the kiosk's window is. */
  @Command(
      name = "ui",
      description = {
        "The kiosk's window beside Chromium with the same screens: start to first screen, memory,"
            + " processor on a still screen, tap to painted screen.",
        "The exit code is 0 when all was measured, whatever the figures are."
      },
      mixinStandardHelpOptions = true)
  static final class Ui implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(
        names = "--rounds",
        paramLabel = "N",
        defaultValue = "10",
        description = "Starts of each program (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
        names = "--journeys",
        paramLabel = "N",
        defaultValue = "500",
        description = "Visits over which memory must not grow (default: ${DEFAULT-VALUE}).")
    private int journeys;

    @Option(names = "--json", description = "One JSON object instead of a table.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
      if (rounds < 1 || rounds > MAX_ROUNDS || journeys < 1 || journeys > MAX_CYCLES) {
        throw new ParameterException(
            spec.commandLine(),
            "--rounds: expected 1 to " + MAX_ROUNDS + "; --journeys: 1 to " + MAX_CYCLES);
      }
      return measured(
          spec,
          directory -> {
            UiTable table =
                new UiBench(
                        home(), directory, rounds, journeys, spec.commandLine().getErr()::println)
                    .run();
            if (json) {
              teller(spec).accept(Json.mapper().writeValueAsString(table.asMap()));
            } else {
              table.print(teller(spec));
            }
          });
    }
  }

  /** What the town hall carries. */
  @Command(
      name = "guichet",
      description = {
        "What the guichet carries with its embedded engine: sessions, catalogues and orders a"
            + " second, at saturation and at the rhythm of 20 and of 2,000 terminals, beside what"
            + " the machine can do of signatures, documents and disk syncs; and whether that stays"
            + " with ten and a hundred times the stored orders.",
        "Some ten minutes and 2 GB on the disk; the exit code is 0 when all was measured, whatever"
            + " the figures are."
      },
      mixinStandardHelpOptions = true)
  static final class OfGuichet implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(
        names = "--rounds",
        paramLabel = "N",
        defaultValue = "12",
        description =
            "Of the town halls with few, more and many stored orders, by turns (default:"
                + " ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
        names = "--minutes",
        paramLabel = "N",
        defaultValue = "15",
        description = "After this no further part is begun (default: ${DEFAULT-VALUE}).")
    private int minutes;

    @Option(names = "--quick", description = "A look: less of everything, some two minutes.")
    private boolean quick;

    @Option(names = "--json", description = "One JSON object instead of a table.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
      if (rounds < 1 || rounds > MAX_ROUNDS || minutes < 1 || minutes > MAX_MINUTES) {
        throw new ParameterException(
            spec.commandLine(),
            "--rounds: expected 1 to " + MAX_ROUNDS + "; --minutes: 1 to " + MAX_MINUTES);
      }
      Duration limit = Duration.ofMinutes(minutes);
      return measured(
          spec,
          directory -> {
            GuichetTable table =
                new GuichetBench(
                        new Installation(home()),
                        directory,
                        quick
                            ? GuichetBenchSize.quick(rounds, limit)
                            : GuichetBenchSize.usual(rounds, limit),
                        spec.commandLine().getErr()::println)
                    .run();
            if (json) {
              teller(spec).accept(Json.mapper().writeValueAsString(table.asMap()));
            } else {
              table.print(teller(spec));
            }
          });
    }
  }

  /** The cache with which a terminal's kiosk starts. */
  @Command(
      name = "aot",
      description = "Has the kiosk's JVM keep what it learned of one visit, for a quick start.",
      mixinStandardHelpOptions = true)
  static final class Aot implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(
        names = "--output",
        paramLabel = "FILE",
        description = "Where to leave it. Default: target/aot/kiosk.aot.")
    private Path output;

    @Override
    public Integer call() throws Exception {
      Path cache = output == null ? home().resolve("target/aot/kiosk.aot") : output;
      return measured(
          spec,
          directory -> {
            new UiBench(home(), directory, 1, 1, spec.commandLine().getErr()::println)
                .trainOnly(cache);
            teller(spec).accept("%s: %d MiB".formatted(cache, Files.size(cache) >> 20));
          });
    }
  }

  private static Path home() {
    return Path.of(System.getProperty("borne.home", ".")).toAbsolutePath().normalize();
  }

  private static JavaProgram programs() {
    return new JavaProgram(home());
  }

  private static Consumer<String> teller(CommandSpec spec) {
    return line -> {
      spec.commandLine().getOut().println(line);
      spec.commandLine().getOut().flush();
    };
  }

  private interface Measurement {
    void in(Path directory) throws Exception;
  }

  /** Exit code 0, or 1 with a plain sentence. */
  private static int measured(CommandSpec spec, Measurement measurement) throws Exception {
    Path directory = Files.createTempDirectory("borne-bench-");
    try {
      measurement.in(directory);
      return 0;
    } catch (DemoFailure e) {
      spec.commandLine().getErr().println("The measurement failed: " + e.getMessage() + ".");
      return 1;
    } finally {
      spec.commandLine().getOut().flush();
      delete(directory);
    }
  }

  private static void delete(Path directory) throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.walk(directory)) {
      all = files.sorted(Comparator.reverseOrder()).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    for (Path file : all) {
      Files.delete(file);
    }
  }
}
