package be.borne.device.card.recording;

import be.borne.device.card.CardRefusal;
import java.util.HexFormat;
import java.util.Objects;
import java.util.regex.Pattern;

/** How a recorded call ended. */
sealed interface Outcome {
  HexFormat HEX = HexFormat.of().withUpperCase();

  /**
   * With bytes.
   *
   * @param bytes masked, in hexadecimal capitals; may be empty
   */
  record Answered(String bytes) implements Outcome {
    /**
     * A T=0 answer of 256 bytes and a status, and one byte more, which is more than there can be.
     */
    static final int MAX_BYTES = 259;

    public Answered {
      requireHex(bytes, 2 * MAX_BYTES);
    }

    /** An answer that is longer than there can be is cut where it is too long already. */
    static Answered of(byte[] bytes) {
      return new Answered(HEX.formatHex(bytes, 0, Math.min(bytes.length, MAX_BYTES)));
    }

    byte[] toBytes() {
      return HEX.parseHex(bytes);
    }
  }

  /**
   * With a fault.
   *
   * @param detail printable ASCII, without personal data; may be empty
   */
  record Faulted(CardRefusal refusal, String detail) implements Outcome {
    static final int MAX_DETAIL = 200;
    private static final Pattern UNPRINTABLE = Pattern.compile("[^ -~]");

    public Faulted {
      Objects.requireNonNull(refusal, "refusal");
      if (detail.length() > MAX_DETAIL
          || UNPRINTABLE.matcher(detail).find()
          || !detail.equals(detail.strip())) {
        throw new IllegalArgumentException("a fault's detail is printable text");
      }
    }

    /** With as much of the detail as can be kept. */
    static Faulted of(CardRefusal refusal, String detail) {
      String printable = UNPRINTABLE.matcher(detail).replaceAll("?");
      return new Faulted(
          refusal, printable.substring(0, Math.min(MAX_DETAIL, printable.length())).strip());
    }
  }

  /** Not at all, before the program gave up. */
  record Hung() implements Outcome {}

  /**
   * @throws IllegalArgumentException unless it is at most so many hexadecimal digits, in capitals,
   *     in pairs
   */
  static void requireHex(String text, int maxDigits) {
    if (text.length() > maxDigits || text.length() % 2 != 0) {
      throw new IllegalArgumentException("expected up to " + maxDigits / 2 + " bytes");
    }
    if (!text.chars().allMatch(digit -> "0123456789ABCDEF".indexOf(digit) >= 0)) {
      throw new IllegalArgumentException("bytes are written in hexadecimal capitals");
    }
  }
}
