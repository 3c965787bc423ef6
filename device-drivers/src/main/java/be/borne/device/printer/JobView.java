package be.borne.device.printer;

import java.util.List;
import java.util.OptionalInt;

/**
 * A job as the printer shows it.
 *
 * @param stateCode job-state, RFC 8011 §5.3.7
 * @param reasons job-state-reasons
 * @param impressions job-impressions-completed, if it is given
 * @param sheets job-media-sheets-completed, if it is given
 */
record JobView(
    PrinterJobId job,
    String name,
    int stateCode,
    List<String> reasons,
    OptionalInt impressions,
    OptionalInt sheets) {
  private static final int PENDING_HELD = 4;
  private static final int PROCESSING = 5;
  private static final int CANCELED = 7;
  private static final int COMPLETED = 9;

  /**
   * Whether this is the job that was once seen as the other. Numbers alone prove nothing, and a
   * UUID not much more: there are printers that make it of the number, and so make it again after a
   * restart. So name and UUID must both agree where both are given.
   */
  boolean isSameAs(PrinterJobId other, String otherName) {
    boolean bothUuids = !other.uuid().isEmpty() && !job.uuid().isEmpty();
    if (bothUuids && !other.uuid().equals(job.uuid())) {
      return false;
    }
    return name.isEmpty() ? bothUuids : name.equals(otherName);
  }

  /**
   * Whether the printer keeps its name to itself ({@code job-privacy-attributes}): leaves it out,
   * or puts something in its place that names nothing.
   */
  boolean nameIsHidden() {
    return name.chars().noneMatch(Character::isLetterOrDigit);
  }

  boolean ended() {
    return stateCode >= CANCELED;
  }

  boolean completed() {
    return stateCode == COMPLETED;
  }

  boolean canceled() {
    return stateCode == CANCELED;
  }

  /** Made, but still without its document: {@code job-data-insufficient}, or said otherwise. */
  boolean waitsForDocument() {
    return stateCode == PENDING_HELD
        && (reasons.contains("job-data-insufficient") || reasons.contains("job-incoming"));
  }

  /** On its way onto paper; of what only waits, nothing has come yet. */
  boolean moves() {
    return stateCode == PROCESSING;
  }

  /** Whether the printer says that paper of it came out. */
  boolean sheetsOut() {
    return impressions.orElse(0) > 0 || sheets.orElse(0) > 0;
  }

  /** Ended, and nothing of it moves any more. */
  boolean cameToRest() {
    return ended() && !reasons.contains("processing-to-stop-point");
  }
}
