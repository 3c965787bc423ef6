package be.borne.kiosk.session;

import be.borne.kiosk.screen.PinDigits;
import java.util.Arrays;

/**
 * The only place in the program where a PIN lies, from the first digit until the card has it. Four
 * to twelve digits, never a String. Thread-safe: typed on one thread, taken and wiped on others.
 */
public final class PinBuffer implements PinDigits {
  public static final int MIN_DIGITS = 4;
  public static final int MAX_DIGITS = 12;

  private final char[] digits = new char[MAX_DIGITS];
  private int count;
  private boolean closed;

  @Override
  public synchronized boolean add(char digit) {
    if (closed || count == MAX_DIGITS || digit < '0' || digit > '9') {
      return false;
    }
    digits[count++] = digit;
    return true;
  }

  @Override
  public synchronized void removeLast() {
    if (count > 0) {
      digits[--count] = '\0';
    }
  }

  @Override
  public synchronized int count() {
    return count;
  }

  @Override
  public synchronized void clear() {
    Arrays.fill(digits, '\0');
    count = 0;
  }

  /** Whether there are enough digits for a PIN. */
  public synchronized boolean complete() {
    return count >= MIN_DIGITS;
  }

  /**
   * Hands the PIN over and keeps nothing of it.
   *
   * @return the digits; the caller wipes them
   * @throws IllegalStateException if there are fewer than {@value #MIN_DIGITS}
   */
  synchronized char[] take() {
    if (!complete()) {
      throw new IllegalStateException("the PIN is not complete");
    }
    char[] taken = Arrays.copyOf(digits, count);
    clear();
    return taken;
  }

  /** Wipes, and takes no digit ever again. */
  synchronized void close() {
    clear();
    closed = true;
  }

  /** For the test that looks for what is left. */
  synchronized boolean isZero() {
    for (char digit : digits) {
      if (digit != '\0') {
        return false;
      }
    }
    return count == 0;
  }

  /** Not even how many. */
  @Override
  public String toString() {
    return "PinBuffer[]";
  }
}
