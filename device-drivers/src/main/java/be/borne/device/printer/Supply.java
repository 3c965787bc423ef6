package be.borne.device.printer;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * One thing that a printer uses up or fills, and how much of it there is.
 *
 * @param kind what it is
 * @param name as the printer calls it, printable ASCII, at most 40 characters; may be empty
 * @param percent 0 to 100: of paper, toner and what else is used up, what is left; of what is
 *     filled, how full it is. Empty if the printer does not know
 * @param sheets how many sheets lie there, of paper and output only; empty if it does not count
 * @param soon whether a person should see to it, by the printer's own mark
 */
public record Supply(
    Kind kind, String name, OptionalInt percent, OptionalInt sheets, boolean soon) {

  /** What a supply is. */
  public enum Kind {
    PAPER,
    TONER,
    INK,
    /** Where used toner or ink goes. */
    WASTE,
    DRUM,
    FUSER,
    OUTPUT,
    OTHER
  }

  static final int MAX_NAME_CHARS = 40;

  public Supply {
    if (name.length() > MAX_NAME_CHARS) {
      throw new IllegalArgumentException("a supply's name is too long");
    }
    if (percent.isPresent() && (percent.getAsInt() < 0 || percent.getAsInt() > 100)) {
      throw new IllegalArgumentException("a level is 0 to 100 percent");
    }
    if (sheets.isPresent() && sheets.getAsInt() < 0) {
      throw new IllegalArgumentException("a number of sheets is not negative");
    }
  }

  /**
   * @param level what is there, in any unit; negative if the printer does not know
   * @param capacity the most that fits, in the same unit; not positive if the printer does not know
   */
  static OptionalInt percent(Optional<Integer> level, Optional<Integer> capacity) {
    if (level.isEmpty() || capacity.isEmpty() || level.get() < 0 || capacity.get() <= 0) {
      return OptionalInt.empty();
    }
    return OptionalInt.of((int) Math.min(100, level.get() * 100L / capacity.get()));
  }
}
