package be.borne.device.card;

import java.util.Arrays;

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
}
