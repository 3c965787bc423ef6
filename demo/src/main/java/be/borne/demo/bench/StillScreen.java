package be.borne.demo.bench;

import be.borne.demo.bench.UiTable.Figure;
import be.borne.demo.process.Pause;
import java.time.Duration;

/** What a screen costs on which nothing happens. */
final class StillScreen {
  /** How long anything on the display may take to come or go. */
  static final Duration PATIENCE = Duration.ofSeconds(60);

  /**
   * As long as two of the longest cycles of a terminal at rest. The kernel counts in hundredths of
   * a second: 0.2 % of this is 24 of them.
   */
  private static final Duration WATCHED = Duration.ofMinutes(2);

  /** A terminal goes to rest some time after its last citizen, and stands still for hours then. */
  private static final Duration BEFORE = Duration.ofMinutes(1);

  private static final double MOST_PERCENT = 0.2;

  private StillScreen() {}

  /** Processor time of a program and what it started, in percent of one core. */
  static double cpuPercent(ProcessFigures program) {
    Pause.of(BEFORE);
    double before = program.cpuSeconds();
    long begin = System.nanoTime();
    Pause.of(WATCHED);
    double used = program.cpuSeconds() - before;
    return used / ((System.nanoTime() - begin) / 1e9) * 100;
  }

  static Figure figure(double ours, double theirs) {
    Figure figure =
        Figure.plain(
            "processor on a still screen",
            "% of a core",
            ours,
            "over %d s, from %d s after the last visit, in hundredths of a second"
                .formatted(WATCHED.toSeconds(), BEFORE.toSeconds()));
    return (theirs > 0 ? figure.beside(theirs) : figure).atMost(MOST_PERCENT);
  }
}
