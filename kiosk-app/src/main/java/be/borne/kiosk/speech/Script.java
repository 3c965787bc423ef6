package be.borne.kiosk.speech;

import be.borne.protocol.terminal.Language;
import java.util.List;
import java.util.Optional;

/**
 * What is left to be said: an aside first, if there is one, then the rest of a text. The text of
 * the screen is remembered, to be said again. Under its owner's lock.
 */
final class Script {
  private static final int MOST_PHRASES = 200;

  private List<Phrase> screen = List.of();
  private List<Phrase> text = List.of();
  private int at;
  private Optional<Phrase> aside = Optional.empty();

  /**
   * Another screen is said from its start; the same again changes nothing.
   *
   * @return whether it is another
   */
  boolean show(List<Phrase> phrases) {
    List<Phrase> shown = List.copyOf(phrases.subList(0, Math.min(phrases.size(), MOST_PHRASES)));
    boolean other = !shown.equals(screen);
    if (other) {
      screen = shown;
      fromTheStart();
    }
    return other;
  }

  /** Of the screen's title; empty if there is no screen. */
  Optional<Language> language() {
    return screen.stream().findFirst().map(Phrase::language);
  }

  void fromTheStart() {
    aside = Optional.empty();
    text = screen;
    at = 0;
  }

  /** This, and nothing more of the text. */
  void only(List<Phrase> phrases) {
    aside = Optional.empty();
    text = List.copyOf(phrases.subList(0, Math.min(phrases.size(), MOST_PHRASES)));
    at = 0;
  }

  /** This, and then the phrase that was under way once more and what follows it. */
  void interpose(Phrase phrase) {
    aside = Optional.of(phrase);
  }

  Optional<Phrase> next() {
    return aside.or(() -> at < text.size() ? Optional.of(text.get(at)) : Optional.empty());
  }

  /** What {@link #next()} gave has been said, or cannot be. */
  void done() {
    if (aside.isPresent()) {
      aside = Optional.empty();
    } else {
      at++;
    }
  }
}
