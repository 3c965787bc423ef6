package be.borne.protocol.guichet.form;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether a day answers its field. */
final class DayCheck {
  /** Day, month and year, as they are said in all four languages; the keypad has no other sign. */
  private static final Pattern TYPED =
      Pattern.compile("([0-9]{1,2})[/. -]([0-9]{1,2})[/. -]([0-9]{4})");

  private static final Pattern TYPED_WITHOUT_SIGNS =
      Pattern.compile("([0-9]{2})([0-9]{2})([0-9]{4})");

  private DayCheck() {}

  static Checked of(Input.DateField input, Answer answer, LocalDate today) {
    return switch (answer) {
      case Answer.Day(var day) -> inRange(input, day, today);
      case Answer.Text(var text) -> typed(input, text.strip(), today);
      default -> Checked.refused(ProblemKey.WRONG_KIND);
    };
  }

  private static Checked typed(Input.DateField input, String text, LocalDate today) {
    Matcher matcher = TYPED.matcher(text);
    if (!matcher.matches()) {
      matcher = TYPED_WITHOUT_SIGNS.matcher(text);
      if (!matcher.matches()) {
        return Checked.refused(ProblemKey.DATE_SHAPE);
      }
    }
    int year = Integer.parseInt(matcher.group(3));
    if (year < 1800 || year > 2199) {
      return Checked.refused(ProblemKey.DATE_UNREAL);
    }
    try {
      LocalDate day =
          LocalDate.of(
              year, Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(1)));
      return inRange(input, day, today);
    } catch (DateTimeException _) {
      return Checked.refused(ProblemKey.DATE_UNREAL);
    }
  }

  private static Checked inRange(Input.DateField input, LocalDate day, LocalDate today) {
    if (input.min() != null && day.isBefore(input.min().on(today))) {
      return limit(ProblemKey.DATE_BEFORE, input.min().on(today));
    }
    if (input.max() != null && day.isAfter(input.max().on(today))) {
      return limit(ProblemKey.DATE_AFTER, input.max().on(today));
    }
    return new Checked.Taken(new Answer.Day(day));
  }

  private static Checked limit(ProblemKey key, LocalDate day) {
    return new Checked.Refused(Problem.of(key, new Problem.Argument.Day(day)));
  }
}
