package be.borne.townhall.guichet.engine.wcs;

import be.borne.townhall.guichet.engine.wcs.DjangoCondition.NotTaken;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Optional;

/**
 * Which days a field of a w.c.s. takes, as its pages hold them in a browser.
 *
 * @param first the earliest
 * @param last the latest
 * @param isPast days before today alone
 * @param isFuture days after today alone
 * @param isToday with one of these two, today as well
 */
record DayBounds(
    Optional<LocalDate> first,
    Optional<LocalDate> last,
    boolean isPast,
    boolean isFuture,
    boolean isToday) {
  /** A site writes bounds in its own spelling: of its language, or as a calendar of 8601 has it. */
  private static final List<DateTimeFormatter> SPELLINGS =
      List.of(
          DateTimeFormatter.ISO_LOCAL_DATE,
          DateTimeFormatter.ofPattern("d/M/uuuu").withResolverStyle(ResolverStyle.STRICT));

  /**
   * @param field of the schema
   * @throws NotTaken if a bound is in a spelling that is not known
   */
  static DayBounds of(JsonNode field) throws NotTaken {
    return new DayBounds(
        day(field.path("minimum_date")),
        day(field.path("maximum_date")),
        field.path("date_in_the_past").asBoolean(),
        field.path("minimum_is_future").asBoolean(),
        field.path("date_can_be_today").asBoolean());
  }

  private static Optional<LocalDate> day(JsonNode bound) throws NotTaken {
    if (bound.isMissingNode() || bound.isNull() || bound.asText().isEmpty()) {
      return Optional.empty();
    }
    return SPELLINGS.stream()
        .flatMap(spelling -> spelled(bound.asText(), spelling).stream())
        .findFirst()
        .map(Optional::of)
        .orElseThrow(() -> new NotTaken("a bound of a day in a spelling that is not known"));
  }

  private static Optional<LocalDate> spelled(String text, DateTimeFormatter spelling) {
    try {
      return Optional.of(LocalDate.parse(text, spelling));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /**
   * @return the rule that the day breaks
   */
  Optional<String> brokenBy(LocalDate day, LocalDate today) {
    if (first.filter(day::isBefore).isPresent() || last.filter(day::isAfter).isPresent()) {
      return Optional.of("is out of bounds");
    }
    boolean isTaken = day.equals(today) && isToday;
    if (isPast && !isTaken && !day.isBefore(today)) {
      return Optional.of("has to be in the past");
    }
    return isFuture && !isTaken && !day.isAfter(today)
        ? Optional.of("has to be in the future")
        : Optional.empty();
  }
}
