package be.borne.protocol.guichet.form;

import java.text.Normalizer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Whether an address in Belgium, or a place in the street, answers its field. */
final class AddressCheck {
  /** Belgian postcodes run from 1000 to 9999. */
  private static final Pattern POSTCODE = Pattern.compile("[1-9][0-9]{3}");

  private static final Pattern HOUSE_NUMBER = Pattern.compile("[0-9]{1,4}[A-Za-z0-9/ -]{0,6}");

  private AddressCheck() {}

  static Checked address(Answer answer) {
    return answer instanceof Answer.Address typed
        ? check(typed, true)
        : Checked.refused(ProblemKey.WRONG_KIND);
  }

  static Checked spot(Answer answer) {
    if (!(answer instanceof Answer.Spot(var near, var at))) {
      return Checked.refused(ProblemKey.WRONG_KIND);
    }
    Checked checked = check(near, false);
    return checked instanceof Checked.Taken(Answer.Address address)
        ? new Checked.Taken(new Answer.Spot(address, at))
        : checked;
  }

  private static Checked check(Answer.Address typed, boolean withNumber) {
    Answer.Address address =
        new Answer.Address(
            tidy(typed.street()),
            tidy(typed.number()),
            tidy(typed.box()),
            tidy(typed.postcode()),
            tidy(typed.town()));
    boolean numbered =
        HOUSE_NUMBER.matcher(address.number()).matches()
            || (!withNumber && address.number().isEmpty());
    if (address.street().isEmpty()) {
      return Checked.refused(ProblemKey.ADDRESS_STREET);
    } else if (!numbered) {
      return Checked.refused(ProblemKey.ADDRESS_NUMBER);
    } else if (!POSTCODE.matcher(address.postcode()).matches()) {
      return Checked.refused(ProblemKey.ADDRESS_POSTCODE);
    } else if (address.town().isEmpty()) {
      return Checked.refused(ProblemKey.ADDRESS_TOWN);
    }
    boolean written =
        Stream.of(address.street(), address.box(), address.town())
            .allMatch(part -> part.codePoints().allMatch(c -> TextCheck.isWritten(c, false)));
    return written ? new Checked.Taken(address) : Checked.refused(ProblemKey.TEXT_CHARACTERS);
  }

  /** Composing makes some rare letters longer; those stay as they were typed. */
  private static String tidy(String part) {
    String stripped = part.strip();
    String composed = Normalizer.normalize(stripped, Normalizer.Form.NFC).strip();
    return composed.length() <= stripped.length() ? composed : stripped;
  }
}
