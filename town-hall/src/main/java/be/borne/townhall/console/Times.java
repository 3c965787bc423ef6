package be.borne.townhall.console;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Moments as the pages write them: the time alone if it is today's, with the day otherwise. */
final class Times {
  private static final ZoneId ZONE = ZoneId.of("Europe/Brussels");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH);
  private static final DateTimeFormatter DAY_AND_TIME =
      DateTimeFormatter.ofPattern("d MMMM, HH:mm", Locale.ENGLISH);
  private static final DateTimeFormatter YEAR_AND_TIME =
      DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm", Locale.ENGLISH);

  private Times() {}

  static Moment moment(Instant instant, Instant now) {
    ZonedDateTime local = instant.atZone(ZONE);
    ZonedDateTime today = now.atZone(ZONE);
    DateTimeFormatter format =
        local.toLocalDate().equals(today.toLocalDate())
            ? TIME
            : local.getYear() == today.getYear() ? DAY_AND_TIME : YEAR_AND_TIME;
    return new Moment(instant.toString(), format.format(local));
  }
}
