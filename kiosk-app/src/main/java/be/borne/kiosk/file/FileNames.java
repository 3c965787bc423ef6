package be.borne.kiosk.file;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** Names of files as they can be shown: whoever wrote them may want to deceive. */
final class FileNames {
  private static final int MOST_CHARACTERS = 48;

  /** The end tells which of several it is, and what it is. */
  private static final int END_CHARACTERS = 16;

  /** More than a file system has; what stands behind it is not looked at. */
  private static final int MOST_LOOKED_AT = 1_000;

  /** A letter with more of them grows over the lines above and below. */
  private static final int MOST_MARKS = 2;

  private static final String LEFT_OUT = "…";

  private static final Pattern ENDING = Pattern.compile("(?i)(?<=.) ?\\.(pdf|jpe?g|png)$");

  private FileNames() {}

  /**
   * The name without what nobody sees or what turns a line around, on one line, and at most 48
   * characters of it. What it ends in is left out where it says the kind, which is said by content.
   *
   * @return empty if nothing is left
   */
  static String shown(String name) {
    String bounded = name.substring(0, Math.min(name.length(), MOST_LOOKED_AT));
    String plain =
        ENDING.matcher(seen(Normalizer.normalize(bounded, Normalizer.Form.NFC))).replaceFirst("");
    int length = plain.codePointCount(0, plain.length());
    if (length <= MOST_CHARACTERS) {
      return plain;
    }
    int begin = plain.offsetByCodePoints(0, MOST_CHARACTERS - END_CHARACTERS - 1);
    int end = plain.offsetByCodePoints(plain.length(), -END_CHARACTERS);
    return plain.substring(0, begin).strip() + LEFT_OUT + plain.substring(end).strip();
  }

  private static String seen(String name) {
    StringBuilder seen = new StringBuilder();
    int marks = 0;
    for (int character : name.codePoints().toArray()) {
      marks = isMark(character) ? marks + 1 : 0;
      if (Character.isWhitespace(character) || Character.isSpaceChar(character)) {
        seen.append(' ');
      } else if (isSeen(character) && marks <= MOST_MARKS) {
        seen.appendCodePoint(character);
      }
    }
    return seen.toString().strip().replaceAll(" {2,}", " ");
  }

  private static boolean isMark(int character) {
    int type = Character.getType(character);
    return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
  }

  /** No controls, no marks of direction and joining, nothing that is no character. */
  private static boolean isSeen(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      default -> character != '\ufffd';
    };
  }
}
