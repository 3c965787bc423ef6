package be.borne.device.card.recording;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Texts in UTF-8 whose letters and digits are replaced by invented ones of the same class and the
 * same number of bytes. Spaces, punctuation and control characters stay, and what is no UTF-8 stays
 * none, because that is what programs stumble over.
 */
final class TextMask {
  private static final byte NEVER_IN_UTF8 = (byte) 0xFF;

  private TextMask() {}

  static byte[] masked(byte[] text) {
    byte[] masked = new byte[text.length];
    int at = 0;
    while (at < text.length) {
      int length = characterBytes(text, at);
      if (length == 0) {
        masked[at++] = NEVER_IN_UTF8;
        continue;
      }
      byte[] original = Arrays.copyOfRange(text, at, at + length);
      System.arraycopy(replacement(original), 0, masked, at, length);
      at += length;
    }
    return masked;
  }

  /** How many bytes the character here has; 0 if there is none. */
  private static int characterBytes(byte[] text, int at) {
    int first = text[at] & 0xFF;
    int length = first < 0x80 ? 1 : first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if (length == 0 || first > 0xF4 || at + length > text.length) {
      return 0;
    }
    byte[] character = Arrays.copyOfRange(text, at, at + length);
    // Whatever Java would replace is no character.
    return Arrays.equals(
            new String(character, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8),
            character)
        ? length
        : 0;
  }

  private static byte[] replacement(byte[] character) {
    int codePoint = new String(character, StandardCharsets.UTF_8).codePointAt(0);
    boolean capital = Character.isUpperCase(codePoint);
    if (Character.isISOControl(codePoint)) {
      return character;
    }
    String replaced =
        switch (character.length) {
          case 1 -> ascii(codePoint, capital);
          case 2 -> capital ? "\u00D8" : "\u00F8";
          case 3 -> capital ? "\u1E3E" : "\u1E3F";
          default -> new String(Character.toChars(0x1D54F));
        };
    return replaced.getBytes(StandardCharsets.UTF_8);
  }

  private static String ascii(int character, boolean capital) {
    if (Character.isDigit(character)) {
      return "9";
    }
    if (Character.isLetter(character)) {
      return capital ? "X" : "x";
    }
    return Character.toString(character);
  }
}
