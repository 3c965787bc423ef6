package be.borne.townhall.guichet;

import be.borne.protocol.terminal.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/** What the public page says, in each language, and in which it is wanted. */
final class VerificationWords {
  private static final int MAX_HEADER_CHARS = 200;
  private static final List<Locale> LOCALES =
      Stream.of(Language.values()).map(language -> Locale.of(language.tag())).toList();

  private final Map<Language, Properties> texts = new EnumMap<>(Language.class);

  VerificationWords() throws IOException {
    for (Language language : Language.values()) {
      Properties words = new Properties();
      String name = "verification_" + language.tag() + ".properties";
      try (InputStream in = VerificationWords.class.getResourceAsStream(name)) {
        if (in == null) {
          throw new IOException(name + " is not in the program");
        }
        words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
      }
      texts.put(language, words);
    }
  }

  /**
   * @throws IllegalArgumentException if the language lacks the text
   */
  String say(Language language, String key) {
    String text = texts.get(language).getProperty(key);
    if (text == null) {
      throw new IllegalArgumentException(key + " is missing in " + language);
    }
    return text;
  }

  /** The keys of one language. */
  java.util.Set<String> keys(Language language) {
    return texts.get(language).stringPropertyNames();
  }

  /**
   * @param chosen as the page's own links say it; may be null or anything
   * @param accepted {@code Accept-Language}; may be null or anything
   */
  static Language wanted(String chosen, String accepted) {
    for (Language language : Language.values()) {
      if (language.tag().equals(chosen)) {
        return language;
      }
    }
    if (accepted == null || accepted.length() > MAX_HEADER_CHARS) {
      return Language.FRENCH;
    }
    try {
      Locale found = Locale.lookup(Locale.LanguageRange.parse(accepted), LOCALES);
      return found == null ? Language.FRENCH : Language.ofTag(found.getLanguage());
    } catch (IllegalArgumentException e) {
      return Language.FRENCH;
    }
  }
}
