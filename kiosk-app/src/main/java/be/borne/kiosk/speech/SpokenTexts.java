package be.borne.kiosk.speech;

import be.borne.protocol.terminal.Language;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;

/**
 * The words that are said and never shown, in four languages: {@code Spoken_xx.properties}. They
 * join what a screen shows to the keys that do it.
 */
final class SpokenTexts {
  private static final String BUNDLE = "be.borne.kiosk.speech.Spoken";

  private final Map<Language, ResourceBundle> bundles = new EnumMap<>(Language.class);

  SpokenTexts() {
    Arrays.stream(Language.values())
        .forEach(language -> bundles.put(language, Bundles.of(BUNDLE, language)));
  }

  /**
   * @param arguments for the places {@code {0}}, {@code {1}}… of the text
   * @throws java.util.MissingResourceException if no text has this key
   */
  String get(Language language, String key, Object... arguments) {
    return new MessageFormat(pattern(language, key), language.locale()).format(arguments);
  }

  String pattern(Language language, String key) {
    return bundles.get(language).getString(key);
  }

  Set<String> keys(Language language) {
    return bundles.get(language).keySet();
  }
}
