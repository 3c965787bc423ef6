package be.borne.protocol.fleet;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Objects;

/**
 * How much there is of one thing that a terminal's printer uses up or fills.
 *
 * @param kind what it is
 * @param name as the printer calls it, printable ASCII, at most 40 characters; may be empty
 * @param percent 0 to 100: what is left, or of what is filled, how full it is; null if not known
 * @param sheets of paper, and of output: how many lie there; null if not known
 * @param soon whether someone should see to it
 */
public record SupplyLevel(Kind kind, String name, Integer percent, Integer sheets, boolean soon) {
  private static final int MAX_NAME_CHARS = 40;
  private static final int MAX_SHEETS = 1_000_000;

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
    OTHER;

    /** Any word that is not known here, such as a newer terminal may say, is OTHER. */
    @JsonCreator
    public static Kind ofName(String name) {
      for (Kind kind : values()) {
        if (kind.name().equals(name)) {
          return kind;
        }
      }
      return OTHER;
    }
  }

  public SupplyLevel {
    Objects.requireNonNull(kind, "kind");
    name = Objects.requireNonNullElse(name, "");
    if (name.length() > MAX_NAME_CHARS || !name.matches("[\\x20-\\x7e]*")) {
      throw new IllegalArgumentException("a supply's name is too long, or not ASCII");
    }
    if (percent != null && (percent < 0 || percent > 100)) {
      throw new IllegalArgumentException("a level is 0 to 100 percent");
    }
    if (sheets != null && (sheets < 0 || sheets > MAX_SHEETS)) {
      throw new IllegalArgumentException("a number of sheets is out of bounds");
    }
  }
}
