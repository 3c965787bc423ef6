package be.borne.device.card;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ways dates are written on the card. */
final class CardDates {
  private static final Pattern NUMERIC = Pattern.compile("([0-9]{2})\\.([0-9]{2})\\.([0-9]{4})");
  private static final Pattern PRINTED =
      Pattern.compile("([0-9]{1,2})[ .]+(\\p{L}{2,9})[ .]+([0-9]{4})");
  private static final Pattern ENDING_IN_A_YEAR =
      Pattern.compile("(?:[^0-9]*|.*[^0-9])((?:18|19|20|21)[0-9]{2})");

  /** French, Dutch and German as printed, without accents. */
  private static final Map<String, Integer> MONTHS =
      Map.ofEntries(
          Map.entry("JAN", 1),
          Map.entry("JANV", 1),
          Map.entry("FEV", 2),
          Map.entry("FEB", 2),
          Map.entry("MARS", 3),
          Map.entry("MAAR", 3),
          Map.entry("MAR", 3),
          Map.entry("MRT", 3),
          Map.entry("MRZ", 3),
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
    return dateOf(
            Integer.parseInt(date.group(3)),
            Integer.parseInt(date.group(2)),
            Integer.parseInt(date.group(1)))
        .orElseThrow(() -> new IllegalArgumentException("no such date"));
  }

  /** A date of birth as printed; empty where it is not known to the day. */
  static Optional<LocalDate> printed(String text) {
    Matcher numeric = NUMERIC.matcher(text);
    if (numeric.matches()) {
      return dateOf(
          Integer.parseInt(numeric.group(3)),
          Integer.parseInt(numeric.group(2)),
          Integer.parseInt(numeric.group(1)));
    }
    Matcher date = PRINTED.matcher(text);
    if (!date.matches()) {
      return Optional.empty();
    }
    Integer month = MONTHS.get(withoutAccents(date.group(2)).toUpperCase(Locale.ROOT));
    return month == null
        ? Optional.empty()
        : dateOf(Integer.parseInt(date.group(3)), month, Integer.parseInt(date.group(1)));
  }

  /** The year of a date of birth as printed, where at least that is known. */
  static OptionalInt yearOf(String text) {
    Matcher year = ENDING_IN_A_YEAR.matcher(text);
    return year.matches() ? OptionalInt.of(Integer.parseInt(year.group(1))) : OptionalInt.empty();
  }

  private static Optional<LocalDate> dateOf(int year, int month, int day) {
    try {
      return Optional.of(LocalDate.of(year, month, day));
    } catch (DateTimeException e) {
      // Foreign registers know days that no calendar has: 00 or 31 FEB.
      return Optional.empty();
    }
  }

  private static String withoutAccents(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
  }
}
