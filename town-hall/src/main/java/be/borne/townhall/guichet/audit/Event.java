package be.borne.townhall.guichet.audit;

import java.util.HexFormat;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Something that is about to be done, or was refused.
 *
 * @param where a terminal's id, or {@code guichet}, {@code console} or {@code operator}
 * @param by the member of staff; empty for a terminal
 * @param citizen 64 hexadecimal digits that stand for the citizen; empty where nobody is known
 * @param reference of the order, form or claim; empty where there is none
 * @param detail in a few words of ours; nothing of a person or a document
 */
public record Event(
    Act act, String where, String by, String citizen, String reference, String detail) {
  public static final String GUICHET = "guichet";
  public static final String CONSOLE = "console";
  public static final String OPERATOR = "operator";

  private static final Pattern WHERE = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
  private static final Pattern CITIZEN = Pattern.compile("([0-9a-f]{64})?");
  private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9-]{0,64}");
  private static final int MOST_CHARS = 120;

  public Event {
    Objects.requireNonNull(act, "act");
    require(WHERE.matcher(where).matches(), "where");
    require(by.length() <= MOST_CHARS, "by");
    require(CITIZEN.matcher(citizen).matches(), "citizen");
    require(REFERENCE.matcher(reference).matches(), "reference");
    require(detail.length() <= MOST_CHARS, "detail");
  }

  /** At a terminal. */
  public static Event at(String terminal, Act act, byte[] pseudonym, String reference) {
    return new Event(act, terminal, "", HexFormat.of().formatHex(pseudonym), reference, "");
  }

  /** At a terminal, where no citizen is known. */
  public static Event at(String terminal, Act act, String reference, String detail) {
    return new Event(act, terminal, "", "", reference, detail);
  }

  /** By a member of staff, at the console. */
  public static Event byStaff(Act act, String by, String reference, String detail) {
    return new Event(act, CONSOLE, by, "", reference, detail);
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalArgumentException(what + " cannot be written into the trail");
    }
  }
}
