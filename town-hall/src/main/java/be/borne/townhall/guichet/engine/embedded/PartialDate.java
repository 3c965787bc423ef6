package be.borne.townhall.guichet.engine.embedded;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.regex.Pattern;

/**
 * A date as far as it is known: of some births only the year, or year and month, were ever written
 * down.
 *
 * @param iso {@code 1942}, {@code 1942-05} or {@code 1942-05-17}
 */
record PartialDate(String iso) {
  private static final Pattern SHAPE = Pattern.compile("[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?");
  private static final int YEAR_CHARS = 4;
  private static final int MONTH_CHARS = 7;

  /**
   * @throws IllegalArgumentException if that is no date; never quotes it
   */
  PartialDate {
    if (!SHAPE.matcher(iso).matches()) {
      throw new IllegalArgumentException("a date is a year, a year and month, or a whole date");
    }
  }

  boolean isWhole() {
    return iso.length() > MONTH_CHARS;
  }

  boolean hasMonth() {
    return iso.length() > YEAR_CHARS;
  }

  /** The last day it can have been: nobody comes of age too early. */
  LocalDate latest() {
    if (isWhole()) {
      return LocalDate.parse(iso);
    }
    return hasMonth()
        ? YearMonth.parse(iso).atEndOfMonth()
        : LocalDate.of(Integer.parseInt(iso), 12, 31);
  }

  /** Says nothing: a birth date has no place in a log. */
  @Override
  public String toString() {
    return "PartialDate[hidden]";
  }
}
