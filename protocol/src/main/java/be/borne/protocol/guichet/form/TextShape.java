package be.borne.protocol.guichet.form;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.regex.Matcher;

/**
 * A regular expression of a form. Forms come from elsewhere, so it is run by RE2/J, whose time
 * grows with the text and never explodes; its size is bounded here.
 *
 * @param expression RE2 syntax, at most 100 characters; the repetitions it counts multiply to at
 *     most 1,000
 */
public record TextShape(@JsonValue String expression) {
  private static final java.util.regex.Pattern COUNTED =
      java.util.regex.Pattern.compile("\\{([0-9]*),?([0-9]*)\\}");
  private static final int MOST_REPETITIONS = 1_000;

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public TextShape {
    FormBounds.present(expression, "shape");
    FormBounds.between(expression.length(), "the length of a shape", 1, 100);
    long repetitions = 1;
    Matcher counted = COUNTED.matcher(expression);
    while (counted.find()) {
      repetitions *= Math.max(count(counted.group(1)), count(counted.group(2)));
      if (repetitions > MOST_REPETITIONS) {
        throw new FormRefusedException("a shape counts too many repetitions");
      }
    }
    try {
      Pattern.compile(expression);
    } catch (PatternSyntaxException _) {
      throw new FormRefusedException("a shape is not a regular expression of RE2");
    }
  }

  private static long count(String digits) {
    return digits.isEmpty() ? 1 : digits.length() > 4 ? 10_000 : Long.parseLong(digits);
  }

  /** Whether the whole text has this shape. */
  public boolean matches(String text) {
    return Pattern.matches(expression, text);
  }
}
