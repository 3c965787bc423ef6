package be.borne.demo.bench;

import be.borne.demo.house.Installation;
import be.borne.demo.process.DemoFailure;
import be.borne.demo.process.Program;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The town hall's program, unchanged, as a process of its own. */
final class TownHallProcess implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(3);
  private static final Duration END = Duration.ofSeconds(40);
  private static final Pattern GUICHET = Pattern.compile("guichet (https://\\S+?),");

  private final Program program;
  private final URI address;
  private final double startSeconds;

  /**
   * Returns when it takes calls.
   *
   * @param configuration its {@code town-hall.toml}
   * @param log where its output goes
   */
  TownHallProcess(Installation installation, Path configuration, Path log) {
    long begun = System.nanoTime();
    this.program =
        Program.start(
            "the town hall",
            installation.java(
                "town-hall",
                "be.borne.townhall.TownHall",
                List.of(),
                List.of("--configuration", configuration.toString())),
            Map.of(),
            log);
    try {
      Matcher ready =
          GUICHET.matcher(program.awaitLine(line -> line.contains("Town hall ready"), START));
      if (!ready.find()) {
        throw new DemoFailure("the town hall does not say where it listens");
      }
      this.address = URI.create(ready.group(1));
    } catch (DemoFailure e) {
      program.close();
      throw e;
    }
    this.startSeconds = (System.nanoTime() - begun) / 1e9;
  }

  URI address() {
    return address;
  }

  /** From the process's start until it took calls. */
  double startSeconds() {
    return startSeconds;
  }

  ProcessFigures figures() {
    return new ProcessFigures(program.pid());
  }

  @Override
  public void close() {
    program.end(END);
  }
}
