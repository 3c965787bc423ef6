package be.borne.townhall.guichet.engine.embedded;

import be.borne.townhall.guichet.engine.NationalNumber;
import java.util.regex.Pattern;

/** Keeps real persons out of the embedded register. */
final class Invented {
  private static final Pattern IMPOSSIBLE_MONTH = Pattern.compile("[0-9]{2}1[3-6][0-9]{7}");

  private Invented() {}

  /**
   * @throws IllegalArgumentException if somebody could have that number; never quotes it
   */
  static void requireImpossible(NationalNumber number) {
    if (!IMPOSSIBLE_MONTH.matcher(number.digits()).matches()) {
      throw new IllegalArgumentException(
          "the embedded register takes only numbers that nobody can have: months 13 to 16");
    }
  }
}
