package be.borne.device.card;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The two ways dates are written on the card. */
final class CardDates {
  private static final Pattern NUMERIC = Pattern.compile("(\\d{2})\\.(\\d{2})\\.(\\d{4})");
  private static final Pattern PRINTED =
      Pattern.compile("(\\d{1,2})[ .]+(\\p{L}{2,5})[ .]+(\\d{4})");

  private static final Map<String, Integer> MONTHS =
      Map.ofEntries(
          Map.entry("JAN", 1),
          Map.entry("FEV", 2),
          Map.entry("FEB", 2),
          Map.entry("MARS", 3),
          Map.entry("MAAR", 3),
          Map.entry("MÄR", 3),
          Map.entry("MAR", 3),
          Map.entry("AVR", 4),
          Map.entry("APR", 4),
          Map.entry("MAI", 5),
          Map.entry("MEI", 5),
          Map.entry("JUIN", 6),
          Map.entry("JUN", 6),
          Map.entry("JUIL", 7),
          Map.entry("JUL", 7),
          Map.entry("AOUT", 8),
          Map.entry("AUG", 8),
          Map.entry("SEPT", 9),
          Map.entry("SEP", 9),
          Map.entry("OCT", 10),
          Map.entry("OKT", 10),
          Map.entry("NOV", 11),
          Map.entry("DEC", 12),
          Map.entry("DEZ", 12));

  private CardDates() {}

  /**
   * @param text {@code DD.MM.YYYY}
   * @throws IllegalArgumentException if it is anything else
   */
  static LocalDate numeric(String text) {
    Matcher date = NUMERIC.matcher(text);
    if (!date.matches()) {
      throw new IllegalArgumentException("date is not DD.MM.YYYY");
    }
    try {
      return LocalDate.of(
          Integer.parseInt(date.group(3)),
          Integer.parseInt(date.group(2)),
          Integer.parseInt(date.group(1)));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("no such date", e);
    }
  }

  /** A date of birth as printed, with the month in one of three languages; empty if it has none. */
  static Optional<LocalDate> printed(String text) {
    Matcher date = PRINTED.matcher(text);
    if (!date.matches()) {
      return Optional.empty();
    }
    Integer month = MONTHS.get(date.group(2).toUpperCase(Locale.ROOT));
    if (month == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          LocalDate.of(Integer.parseInt(date.group(3)), month, Integer.parseInt(date.group(1))));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
