package be.borne.townhall.guichet.engine.embedded;

import be.borne.protocol.terminal.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Properties;
import java.util.Set;

/** The words of one language, from {@code wording_fr.properties} and its siblings. */
final class Wording {
  private final Language language;
  private final Properties texts = new Properties();
  private final DateTimeFormatter dates;

  Wording(Language language) throws IOException {
    this.language = language;
    String name = "wording_" + language.tag() + ".properties";
    try (InputStream in = Wording.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException(name + " is not in the program");
      }
      texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    }
    this.dates = DateTimeFormatter.ofPattern(pattern(language), language.locale());
  }

  private static String pattern(Language language) {
    return language == Language.GERMAN ? "d. MMMM uuuu" : "d MMMM uuuu";
  }

  Language language() {
    return language;
  }

  Set<String> keys() {
    return texts.stringPropertyNames();
  }

  /**
   * @throws IllegalStateException if the language lacks this text: a fault of the program
   */
  String say(String key, String... fillings) {
    String text = texts.getProperty(key);
    if (text == null) {
      throw new IllegalStateException(key + " is not worded in " + language.tag());
    }
    for (int i = 0; i < fillings.length; i++) {
      text = text.replace("{" + i + "}", fillings[i]);
    }
    return text;
  }

  /** The date in words: {@code 23 novembre 2026}. */
  String date(LocalDate date) {
    return dates.format(date);
  }
}
