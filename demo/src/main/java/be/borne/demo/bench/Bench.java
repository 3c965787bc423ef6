package be.borne.demo.bench;

import be.borne.demo.process.DemoFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
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
    subcommands = {Bench.Eid.class, Bench.Insertions.class})
public final class Bench {
  private static final int MAX_CYCLES = 1_000_000;

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
