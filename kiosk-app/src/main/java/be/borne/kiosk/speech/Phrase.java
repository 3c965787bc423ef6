package be.borne.kiosk.speech;

import be.borne.protocol.terminal.Language;
import java.util.Objects;

/**
 * One thing to be said in one breath.
 *
 * @param text as it is to be read aloud; not empty
 * @param language in which it is, which need not be that of the screen it belongs to
 * @param privacy what may be done with it beside saying it
 */
public record Phrase(String text, Language language, Privacy privacy) {

  /** What may be done with a phrase. Whatever it is, it is said to a headset only. */
  public enum Privacy {
    /** A sentence of ours, the same for everybody: may be recorded, cached and named in a log. */
    FIXED,
    /**
     * Anything else: of this citizen, or not known to be of nobody. Neither kept nor logged, and
     * said to a headset only [EN 301 549, 5.1.3.9].
     */
    PRIVATE
  }

  public Phrase {
    Objects.requireNonNull(language, "language");
    Objects.requireNonNull(privacy, "privacy");
    if (text.isBlank()) {
      throw new IllegalArgumentException("a phrase says something");
    }
  }

  public boolean isPrivate() {
    return privacy == Privacy.PRIVATE;
  }

  /** Without the words, if they are private: what is printed ends in a log sooner or later. */
  @Override
  public String toString() {
    return "Phrase[%s, %s]".formatted(language.tag(), isPrivate() ? "private" : text);
  }
}
