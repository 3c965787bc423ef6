package be.borne.kiosk.screen;

import be.borne.protocol.terminal.PinPositions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Where what is typed on a screen goes, and where the digits of its PIN pad stand.
 *
 * @param random shuffles the digits; it must not be foreseen
 */
record Typing(PinDigits pin, TypedText text, PinPositions positions, RandomGenerator random) {

  Typing(PinDigits pin, TypedText text, PinPositions positions) {
    this(pin, text, positions, new SecureRandom());
  }

  /**
   * The digits of a pad that appears now, in the order of its places from the upper left; the tenth
   * stands alone in the last row. Shuffled digits stand elsewhere each time, so that neither a
   * glance from afar nor traces of fingers tell a PIN.
   */
  List<Character> pinPositions() {
    List<Character> digits = new ArrayList<>();
    "1234567890".chars().forEach(digit -> digits.add((char) digit));
    if (positions == PinPositions.SHUFFLED) {
      Collections.shuffle(digits, random);
    }
    return List.copyOf(digits);
  }
}
