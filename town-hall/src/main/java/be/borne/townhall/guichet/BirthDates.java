package be.borne.townhall.guichet;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Days of birth as the card prints them: {@code 12 MARS 1950}, {@code 12 MÄR 1950}. */
final class BirthDates {
  private static final Pattern PRINTED =
      Pattern.compile("([0-9]{1,2})[ .]+(\\p{L}{2,9}|[0-9]{2})[ .]+([0-9]{4})");

  private BirthDates() {}

  /** Empty where it is not known to the day, or is no day that a calendar has. */
  static Optional<LocalDate> printed(String text) {
    Matcher date = PRINTED.matcher(text.strip());
    if (!date.matches()) {
      return Optional.empty();
    }
    int month = month(date.group(2));
    try {
      return month == 0
          ? Optional.empty()
          : Optional.of(
              LocalDate.of(
                  Integer.parseInt(date.group(3)), month, Integer.parseInt(date.group(1))));
    } catch (DateTimeException _) {
      // Foreign registers know days that no calendar has: 00 or 31 FEB.
      return Optional.empty();
    }
  }

  /** In French, Dutch or German; 0 for none. */
  private static int month(String printed) {
    return switch (Normalizer.normalize(printed, Normalizer.Form.NFD)
        .replaceAll("\\p{M}", "")
        .toUpperCase(Locale.ROOT)) {
      case "JAN", "JANV", "01" -> 1;
      case "FEV", "FEB", "02" -> 2;
      case "MARS", "MAAR", "MAR", "MRT", "MRZ", "03" -> 3;
      case "AVR", "APR", "04" -> 4;
      case "MAI", "MEI", "05" -> 5;
      case "JUIN", "JUN", "06" -> 6;
      case "JUIL", "JUL", "07" -> 7;
      case "AOUT", "AUG", "08" -> 8;
      case "SEPT", "SEP", "09" -> 9;
      case "OCT", "OKT", "10" -> 10;
      case "NOV", "11" -> 11;
      case "DEC", "DEZ", "12" -> 12;
      default -> 0;
    };
  }
}
