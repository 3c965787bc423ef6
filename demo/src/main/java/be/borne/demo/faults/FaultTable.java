package be.borne.demo.faults;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The count of many runs.
 *
 * @param begunAgain runs in which a process did not start, and which were begun anew
 * @param millis all of it took
 */
public record FaultTable(List<Run> runs, long seed, int begunAgain, long millis) {
  private static final String ROW = "%-52s %5s %8s %8s %8s %6s %6s %9s";

  /** Whether nothing was lost, doubled, or said to be printed that was not. */
  public boolean good() {
    return runs.stream().allMatch(run -> run.faults().isEmpty());
  }

  /** How many different points were come to. */
  public long pointsCovered() {
    return runs.stream().filter(Run::befell).map(run -> run.scenario().point()).distinct().count();
  }

  public void print(Consumer<String> say) {
    say.accept(header("stopped at"));
    rows(run -> run.scenario().point().words(), order(Point.values(), Point::words), say);
    say.accept("");
    say.accept(header("what happened there"));
    rows(run -> run.scenario().fault().words(), order(Fault.values(), Fault::words), say);
    say.accept("");
    say.accept(header("meanwhile"));
    rows(
        run -> run.scenario().circumstance().words(),
        order(Circumstance.values(), Circumstance::words),
        say);
    say.accept("");
    matrix(say);
    say.accept("");
    causes(say);
    say.accept("");
    unknownsByFault(say);
    say.accept("");
    beliefs(say);
    say.accept("");
    say.accept(header("all"));
    say.accept(row("total", runs));
    say.accept("");
    totals(say);
  }

  private void totals(Consumer<String> say) {
    say.accept(
        "orders lost %d, sheets printed twice %d, 'printed' without a sheet %d, unknown %d"
            .formatted(
                count(runs, Run::lost),
                count(runs, Run::twice),
                count(runs, Run::printedWithoutSheet),
                count(runs, Run::unknown)));
    say.accept(
        ("guichet believes what is not %d, citizens without paper in the end %d,"
                + " jobs left in the printer %d")
            .formatted(
                count(runs, Run::guichetWrong),
                count(runs, Run::withoutPaper),
                count(runs, run -> run.leftInQueue() > 0)));
    List<Attempt> attempts = runs.stream().flatMap(run -> run.attempts().stream()).toList();
    say.accept(
        ("second terminal asked while the first was dead or held %d times: refused %d,"
                + " printed what nobody held %d; faults that found no print to befall %d")
            .formatted(
                attempts.size(),
                attempts.stream().filter(it -> !it.printed()).count(),
                attempts.stream().filter(Attempt::printed).count(),
                count(runs, run -> !run.befell())));
    say.accept(
        String.format(
            Locale.ROOT,
            "%d runs (%d begun twice, because a process did not start), seed %d,"
                + " %.1f minutes, a run %.1f s in the mean",
            runs.size(),
            begunAgain,
            seed,
            millis / 60_000.0,
            runs.stream().mapToLong(Run::millis).average().orElse(0) / 1000.0));
  }

  /** Before any person was asked: belief by sheets. */
  private void beliefs(Consumer<String> say) {
    say.accept(
        "What the guichet believes when all is mended, against the sheets at both terminals:");
    for (Belief.Stands stands : Belief.Stands.values()) {
      List<Run> of = runs.stream().filter(run -> run.belief().stands() == stands).toList();
      say.accept(
          "  %-30s %4d   none %d, some %d, the whole document once %d, more %d"
              .formatted(
                  stands.words(),
                  of.size(),
                  count(of, run -> run.all().isEmpty()),
                  count(of, run -> !run.all().isEmpty() && !run.all().isComplete()),
                  count(of, run -> run.all().isWhole()),
                  count(of, run -> run.all().isComplete() && !run.all().isWhole())));
    }
  }

  private static String header(String what) {
    return ROW.formatted(
        what, "runs", "printed", "not pr.", "unknown", "lost", "twice", "no sheet");
  }

  private static String row(String name, List<Run> of) {
    return ROW.formatted(
        name,
        of.size(),
        count(of, Run::printed),
        count(of, Run::notPrinted),
        count(of, Run::unknown),
        count(of, Run::lost),
        count(of, Run::twice),
        count(of, Run::printedWithoutSheet));
  }

  private void rows(Function<Run, String> by, Collection<String> inOrder, Consumer<String> say) {
    Map<String, List<Run>> groups = runs.stream().collect(Collectors.groupingBy(by));
    for (String name : inOrder) {
      if (groups.containsKey(name)) {
        say.accept(row(name, groups.get(name)));
      }
    }
  }

