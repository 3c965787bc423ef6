package be.borne.kiosk.screen;

import be.borne.protocol.terminal.Language;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;

/** The words of the screens in one language, from the resources {@code Texts_xx.properties}. */
final class Texts {
  private static final String BUNDLE = "be.borne.kiosk.screen.Texts";
  private static final ZoneId BELGIUM = ZoneId.of("Europe/Brussels");

  private final Locale locale;
  private final ResourceBundle bundle;
  private final Map<String, String> own;

  Texts(Language language) {
    this(language, Map.of());
  }

  /**
   * @param own a municipality's own words instead of some of ours, by their keys
   */
  Texts(Language language, Map<String, String> own) {
    this.own = Map.copyOf(own);
    this.locale = language.locale();
    this.bundle =
        ResourceBundle.getBundle(
            BUNDLE,
            Locale.of(language.tag()),
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  /**
   * @param arguments for the places {@code {0}}, {@code {1}}… of the text
   * @throws java.util.MissingResourceException if no text has this key
   */
  String get(String key, Object... arguments) {
    return new MessageFormat(pattern(key), locale).format(arguments);
  }

  Set<String> keys() {
    return bundle.keySet();
  }

  /** The text as it stands in the resource, its places still open. */
  String pattern(String key) {
    String ours = own.get(key);
    return ours != null ? ours : bundle.getString(key);
  }

  /**
   * A moment as people of this language write it, Belgian time: "26 November, 14:02", in German
   * "26. November, 14:02".
   */
  String moment(Instant at) {
    boolean german = Language.GERMAN.locale().getLanguage().equals(locale.getLanguage());
    return at.atZone(BELGIUM)
        .format(
            DateTimeFormatter.ofPattern(german ? "d. MMMM, HH:mm" : "d MMMM, HH:mm", locale)
                .withLocale(locale));
  }

  /** A day as people of this language write it: "26 November 2026". */
  String day(LocalDate day) {
    boolean german = Language.GERMAN.locale().getLanguage().equals(locale.getLanguage());
    return day.format(DateTimeFormatter.ofPattern(german ? "d. MMMM yyyy" : "d MMMM yyyy", locale));
  }

  /** The Belgian day of a moment. */
  String day(Instant at) {
    return day(LocalDate.ofInstant(at, BELGIUM));
  }

  /** An amount in euro as people of this language write it. */
  String euro(int cents) {
    NumberFormat format = NumberFormat.getCurrencyInstance(locale);
    format.setCurrency(Currency.getInstance("EUR"));
    // The typeface has no narrow no-break space, the usual one reads the same.
    return format.format(cents / 100.0).replace('\u202f', '\u00a0');
  }
}
