package be.borne.kiosk.speech;

import be.borne.protocol.terminal.Language;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns codes, prices and times from how they are written into how people say them. */
final class Figures {
  private static final Pattern CODE =
      Pattern.compile("(?=.*[0-9])[A-Z0-9]{1,16}(-[A-Z0-9]{1,16})*");
  private static final int LONGEST_GROUP = 4;

  private static final String SPACE = "[ \u00a0\u202f]?";
  private static final String AMOUNT = "(\\d{1,3}(?:[.,' \u00a0\u202f]?\\d{3})*)[.,](\\d{2})";
  private static final Pattern EURO =
      Pattern.compile("€" + SPACE + AMOUNT + "(?!\\d)|(?<!\\d)" + AMOUNT + SPACE + "€");
  private static final Pattern TIME = Pattern.compile("(?<![\\d:])(\\d{1,2}):(\\d{2})(?![\\d:])");

  private final SpokenTexts spoken;

  Figures(SpokenTexts spoken) {
    this.spoken = spoken;
  }

  /** Whether this is to be shown or copied character by character: {@code 7K3M-9QX2}. */
  static boolean isCode(String text) {
    return CODE.matcher(text).matches();
  }

  /** The text as it is said. A code by its characters, prices and times in words. */
  String natural(String text, Language language) {
    return isCode(text) ? spelled(text) : timesIn(pricesIn(text, language), language);
  }

  /**
   * Character by character, resting after every fourth: "7, K, 3, M. 9, Q, X, 2." Commas, because
   * after a mere space synthesisers take A for the English article and Y for the French "there".
   */
  static String spelled(String code) {
    StringBuilder said = new StringBuilder();
    for (String group : code.split("[^\\p{L}\\p{N}]+", -1)) {
      for (int i = 0; i < group.length(); i++) {
        boolean last = i + 1 == group.length() || (i + 1) % LONGEST_GROUP == 0;
        said.append(group.charAt(i)).append(last ? ". " : ", ");
      }
    }
    return said.toString().strip();
  }

  private String pricesIn(String text, Language language) {
    return EURO.matcher(text).replaceAll(price -> Matcher.quoteReplacement(said(price, language)));
  }

  private String said(MatchResult price, Language language) {
    boolean euroFirst = price.group(1) != null;
    String whole = price.group(euroFirst ? 1 : 3).replaceAll("\\D", "");
    int cents = Integer.parseInt(price.group(euroFirst ? 2 : 4));
    int many = whole.equals("0") || whole.equals("1") ? 1 : 2;
    return cents == 0
        ? spoken.get(language, "price.whole", whole, many)
        : spoken.get(language, "price.cents", whole, many, cents);
  }

  private String timesIn(String text, Language language) {
    return TIME.matcher(text)
        .replaceAll(
            time -> {
              int hour = Integer.parseInt(time.group(1));
              int minute = Integer.parseInt(time.group(2));
              String key = minute == 0 ? "time.hour" : "time.minute";
              return Matcher.quoteReplacement(spoken.get(language, key, hour, minute));
            });
  }
}