  private static <T> List<String> order(T[] values, Function<T, String> words) {
    return Arrays.stream(values).map(words).toList();
  }

  /** Point by fault: printed, not printed, unknown; a letter for each column. */
  private void matrix(Consumer<String> say) {
    say.accept("Point by fault, each cell printed/not printed/unknown:");
    StringBuilder head = new StringBuilder("%-32s".formatted(""));
    for (Fault fault : Fault.values()) {
      head.append(" %6s".formatted(fault.letter()));
    }
    say.accept(head.toString());
    for (Point point : Point.values()) {
      StringBuilder line = new StringBuilder("%-32s".formatted(point.words()));
      for (Fault fault : Fault.values()) {
        List<Run> cell =
            runs.stream()
                .filter(run -> run.scenario().point() == point && run.scenario().fault() == fault)
                .toList();
        line.append(
            " %6s"
                .formatted(
                    cell.isEmpty()
                        ? "."
                        : count(cell, Run::printed)
                            + "/"
                            + count(cell, Run::notPrinted)
                            + "/"
                            + count(cell, Run::unknown)));
      }
      say.accept(line.toString());
    }
    for (Fault fault : Fault.values()) {
      say.accept("  " + fault.letter() + " " + fault.words());
    }
  }

  private void causes(Consumer<String> say) {
    say.accept("Unknown, by cause (and the sheets that had really come out, of two):");
    Map<String, List<Run>> byCause =
        runs.stream()
            .filter(Run::unknown)
            .collect(Collectors.groupingBy(Run::cause, TreeMap::new, Collectors.toList()));
    byCause.forEach(
        (cause, of) ->
            say.accept(
                "  %-30s %4d   0 sheets %d, 1 sheet %d, 2 sheets %d"
                    .formatted(
                        cause,
                        of.size(),
                        count(of, run -> run.own().sheets() == 0),
                        count(of, run -> run.own().sheets() == 1),
                        count(of, run -> run.own().sheets() == 2))));
  }

  /** Where the printer kept its memory and could be reached in the end, doubt needs a reason. */
  private void unknownsByFault(Consumer<String> say) {
    say.accept("Unknown, by what happened:");
    Map<String, Long> byFault =
        runs.stream()
            .filter(Run::unknown)
            .collect(
                Collectors.groupingBy(
                    run ->
                        "%s, %s: %s"
                            .formatted(
                                run.scenario().fault().words(),
                                run.scenario().circumstance().words(),
                                run.cause()),
                    TreeMap::new,
                    Collectors.counting()));
    byFault.forEach((what, number) -> say.accept("  %4d %s".formatted(number, what)));
  }

  private static long count(List<Run> runs, Predicate<Run> which) {
    return runs.stream().filter(which).count();
  }

  static String sentence(Run run) {
    return "FAULT %s: %s at '%s', %s: journal %s, guichet %s, sheets %s of %s; %s; again: %s"
        .formatted(
            String.join(", ", run.faults()),
            run.scenario().fault().words(),
            run.scenario().point().words(),
            run.scenario().circumstance().words(),
            run.step(),
            run.belief(),
            run.own().pages(),
            run.all().pages(),
            run.attempts(),
            run.again());
  }

  /** For programs: totals, and every run. Holds nothing about anybody. */
  public Map<String, Object> asMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("seed", seed);
    map.put("millis", millis);
    map.put("runs", runs.size());
    map.put("printed", count(runs, Run::printed));
    map.put("notPrinted", count(runs, Run::notPrinted));
    map.put("unknown", count(runs, Run::unknown));
    map.put("lost", count(runs, Run::lost));
    map.put("twice", count(runs, Run::twice));
    map.put("printedWithoutSheet", count(runs, Run::printedWithoutSheet));
    map.put("guichetWrong", count(runs, Run::guichetWrong));
    map.put("withoutPaper", count(runs, Run::withoutPaper));
    map.put("leftInPrinter", count(runs, run -> run.leftInQueue() > 0));
    map.put("each", runs.stream().map(FaultTable::asMap).toList());
    return map;
  }

  private static Map<String, Object> asMap(Run run) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("point", run.scenario().point());
    map.put("fault", run.scenario().fault());
    map.put("circumstance", run.scenario().circumstance());
    map.put("befell", run.befell());
    map.put("step", run.step());
    map.put("cause", run.cause());
    map.put("guichet", run.belief().stands());
    map.put("sheets", run.own().sheets());
    map.put("sheetsAtBoth", run.all().sheets());
    map.put("secondTerminal", run.attempts().stream().map(Attempt::outcome).toList());
    map.put("again", run.again().outcome());
    map.put("millis", run.millis());
    map.put("faults", run.faults());
    return map;
  }
}
