package be.borne.townhall.guichet;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/**
 * Section {@code [forms]}: the procedures that citizens can begin at a terminal. Without it there
 * are none.
 *
 * @param directory where the forms are, each a JSON file named after its id
 * @param draftDays how long what was begun and not sent is kept
 * @param keepHandledDays how long what was sent is kept after it was dealt with
 * @param perCitizenAndDay how many one citizen can send in a day; 0 is no limit
 */
public record FormSettings(
    Path directory,
    @JsonProperty("draft_days") Integer draftDays,
    @JsonProperty("keep_handled_days") Integer keepHandledDays,
    @JsonProperty("per_citizen_and_day") Integer perCitizenAndDay) {
  private static final int USUAL_DRAFT_DAYS = 30;
  private static final int MAX_DRAFT_DAYS = 366;
  private static final int USUAL_KEEP_HANDLED_DAYS = 30;
  private static final int MAX_KEEP_HANDLED_DAYS = 3_660;
  private static final int USUAL_PER_CITIZEN_AND_DAY = 10;
  private static final int MAX_PER_CITIZEN_AND_DAY = 1_000;

  public FormSettings {
    if (directory == null) {
      throw new IllegalArgumentException("forms.directory: expected a directory of JSON files");
    }
    draftDays = between(draftDays, USUAL_DRAFT_DAYS, 1, MAX_DRAFT_DAYS, "draft_days");
    keepHandledDays =
        between(
            keepHandledDays,
            USUAL_KEEP_HANDLED_DAYS,
            0,
            MAX_KEEP_HANDLED_DAYS,
            "keep_handled_days");
    perCitizenAndDay =
        between(
            perCitizenAndDay,
            USUAL_PER_CITIZEN_AND_DAY,
            0,
            MAX_PER_CITIZEN_AND_DAY,
            "per_citizen_and_day");
  }

  /**
   * @param directory that nobody reads
   */
  static FormSettings usual(Path directory) {
    return new FormSettings(directory, null, null, null);
  }

  Duration keepDrafts() {
    return Duration.ofDays(draftDays);
  }

  Duration keepHandled() {
    return Duration.ofDays(keepHandledDays);
  }

  /** How many that is, where no limit is a number too. */
  int most() {
    return perCitizenAndDay == 0 ? Integer.MAX_VALUE : perCitizenAndDay;
  }

  private static int between(Integer value, int usual, int least, int most, String setting) {
    int chosen = Objects.requireNonNullElse(value, usual);
    if (chosen < least || chosen > most) {
      throw new IllegalArgumentException(
          "forms.%s: expected %d to %d".formatted(setting, least, most));
    }
    return chosen;
  }
}
