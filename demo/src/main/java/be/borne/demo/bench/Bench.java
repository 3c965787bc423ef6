package be.borne.demo.bench;

import be.borne.demo.process.DemoFailure;
import java.io.IOException;
import java.io.PrintWriter;
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
import picocli.CommandLine.Spec;

/** {@code ./borne bench}: figures beside their bounds. Nothing here fails because it was slow. */
@Command(
    name = "bench",
    description = "Measures, and prints each figure beside its bound.",
    mixinStandardHelpOptions = true,
    subcommands = Bench.Eid.class)
public final class Bench {
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
    public Integer call() throws IOException {
      PrintWriter out = spec.commandLine().getOut();
      Path directory = Files.createTempDirectory("borne-bench-");
      try {
        new EidBench(directory).run(out::println);
        return 0;
      } catch (DemoFailure e) {
        spec.commandLine().getErr().println("The measurement failed: " + e.getMessage() + ".");
        return 1;
      } finally {
        out.flush();
        delete(directory);
      }
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
