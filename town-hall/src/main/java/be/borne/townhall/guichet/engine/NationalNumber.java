package be.borne.townhall.guichet.engine;

import java.util.regex.Pattern;

/**
 * A person's number in the National Register, as it stands on the card: eleven digits. Its check
 * digits are not looked at: what vouches for a number here is the register's signature over the
 * card's identity file, and the invented persons of demonstrations deliberately do not check.
 *
 * @param digits eleven digits
 */
public record NationalNumber(String digits) {
  private static final Pattern SHAPE = Pattern.compile("[0-9]{11}");

  /**
   * @throws IllegalArgumentException if these are not eleven digits; never quotes them
   */
  public NationalNumber {
    if (digits == null || !SHAPE.matcher(digits).matches()) {
      throw new IllegalArgumentException("a national number is eleven digits");
    }
  }

  /** As people write it: {@code 50.13.41-999.15}. */
  public String written() {
    return "%s.%s.%s-%s.%s"
        .formatted(
            digits.substring(0, 2),
            digits.substring(2, 4),
            digits.substring(4, 6),
            digits.substring(6, 9),
            digits.substring(9));
  }

  /** Says nothing: a national number has no place in a log. */
  @Override
  public String toString() {
    return "NationalNumber[hidden]";
  }
}
