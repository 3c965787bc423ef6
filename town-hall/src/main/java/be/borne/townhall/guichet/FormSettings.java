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
 * @param unusedFileHours how long a file is kept that no draft names and no form was sent with
 * @param filesPerCitizen how many files of one citizen are kept, those that were sent included
 * @param megabytesPerCitizen how much they have together
 * @param megabytesInAll how much the files of all citizens have together
 */
public record FormSettings(
    Path directory,
    @JsonProperty("draft_days") Integer draftDays,
    @JsonProperty("keep_handled_days") Integer keepHandledDays,
    @JsonProperty("per_citizen_and_day") Integer perCitizenAndDay,
    @JsonProperty("unused_file_hours") Integer unusedFileHours,
    @JsonProperty("files_per_citizen") Integer filesPerCitizen,
    @JsonProperty("megabytes_per_citizen") Integer megabytesPerCitizen,
    @JsonProperty("megabytes_in_all") Integer megabytesInAll) {
  private static final int USUAL_DRAFT_DAYS = 30;
  private static final int MAX_DRAFT_DAYS = 366;
  private static final int USUAL_KEEP_HANDLED_DAYS = 30;
  private static final int MAX_KEEP_HANDLED_DAYS = 3_660;
  private static final int USUAL_PER_CITIZEN_AND_DAY = 10;
  private static final int MAX_PER_CITIZEN_AND_DAY = 1_000;
  private static final int USUAL_UNUSED_FILE_HOURS = 24;
  private static final int MAX_UNUSED_FILE_HOURS = 720;
  private static final int USUAL_FILES_PER_CITIZEN = 60;
  private static final int MAX_FILES_PER_CITIZEN = 10_000;
  private static final int USUAL_MEGABYTES_PER_CITIZEN = 300;
  private static final int USUAL_MEGABYTES_IN_ALL = 5_000;
  private static final int MAX_MEGABYTES = 1_000_000;
  private static final long MEGABYTE = 1_000_000;

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
    unusedFileHours =
        between(
            unusedFileHours,
            USUAL_UNUSED_FILE_HOURS,
            1,
            MAX_UNUSED_FILE_HOURS,
            "unused_file_hours");
    filesPerCitizen =
        between(
            filesPerCitizen,
            USUAL_FILES_PER_CITIZEN,
            1,
            MAX_FILES_PER_CITIZEN,
            "files_per_citizen");
    // One file must fit, or none could be brought at all.
    megabytesPerCitizen =
        between(
            megabytesPerCitizen,
            USUAL_MEGABYTES_PER_CITIZEN,
            20,
            MAX_MEGABYTES,
            "megabytes_per_citizen");
    megabytesInAll =
        between(megabytesInAll, USUAL_MEGABYTES_IN_ALL, 20, MAX_MEGABYTES, "megabytes_in_all");
  }

  /** With the usual bounds for files. */
  FormSettings(
      Path directory, Integer draftDays, Integer keepHandledDays, Integer perCitizenAndDay) {
    this(directory, draftDays, keepHandledDays, perCitizenAndDay, null, null, null, null);
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

  Duration keepUnused() {
    return Duration.ofHours(unusedFileHours);
  }

  /** How much may be kept for citizens. */
  FileStore.Limits files() {
    return new FileStore.Limits(
        filesPerCitizen, megabytesPerCitizen * MEGABYTE, megabytesInAll * MEGABYTE);
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
