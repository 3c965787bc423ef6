package be.borne.protocol.guichet.form;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** Whether a text answers its field. */
final class TextCheck {
  private static final int MAX_EMAIL = 254;
  private static final int MAX_BEFORE_AT = 64;

  /** The dot-atom of RFC 5322; quoted names and comments are for no citizen. */
  private static final Pattern BEFORE_AT =
      Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]++(?:\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]++)*+");

  private static final Pattern DOMAIN =
      Pattern.compile("(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.){1,10}[A-Za-z]{2,63}");

  private static final Pattern SIGNS_IN_PHONE = Pattern.compile("[\\s\u00a0\u202f./()-]");

  /** Mobile numbers have nine digits behind the 0, all others eight. */
  private static final Pattern BELGIAN = Pattern.compile("\\+32(?:4[0-9]{8}|[1-9][0-9]{7})");

  /** E.164: at most 15 digits with the country's. */
  private static final Pattern INTERNATIONAL = Pattern.compile("\\+[1-9][0-9]{6,14}");

  private TextCheck() {}

  static Checked line(Input.ShortText input, Answer answer) {
    Checked checked = text(answer, input.maxChars(), false);
    return checked instanceof Checked.Taken(Answer.Text(var text))
            && input.shape() != null
            && !input.shape().matches(text)
        ? Checked.refused(ProblemKey.TEXT_SHAPE)
        : checked;
  }

  static Checked lines(Input.LongText input, Answer answer) {
    return text(answer, input.maxChars(), true);
  }

  /** Text composed as one writes it, so that an é is one character wherever it was typed. */
  private static Checked text(Answer answer, int maxChars, boolean lines) {
    if (!(answer instanceof Answer.Text(var typed))) {
      return Checked.refused(ProblemKey.WRONG_KIND);
    }
    String text = Normalizer.normalize(typed.strip(), Normalizer.Form.NFC).strip();
    if (text.length() > maxChars) {
      return new Checked.Refused(Problem.counted(ProblemKey.TEXT_LONG, maxChars));
    }
    return text.codePoints().allMatch(c -> isWritten(c, lines))
        ? new Checked.Taken(new Answer.Text(text))
        : Checked.refused(ProblemKey.TEXT_CHARACTERS);
  }

  /** Invisible characters can make a clerk read something else than what was sent. */
  static boolean isWritten(int character, boolean lines) {
    return switch (Character.getType(character)) {
      case Character.CONTROL -> lines && character == '\n';
      case Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  static Checked email(Answer answer) {
    if (!(answer instanceof Answer.Text(var typed))) {
      return Checked.refused(ProblemKey.WRONG_KIND);
    }
    String text = typed.strip();
    if (text.length() > MAX_EMAIL) {
      return new Checked.Refused(Problem.counted(ProblemKey.TEXT_LONG, MAX_EMAIL));
    }
    int at = text.indexOf('@');
    if (at < 0) {
      return Checked.refused(ProblemKey.EMAIL_AT);
    }
    boolean fits =
        at <= MAX_BEFORE_AT
            && BEFORE_AT.matcher(text.substring(0, at)).matches()
            && DOMAIN.matcher(text.substring(at + 1)).matches();
    return fits
        ? new Checked.Taken(new Answer.Text(text))
        : Checked.refused(ProblemKey.EMAIL_SHAPE);
  }

  /** Kept with its country and nothing but digits: {@code +32470000000}. */
  static Checked phone(Answer answer) {
    if (!(answer instanceof Answer.Text(var typed))) {
      return Checked.refused(ProblemKey.WRONG_KIND);
    }
    String digits = SIGNS_IN_PHONE.matcher(typed).replaceAll("");
    String number =
        digits.startsWith("00")
            ? "+" + digits.substring(2)
            : digits.startsWith("0") ? "+32" + digits.substring(1) : digits;
    // People write +32 (0)470.
    String whole = number.startsWith("+320") ? "+32" + number.substring(4) : number;
    boolean fits =
        whole.startsWith("+32")
            ? BELGIAN.matcher(whole).matches()
            : INTERNATIONAL.matcher(whole).matches();
    return fits
        ? new Checked.Taken(new Answer.Text(whole))
        : Checked.refused(ProblemKey.PHONE_SHAPE);
  }
}
