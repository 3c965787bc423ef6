package be.borne.townhall;

import be.borne.townhall.guichet.Statistics;
import be.borne.townhall.guichet.store.StoreException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints what cities count, as a table or as CSV (RFC 4180). */
@Command(
    name = "statistics",
    mixinStandardHelpOptions = true,
    description = {
      "Documents ordered, delivered and refused, and forms sent, by whole months in Belgium.",
      "Delivered is counted when and where it reached its citizen, the rest where it was asked for."
    })
final class StatisticsCommand implements Callable<Integer> {
  private static final List<String> HEADINGS =
      List.of("ordered", "delivered", "copies", "refused", "forms", "a year ago", "growth %");

  @Spec private CommandSpec spec;
  @Mixin private Operator.TownHallFile file;

  @Option(
      names = "--from",
      paramLabel = "MONTH",
      description = "the first: 2026-01; twelve months before the last if left out")
  private YearMonth from;

  @Option(
      names = "--until",
      paramLabel = "MONTH",
      description = "the last; the one before this if left out, which is not over yet")
  private YearMonth until;

  @Option(
      names = "--by",
      paramLabel = "WHAT",
      defaultValue = "MONTH",
      description = "month, hour, terminal, service or way")
  private Statistics.By by;

  @Option(names = "--csv", description = "for a spreadsheet")
  private boolean csv;

  @Override
  public Integer call() {
    YearMonth last =
        until == null
            ? YearMonth.now(Clock.system(ZoneId.of("Europe/Brussels"))).minusMonths(1)
            : until;
    YearMonth first = from == null ? last.minusMonths(11) : from;
    try (Statistics statistics = Statistics.open(file.storage())) {
      print(statistics.count(first, last, by));
      return CommandLine.ExitCode.OK;
    } catch (IllegalArgumentException | UncheckedIOException | IOException | StoreException e) {
      spec.commandLine().getErr().println(e.getMessage());
      return CommandLine.ExitCode.SOFTWARE;
    }
  }

  private void print(List<Statistics.Line> lines) {
    PrintWriter out = spec.commandLine().getOut();
    int width =
        lines.stream()
            .mapToInt(line -> line.what().length())
            .reduce(by.toString().length(), Math::max);
    out.println(row(width, by.toString(), HEADINGS));
    for (Statistics.Line line : lines) {
      out.println(
          row(
              width,
              line.what(),
              List.of(
                  Long.toString(line.ordered()),
                  Long.toString(line.delivered()),
                  Long.toString(line.copies()),
                  Long.toString(line.refused()),
                  Long.toString(line.forms()),
                  Long.toString(line.deliveredAYearAgo()),
                  line.growthPercent().map(percent -> "%+d".formatted(percent)).orElse(""))));
    }
    out.flush();
  }

  /** Names of services, terminals and ways hold no comma and no quotation mark. */
  private String row(int width, String what, List<String> values) {
    if (csv) {
      return what + "," + String.join(",", values);
    }
    StringBuilder row = new StringBuilder(("%-" + width + "s").formatted(what));
    for (int i = 0; i < values.size(); i++) {
      row.append("  ").append(("%" + HEADINGS.get(i).length() + "s").formatted(values.get(i)));
    }
    return row.toString();
  }
}
