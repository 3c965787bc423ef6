package be.borne.protocol.guichet.form;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A day that bounds a date: fixed, or counted from today.
 *
 * @param fixed the day, 1800 to 2199; null where it is counted from today
 * @param fromToday how many units after today, negative before, at most 150 years; 0 where fixed
 * @param unit days, months or years; days where fixed
 */
public record DayLimit(LocalDate fixed, int fromToday, ChronoUnit unit) {
  private static final Pattern RELATIVE = Pattern.compile("today(?:([+-][0-9]{1,4})([dmy]))?");
  private static final Pattern FIXED = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
  private static final Map<ChronoUnit, String> LETTERS =
      Map.of(ChronoUnit.DAYS, "d", ChronoUnit.MONTHS, "m", ChronoUnit.YEARS, "y");

  public DayLimit {
    if (unit == null || !LETTERS.containsKey(unit)) {
      throw new FormRefusedException("a day limit is not counted in days, months or years");
    }
    if (fixed != null) {
      FormBounds.between(fixed.getYear(), "the year of a day limit", 1800, 2199);
      FormBounds.between(fromToday, "the distance of a fixed day", 0, 0);
    } else {
      int most = unit == ChronoUnit.YEARS ? 150 : unit == ChronoUnit.MONTHS ? 1_800 : 9_999;
      FormBounds.between(fromToday, "the distance of a day limit", -most, most);
    }
    unit = fixed != null || fromToday == 0 ? ChronoUnit.DAYS : unit;
  }

  /**
   * @param text {@code 2026-12-31}, {@code today}, {@code today+14d}, {@code today-3m} or {@code
   *     today-18y}
   * @throws FormRefusedException if it is none of these
   */
  @JsonCreator
  public static DayLimit of(String text) {
    Matcher relative = RELATIVE.matcher(text == null ? "" : text);
    if (relative.matches()) {
      return relative.group(1) == null
          ? new DayLimit(null, 0, ChronoUnit.DAYS)
          : new DayLimit(null, Integer.parseInt(relative.group(1)), unit(relative.group(2)));
    }
    if (text != null && FIXED.matcher(text).matches()) {
      try {
        return new DayLimit(LocalDate.parse(text), 0, ChronoUnit.DAYS);
      } catch (DateTimeException _) {
        throw new FormRefusedException("a day limit is not a day of the calendar");
      }
    }
    throw new FormRefusedException(
        "a day limit is neither a day, as 2026-12-31, nor counted from today, as today-18y");
  }

  private static ChronoUnit unit(String letter) {
    return switch (letter) {
      case "y" -> ChronoUnit.YEARS;
      case "m" -> ChronoUnit.MONTHS;
      default -> ChronoUnit.DAYS;
    };
  }

  /** The day itself, once it is known which day today is. */
  public LocalDate on(LocalDate today) {
    return fixed != null ? fixed : today.plus(fromToday, unit);
  }

  /** As {@link #of} reads it. */
  @JsonValue
  @Override
  public String toString() {
    if (fixed != null) {
      return fixed.toString();
    }
    return fromToday == 0
        ? "today"
        : "today" + (fromToday > 0 ? "+" : "") + fromToday + LETTERS.get(unit);
  }
}
