package be.borne.demo.bench;

import be.borne.demo.bench.UiTable.Figure;
import be.borne.demo.process.Pause;
import java.time.Duration;
import java.util.List;

/** What a screen costs on which nothing happens. */
final class StillScreen {
  /** How long anything on the display may take to come or go. */
  static final Duration PATIENCE = Duration.ofSeconds(60);

  /**
   * As long as two of the longest cycles of a terminal at rest. The kernel counts in hundredths of
   * a second: 0.2 % of this is 24 of them.
   */
  private static final Duration WATCHED = Duration.ofMinutes(2);

  /** A terminal goes to rest twenty seconds after its last citizen: soon after that. */
  private static final Duration SOON = Duration.ofMinutes(1);

  /** And it stands still for hours then: so this is what the bound is held against. */
  private static final Duration LATER = Duration.ofMinutes(4);

  private static final double MOST_PERCENT = 0.2;

  private StillScreen() {}

  /**
   * Processor time of a program and what it started, in percent of one core.
   *
   * @param soon for two minutes from one after the last visit
   * @param later for two minutes from four after it
   */
  record Idleness(double soon, double later) {}

  /** Takes six minutes, from the end of the last visit. */
  static Idleness of(ProcessFigures program) {
    Pause.of(SOON);
    double soon = cpuPercent(program);
    Pause.of(LATER.minus(SOON).minus(WATCHED));
    return new Idleness(soon, cpuPercent(program));
  }

  private static double cpuPercent(ProcessFigures program) {
    double before = program.cpuSeconds();
    long begin = System.nanoTime();
    Pause.of(WATCHED);
    double used = program.cpuSeconds() - before;
    return used / ((System.nanoTime() - begin) / 1e9) * 100;
  }

  static List<Figure> figures(Idleness ours, Idleness theirs) {
    return List.of(
        figure("processor soon after a visit", SOON, ours.soon(), theirs.soon()),
        figure("processor on a still screen", LATER, ours.later(), theirs.later())
            .atMost(MOST_PERCENT));
  }

  private static Figure figure(String name, Duration from, double ours, double theirs) {
    Figure figure =
        Figure.plain(
            name,
            "% of a core",
            ours,
            "over %d s, from %d s after the last visit, in hundredths of a second"
                .formatted(WATCHED.toSeconds(), from.toSeconds()));
    return theirs > 0 ? figure.beside(theirs) : figure;
  }
}
