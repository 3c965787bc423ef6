package be.borne.protocol.guichet.form;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Whether a number answers its field. */
final class NumberCheck {
  private static final Pattern BLANKS = Pattern.compile("[\\s\u00a0\u202f]");
  private static final Pattern TYPED = Pattern.compile("-?[0-9]{1,15}(?:,[0-9]{1,12})?");

  private NumberCheck() {}

  static Checked of(Input.NumberField input, Answer answer) {
    return switch (answer) {
      case Answer.Quantity(var number) -> inRange(input, number);
      case Answer.Text(var text) -> typed(input, BLANKS.matcher(text).replaceAll(""));
      default -> Checked.refused(ProblemKey.WRONG_KIND);
    };
  }

  private static Checked typed(Input.NumberField input, String text) {
    if (text.indexOf('.') >= 0) {
      // 1.000 is a thousand for some and one for others, so nobody guesses.
      return Checked.refused(ProblemKey.NUMBER_POINT);
    }
    return TYPED.matcher(text).matches()
        ? inRange(input, new BigDecimal(text.replace(',', '.')))
        : Checked.refused(ProblemKey.NUMBER_SHAPE);
  }

  private static Checked inRange(Input.NumberField input, BigDecimal number) {
    if (number.stripTrailingZeros().scale() > input.decimals()) {
      return input.decimals() == 0
          ? Checked.refused(ProblemKey.NUMBER_WHOLE)
          : new Checked.Refused(Problem.counted(ProblemKey.NUMBER_DECIMALS, input.decimals()));
    }
    if (input.min() != null && number.compareTo(input.min()) < 0) {
      return limit(ProblemKey.NUMBER_LOW, input.min());
    }
    if (input.max() != null && number.compareTo(input.max()) > 0) {
      return limit(ProblemKey.NUMBER_HIGH, input.max());
    }
    return new Checked.Taken(new Answer.Quantity(number));
  }

  private static Checked limit(ProblemKey key, BigDecimal amount) {
    return new Checked.Refused(Problem.of(key, new Problem.Argument.Amount(amount)));
  }
}
