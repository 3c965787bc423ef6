package be.borne.demo.faults;

import be.borne.demo.process.DemoFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The terminal of a rig to which everything happens: one life after the other with the same
 * journal, which grows from run to run as a terminal's does. A life that no run has killed serves
 * the next one.
 */
final class FirstTerminal implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(3);
  private static final Duration ANSWER = Duration.ofSeconds(90);

  private final BenchProgram program;
  private final Path directory;
  private final TerminalSettings settings;
  private Duration print;
  private Path temporary;
  private int journals = 1;
  private int lives;
  private Optional<JournalStops> stops = Optional.empty();
  private volatile Life life;

  /**
   * @param directory for its journals and for what its lives leave behind
   * @param settings but for the journal
   */
  FirstTerminal(BenchProgram program, Path directory, TerminalSettings settings) {
    this.program = program;
    this.directory = directory;
    this.settings = settings;
    this.print = settings.print();
  }

  static Life awake(BenchProgram program, Path folder, TerminalSettings settings)
      throws InterruptedException {
    Life life = started(program.command(folder, false, settings.arguments()));
    wake(life, settings.print());
    return life;
  }

  static Life started(List<String> command) throws InterruptedException {
    Life begun = Life.start(command);
    if (begun.await("ready", START).isEmpty()) {
      begun.close();
      throw new DemoFailure("the terminal does not start: " + begun.said());
    }
    return begun;
  }

  static void wake(Life life, Duration print) throws InterruptedException {
    life.ask(Victim.Word.WAKE.name(), Long.toString(print.toSeconds()), START);
  }

  /**
   * A run begins, with the life that the last one left or with a new one.
   *
   * @param longest how long each of its prints may take
   * @return what its journal has counted so far
   */
  Counted begin(Duration longest) throws IOException, InterruptedException {
    print = longest;
    if (life == null || !life.isAlive()) {
      succeed();
    }
    life.forget();
    wake();
    return Counted.of(
        ask(Victim.Word.COUNT, "", ANSWER)
            .orElseThrow(() -> new DemoFailure("the terminal is mute: " + life.said())));
  }

  /** A new life; the journal is the last one's. */
  void succeed() throws IOException, InterruptedException {
    close();
    temporary = Files.createDirectories(directory.resolve("life-" + ++lives));
    life = started(program.command(temporary, true, settings.with(journal(), print).arguments()));
  }

  /** Opens its journal and settles what an earlier life left, if it is not awake. */
  void wake() throws InterruptedException {
    wake(life, print);
  }

  private Path journal() {
    return directory.resolve("journal-" + journals);
  }

  /** Held at these points of its journal, if they are any, until {@link #unwatch}. */
  void watch(List<Point> points, JournalStops.Watch watch)
      throws IOException, InterruptedException {
    if (points.stream().anyMatch(point -> point.journalMethod().isPresent())) {
      int port =
          life.debugPort(START)
              .orElseThrow(() -> new DemoFailure("the terminal opens no debug interface"));
      stops = Optional.of(JournalStops.attach(port, points, watch));
    }
  }

  void unwatch() {
    stops.ifPresent(JournalStops::close);
    stops = Optional.empty();
  }

  /**
   * @return empty if it died, or time is over, without having answered
   */
  Optional<String> ask(Victim.Word word, String detail, Duration patience)
      throws InterruptedException {
    return life.ask(word.name(), detail, patience);
  }

  /** The one that is alive, or was last. */
  Life life() {
    return life;
  }

  /** After a run that went wrong: neither the life nor the journal bears on the next. */
  void startOver() throws IOException {
    close();
    delete(journal());
    journals++;
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> all = Files.walk(folder)) {
      deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.deleteIfExists(path);
    }
  }

  @Override
  public void close() throws IOException {
    unwatch();
    if (life != null) {
      life.close();
      delete(temporary);
    }
  }
}
