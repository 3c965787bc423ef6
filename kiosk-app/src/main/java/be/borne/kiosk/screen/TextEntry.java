package be.borne.kiosk.screen;

import be.borne.kiosk.screen.Screen.Choice;
import java.util.ArrayList;
import java.util.List;

/**
 * Something the citizen types on the terminal's own screen, at its keys or on a keyboard. What is
 * typed stands in a {@link TypedText} and never in here. What helps to answer stands among the
 * screen's facts, so that it is read page by page where letters are large.
 *
 * @param label what is typed: "Your e-mail address"
 * @param kind decides the keys, and the characters that are taken
 * @param most characters that are taken, at least 1
 * @param mayBeEmpty whether nothing is an answer too
 * @param endings of an e-mail address that one touch types, in reading order, at most five of 13
 *     characters; empty for other kinds
 * @param first what stands in the field when it appears; a citizen's own words, perhaps, which are
 *     hidden in {@code toString}
 * @param words on keys that are no character
 * @param ok what was typed is complete; {@link Screen.Role#MAIN}. Key: Enter
 */
public record TextEntry(
    String label,
    Kind kind,
    int most,
    boolean mayBeEmpty,
    List<String> endings,
    String first,
    Words words,
    Choice ok) {

  /** Endings of many a Belgian's address, where nobody configured others. */
  public static final List<String> USUAL_ENDINGS =
      List.of("@gmail.com", "@skynet.be", ".be", ".com");

  /**
   * @throws IllegalArgumentException if nothing can be typed, if OK is not the way forward, if an
   *     ending holds what no address does, or if they have no room
   */
  public TextEntry {
    endings = List.copyOf(endings);
    if (most < 1) {
      throw new IllegalArgumentException("an entry takes at least one character");
    }
    if (ok.role() != Screen.Role.MAIN) {
      throw new IllegalArgumentException("OK is the way forward");
    }
    if (!endings.isEmpty() && kind != Kind.EMAIL) {
      throw new IllegalArgumentException("only an e-mail address has endings");
    }
    if (!endings.stream().allMatch(ending -> ending.codePoints().allMatch(Kind.EMAIL::allows))) {
      throw new IllegalArgumentException("an ending that is none of an e-mail address");
    }
    if (!KeyboardLayout.hasRoomFor(endings)) {
      throw new IllegalArgumentException("more or longer endings than keys have room for");
    }
  }

  /** What is typed. */
  public enum Kind {
    /** Names, streets, sentences: Latin letters, digits and common signs. */
    TEXT {
      @Override
      public boolean allows(int character) {
        return isLatinLetter(character)
            || isDigit(character)
            || " '’-.,/():?!&@+".indexOf(character) >= 0;
      }
    },
    /** An e-mail address as people in Belgium have them. */
    EMAIL {
      @Override
      public boolean allows(int character) {
        return (character >= 'a' && character <= 'z')
            || (character >= 'A' && character <= 'Z')
            || isDigit(character)
            || "@.-_+".indexOf(character) >= 0;
      }
    },
    /** Digits, and the comma of a fraction. */
    NUMBER {
      @Override
      public boolean allows(int character) {
        return isDigit(character) || character == ',';
      }
    },
    /** Digits alone: a whole number, a day, a postcode. */
    DIGITS {
      @Override
      public boolean allows(int character) {
        return isDigit(character);
      }
    },
    /** Digits, and the plus sign before a country's. */
    PHONE {
      @Override
      public boolean allows(int character) {
        return isDigit(character) || character == '+';
      }
    };

    /** Whether its keys are those of a telephone, and one line is enough for it. */
    boolean isFigures() {
      return this == NUMBER || this == DIGITS || this == PHONE;
    }

    /** Last of "Latin Extended-B", and the block of letters with two marks [Unicode]. */
    private static final int LAST_COMMON_LETTER = 0x24F;

    private static final int FIRST_WITH_TWO_MARKS = 0x1E00;
    private static final int LAST_WITH_TWO_MARKS = 0x1EFF;

    /**
     * @param character a code point
     */
    public abstract boolean allows(int character);

    private static boolean isDigit(int character) {
      return character >= '0' && character <= '9';
    }

    private static boolean isLatinLetter(int character) {
      return Character.isLetter(character)
          && Character.UnicodeScript.of(character) == Character.UnicodeScript.LATIN
          && (character <= LAST_COMMON_LETTER
              || (character >= FIRST_WITH_TWO_MARKS && character <= LAST_WITH_TWO_MARKS));
    }
  }

  /**
   * @param hint stands in the field while nothing does
   * @param correct takes the last character away. Key: Backspace
   * @param space of a text only
   * @param capitals the next letter is a capital; of a text only
   * @param signs the keys show letters with accents, and signs; of a text only
   */
  public record Words(String hint, String correct, String space, String capitals, String signs) {}

  /** Names the question and not what stands in the field. */
  @Override
  public String toString() {
    return "TextEntry[" + label + ", " + kind + "]";
  }

  /** Every word of it, in reading order. */
  List<String> shown() {
    List<String> shown = new ArrayList<>(List.of(label, words.hint(), words.correct()));
    shown.addAll(endings);
    if (kind == Kind.TEXT) {
      shown.addAll(List.of(words.capitals(), words.signs(), words.space()));
    }
    shown.add(ok.label());
    return List.copyOf(shown);
  }
}
