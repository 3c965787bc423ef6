package be.borne.device.card.recording;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates replaced by invented ones that are written, and judged, the same way. */
final class DateMask {
  private static final Pattern NUMERIC = Pattern.compile("([0-9]{2})\\.([0-9]{2})\\.([0-9]{4})");
  private static final Pattern TOKEN = Pattern.compile("[0-9]+|\\p{L}+|[^0-9\\p{L}]+");
  private static final Set<String> MONTHS =
      Set.of(
          "JAN", "JANV", "FEV", "FEVR", "FEB", "MARS", "MAAR", "MAART", "MAR", "MARZ", "MRT", "MRZ",
          "AVR", "AVRIL", "APR", "MAI", "MEI", "JUIN", "JUN", "JUNI", "JUIL", "JUL", "JULI", "AOUT",
          "AUG", "SEPT", "SEP", "OCT", "OKT", "NOV", "DEC", "DEZ");
  private static final DateTimeFormatter CARD_DATE = DateTimeFormatter.ofPattern("dd.MM.uuuu");

  /** Nearer to today than this, a day decides something, and stays. */
  private static final int DAYS_THAT_MATTER = 2;

  private DateMask() {}

  /** A date of birth as printed: the month's word stays, as do the widths of day and year. */
  static byte[] birth(byte[] text) {
    String printed = new String(text, StandardCharsets.UTF_8);
    if (NUMERIC.matcher(printed).matches()) {
      return "01.01.1970".getBytes(StandardCharsets.US_ASCII);
    }
    if (!Arrays.equals(printed.getBytes(StandardCharsets.UTF_8), text)) {
      return TextMask.masked(text);
    }
    StringBuilder masked = new StringBuilder();
    Matcher token = TOKEN.matcher(printed);
    while (token.find()) {
      masked.append(birthPart(token.group()));
    }
    return masked.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String birthPart(String part) {
    if (part.matches("(18|19|20|21)[0-9]{2}")) {
      return "1970";
    }
    if (part.matches("[0-9]{1,2}")) {
      // 00 is a day that is not known, which programs have to get right.
      return part.matches("0+") ? part : "01".substring(2 - part.length());
    }
    boolean month =
        MONTHS.contains(
            Normalizer.normalize(part, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toUpperCase(Locale.ROOT));
    return month
        ? part
        : new String(
            TextMask.masked(part.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
  }

  /**
   * A card's first or last day: another day that lies on the same side of today.
   *
   * @param today when the card was read
   */
  static byte[] validity(byte[] text, LocalDate today) {
    String printed = new String(text, StandardCharsets.UTF_8);
    Matcher numeric = NUMERIC.matcher(printed);
    if (!numeric.matches()) {
      return TextMask.masked(text);
    }
    LocalDate day;
    try {
      day =
          LocalDate.of(
              Integer.parseInt(numeric.group(3)),
              Integer.parseInt(numeric.group(2)),
              Integer.parseInt(numeric.group(1)));
    } catch (DateTimeException e) {
      // No such day: the masked text is none either.
      return TextMask.masked(text);
    }
    long ahead = ChronoUnit.DAYS.between(today, day);
    if (Math.abs(ahead) <= DAYS_THAT_MATTER) {
      return text.clone();
    }
    LocalDate invented = LocalDate.of(ahead < 0 ? today.getYear() - 1 : today.getYear() + 1, 1, 1);
    return CARD_DATE.format(invented).getBytes(StandardCharsets.US_ASCII);
  }
}
