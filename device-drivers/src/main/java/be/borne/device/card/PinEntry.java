package be.borne.device.card;

import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;

/** Where the PIN comes from. */
public sealed interface PinEntry {

  /** Typed at the terminal's own keys. */
  final class Typed implements PinEntry {
    private static final int MIN_DIGITS = 4;
    private static final int MAX_DIGITS = 12;

    private final char[] digits;

    /**
     * @param digits four to twelve digits; wiped once the card has seen them, or will not
     */
    public Typed(char[] digits) {
      this.digits = digits;
    }

    char[] digits() {
      return digits;
    }

    boolean isPin() {
      boolean isPin = digits.length >= MIN_DIGITS && digits.length <= MAX_DIGITS;
      for (char digit : digits) {
        isPin &= digit >= '0' && digit <= '9';
      }
      return isPin;
    }

    void wipe() {
      Arrays.fill(digits, '\0');
    }

    /** Not even how many. */
    @Override
    public String toString() {
      return "Typed[]";
    }
  }

  /**
   * Typed at the reader's own keys, where {@link EidCard#readerAbilities()} says it has any: this
   * program sees what came of it, and never the PIN.
   *
   * @param language of the reader's display, where it has one
   * @param timeout how long the reader waits for the first key, and as long again for the rest; 1
   *     to 255 seconds, of which the reader is told the whole ones
   */
  record OnReader(PadLanguage language, Duration timeout) implements PinEntry {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(255);

    public OnReader {
      Objects.requireNonNull(language, "language");
      if (timeout.compareTo(SHORTEST) < 0 || timeout.compareTo(LONGEST) > 0) {
        throw new IllegalArgumentException("PIN pad timeout: expected 1 to 255 seconds");
      }
    }
  }
}
