package be.borne.protocol.terminal;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The four languages a terminal speaks. On the wire each is its ISO 639-1 tag. */
public enum Language {
  FRENCH("fr", "Français"),
  DUTCH("nl", "Nederlands"),
  GERMAN("de", "Deutsch"),
  ENGLISH("en", "English");

  private final String tag;
  private final String ownName;

  Language(String tag, String ownName) {
    this.tag = tag;
    this.ownName = ownName;
  }

  /** ISO 639-1, lower case: {@code fr}, {@code nl}, {@code de}, {@code en}. */
  @JsonValue
  public String tag() {
    return tag;
  }

  /** The language's name as its own speakers write it. */
  public String ownName() {
    return ownName;
  }

  public Locale locale() {
    return Locale.of(tag, "BE");
  }

  /**
   * @param tag ISO 639-1, lower case
   * @throws IllegalArgumentException if the tag is none of the four
   */
  @JsonCreator
  public static Language ofTag(String tag) {
    for (Language language : values()) {
      if (language.tag.equals(tag)) {
        return language;
      }
    }
    throw new IllegalArgumentException("language is none of fr, nl, de, en");
  }
}
