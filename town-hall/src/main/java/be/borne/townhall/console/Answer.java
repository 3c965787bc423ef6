package be.borne.townhall.console;

/** Can a citizen use the terminal now? */
public enum Answer {
  NO("no", "No"),
  SOON("soon", "Yes, but someone should come soon"),
  YES("yes", "Yes");

  private final String key;
  private final String words;

  Answer(String key, String words) {
    this.key = key;
    this.words = words;
  }

  /** As in the JSON, and as class of the style sheet. */
  public String key() {
    return key;
  }

  /** As the page says it. */
  public String words() {
    return words;
  }
}
