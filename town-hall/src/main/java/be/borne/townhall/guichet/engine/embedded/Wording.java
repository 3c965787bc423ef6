package be.borne.townhall.guichet.engine.embedded;

import be.borne.protocol.terminal.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Properties;
import java.util.Set;

/** The words of one language, from {@code wording_fr.properties} and its siblings. */
final class Wording {
  private final Language language;
  private final Properties texts = new Properties();
  private final DateTimeFormatter dates;
  private final DateTimeFormatter months;

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
    this.months = DateTimeFormatter.ofPattern("MMMM uuuu", language.locale());
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

  boolean has(String key) {
    return texts.containsKey(key);
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
    // French keeps such a mark on the line of the word before it.
    return language == Language.FRENCH
        ? text.replace(" :", "\u00a0:").replace(" ;", "\u00a0;")
        : text;
  }

  /** The text as grammar wants it of this person, or the one for everybody. */
  String say(String key, Sex sex) {
    String own = key + "." + sex;
    return say(has(own) ? own : key);
  }

  /** The text of one kind of certificate, or else of acts, or else of all. */
  String say(String key, CertificateKind kind) {
    String own = key + "." + kind.serviceId();
    return say(has(own) ? own : kind.isAct() && has(key + ".act") ? key + ".act" : key);
  }

  /** The date in words: {@code 23 novembre 2026}, {@code 1er mars 1988}. */
  String date(LocalDate date) {
    String words = dates.format(date);
    return language == Language.FRENCH && date.getDayOfMonth() == 1
        ? words.replaceFirst("^1 ", "1er ")
        : words;
  }

  /** As much of the date as is known. */
  String date(PartialDate date) {
    if (date.isWhole()) {
      return date(date.latest());
    }
    return date.hasMonth() ? months.format(YearMonth.parse(date.iso())) : date.iso();
  }
}
