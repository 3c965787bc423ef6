package be.borne.kiosk.form;

import be.borne.protocol.guichet.form.Answer;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The address of an identity card as a form takes it; the card has street and number in one. */
public final class CardAddress {
  private static final int MOST_CHARS = 120;

  private static final Pattern WITH_BOX =
      Pattern.compile(
          "(.*[^ ,])[ ,]+([0-9]{1,4}[A-Za-z]?)[ ,]*(?:/ ?[bB]?|(?:boîte|bte|bus|Bfk)[ .]*)([A-Za-z0-9.-]{1,10})");

  private static final Pattern WITHOUT_BOX = Pattern.compile("(.*[^ ,])[ ,]+([0-9]{1,4}[A-Za-z]?)");

  private CardAddress() {}

  /**
   * @param streetAndNumber as on the card: {@code Rue Inventée 12 boîte 3}
   * @return empty where street and number cannot be told apart; the address is asked then
   */
  public static Optional<Answer.Address> of(String streetAndNumber, String postcode, String town) {
    String line = streetAndNumber.strip();
    if (line.length() > MOST_CHARS || postcode.length() > 10 || town.length() > 60) {
      return Optional.empty();
    }
    Matcher whole = WITH_BOX.matcher(line);
    String box = "";
    if (whole.matches()) {
      box = whole.group(3);
    } else {
      whole = WITHOUT_BOX.matcher(line);
      if (!whole.matches()) {
        return Optional.empty();
      }
    }
    String street = whole.group(1).strip();
    return street.length() > 100
        ? Optional.empty()
        : Optional.of(new Answer.Address(street, whole.group(2), box, postcode, town));
  }
}
