package be.borne.demo.bench;

import be.borne.demo.bench.UiTable.Figure;
import be.borne.demo.process.Pause;
import java.time.Duration;

/** What a screen costs on which nothing happens. */
final class StillScreen {
  /** How long anything on the display may take to come or go. */
  static final Duration PATIENCE = Duration.ofSeconds(60);

  /** The kernel counts in hundredths of a second: 0.2 % of this is eight of them. */
  private static final Duration WATCHED = Duration.ofSeconds(40);

  private static final double MOST_PERCENT = 0.2;

  private StillScreen() {}

  /** Processor time of a program and what it started, in percent of one core. */
  static double cpuPercent(ProcessFigures program) {
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
            "over " + WATCHED.toSeconds() + " s, in hundredths of a second");
    return (theirs > 0 ? figure.beside(theirs) : figure).atMost(MOST_PERCENT);
  }
}
