package be.borne.device.card;

import java.util.Arrays;

/**
 * What a reader's own display speaks, where it has one (USB-IF, Language Identifiers). French and
 * Dutch are the Belgian ones, as the federal middleware asks for them.
 */
public enum PadLanguage {
  FRENCH("fr", 0x080C),
  DUTCH("nl", 0x0813),
  GERMAN("de", 0x0407),
  ENGLISH("en", 0x0409);

  private final String tag;
  private final int languageId;

  PadLanguage(String tag, int languageId) {
    this.tag = tag;
    this.languageId = languageId;
  }

  /**
   * @param tag ISO 639-1, lower case
   * @throws IllegalArgumentException if the tag is none of fr, nl, de, en
   */
  public static PadLanguage ofTag(String tag) {
    return Arrays.stream(values())
        .filter(language -> language.tag.equals(tag))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("language is none of fr, nl, de, en"));
  }

  /** LANGID, 16 bits. */
  int languageId() {
    return languageId;
  }
}
