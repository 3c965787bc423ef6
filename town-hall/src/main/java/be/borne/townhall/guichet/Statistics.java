package be.borne.townhall.guichet;

import be.borne.townhall.guichet.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What cities count: documents ordered, delivered and refused, and forms sent, by month, hour,
 * terminal, service or way. Counts alone: no reference, and nothing of any citizen.
 */
public final class Statistics implements AutoCloseable {
  private static final ZoneId BELGIUM = ZoneId.of("Europe/Brussels");

  /** Longer than any municipality looks back. */
  private static final int MOST_MONTHS = 600;

  /** By what something is counted. */
  public enum By {
    MONTH,
    HOUR,
    TERMINAL,
    SERVICE,
    WAY;

    /** As it is typed. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One line.
   *
   * @param what a month, an hour of the day in Belgium, a terminal, a service or form, or a way
   * @param ordered documents, by when and where they were ordered
   * @param delivered documents, by when and where they reached their citizens
   * @param copies of these on paper
   * @param refused documents
   * @param forms filled forms that arrived
   * @param deliveredAYearAgo documents delivered in the same months a year before
   */
  public record Line(
      String what,
      long ordered,
      long delivered,
      long copies,
      long refused,
      long forms,
      long deliveredAYearAgo) {

    /** How much more is delivered than a year ago, in whole percent; empty if nothing was then. */
    public Optional<Long> growthPercent() {
      return deliveredAYearAgo == 0
          ? Optional.empty()
          : Optional.of(Math.round(100.0 * (delivered - deliveredAYearAgo) / deliveredAYearAgo));
    }
  }

  private static final class Sum {
    private long ordered;
    private long delivered;
    private long copies;
    private long refused;
    private long forms;
    private long before;

    private void add(Counted each) {
      switch (each) {
        case Counted.Ordered _ -> ordered++;
        case Counted.Refused _ -> refused++;
        case Counted.FormSent _ -> forms++;
        case Counted.Delivered paper -> {
          delivered++;
          copies += paper.terminal().isPresent() ? paper.copies() : 0;
        }
      }
    }

    private Line line(String what) {
      return new Line(what, ordered, delivered, copies, refused, forms, before);
    }
  }

  private final OrderStore orders;
  private final FormStore forms;

  private Statistics(OrderStore orders, FormStore forms) {
    this.orders = orders;
    this.forms = forms;
  }

  /**
   * @param storage the town hall's {@code storage.directory} Beside a running town hall, which it
   *     keeps from nothing.
   * @throws IOException if there are no orders
   * @throws StoreException if they cannot be read, or are of another version of the program
   */
  public static Statistics open(Path storage) throws IOException, StoreException {
    for (String file : List.of("orders.db", "forms.db")) {
      if (!Files.exists(storage.resolve(file))) {
        throw new IOException(
            storage + ": nothing to count there; has the town hall run with this storage?");
      }
    }
    OrderStore orders = OrderStore.openToRead(storage.resolve("orders.db"));
    try {
      return new Statistics(orders, FormStore.openToRead(storage.resolve("forms.db")));
    } catch (StoreException | RuntimeException e) {
      orders.close();
      throw e;
    }
  }

  /**
   * Counts whole months.
   *
   * @param from the first
   * @param until the last
   * @return in the order of what is counted by; empty if nothing happened
   * @throws IllegalArgumentException if there is no month in between, or too many
   */
  public List<Line> count(YearMonth from, YearMonth until, By by) throws StoreException {
    if (until.isBefore(from) || from.plusMonths(MOST_MONTHS).isBefore(until)) {
      throw new IllegalArgumentException(
          "expected a first month and a last one, at most " + MOST_MONTHS + " apart");
    }
    Map<String, Sum> sums = new TreeMap<>();
    orders.tellCounted(
        begin(from), begin(until.plusMonths(1)), each -> sum(sums, each, by, 0).add(each));
    forms.tellCounted(
        begin(from), begin(until.plusMonths(1)), each -> sum(sums, each, by, 0).add(each));
    orders.tellCounted(
        begin(from.minusYears(1)),
        begin(until.minusYears(1).plusMonths(1)),
        each -> {
          if (each instanceof Counted.Delivered) {
            sum(sums, each, by, 1).before++;
          }
        });
    List<Line> lines = new ArrayList<>();
    sums.forEach((what, sum) -> lines.add(sum.line(what)));
    return lines;
  }

  private static Sum sum(Map<String, Sum> sums, Counted each, By by, int yearsLater) {
    return sums.computeIfAbsent(key(each, by, yearsLater), _ -> new Sum());
  }

  private static String key(Counted each, By by, int yearsLater) {
    ZonedDateTime at = each.at().atZone(BELGIUM);
    return switch (by) {
      case MONTH -> YearMonth.from(at).plusYears(yearsLater).toString();
      case HOUR -> "%02d:00".formatted(at.getHour());
      case SERVICE -> each.subject();
      case TERMINAL ->
          switch (each) {
            case Counted.Ordered it -> it.terminal();
            case Counted.Refused it -> it.terminal();
            case Counted.FormSent it -> it.terminal();
            case Counted.Delivered it -> it.terminal().orElse("not at a terminal");
          };
      case WAY ->
          switch (each) {
            case Counted.Ordered it -> word(it.way().name());
            case Counted.Refused it -> word(it.way().name());
            case Counted.Delivered it -> word(it.way().name());
            case Counted.FormSent _ -> "form";
          };
    };
  }

  private static String word(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static Instant begin(YearMonth month) {
    return month.atDay(1).atStartOfDay(BELGIUM).toInstant();
  }

  @Override
  public void close() throws StoreException {
    try {
      orders.close();
    } finally {
      forms.close();
    }
  }
}
