package be.borne.kiosk.screen;

import be.borne.kiosk.journey.Manner;
import be.borne.kiosk.screen.Screen.Choice;
import be.borne.kiosk.screen.Screen.Fact;
import be.borne.kiosk.screen.Screen.Option;
import java.util.List;
import java.util.Optional;

/**
 * Is told what the window shows and what hands do to it, to say it to someone who cannot see it [EN
 * 301 549, 5.1.3]. Every method returns at once.
 */
public interface Narration {

  /**
   * What of a screen is in view.
   *
   * @param facts what is to be read
   * @param listed the choices of the list, in order: their keys are 1 to 9
   * @param previous words that turn to the page before; empty on the first
   * @param more words that turn to the next page; empty on the last
   * @param toBeRead whether more follows that is to be read before anything is decided
   */
  record View(
      Screen screen,
      List<Fact> facts,
      List<Choice> listed,
      Optional<String> previous,
      Optional<String> more,
      boolean toBeRead) {
    public View {
      facts = List.copyOf(facts);
      listed = List.copyOf(listed);
    }
  }

  /** In this manner what follows is to be said. */
  void speaksIn(Manner manner);

  /** This came into view. */
  void shows(View view);

  /** The ring of the keys came to a choice. */
  void arrivedAt(Choice choice);

  /** The ring of the keys came to one of several things of which one holds. */
  void arrivedAt(Option option);

  /** The ring of the keys came to a button that has no more than a word. */
  void arrivedAt(String word);

  /**
   * A digit of the PIN was typed or taken back; which one is known to nobody here.
   *
   * @param count of digits there are now
   */
  void typed(int count);

  /**
   * One character of an entry was typed, or the ring of the keys came to the key that types it; or
   * several were typed at once.
   */
  void typedText(String text);

  /**
   * A character of an entry was taken back.
   *
   * @param character a code point
   */
  void tookBack(int character);

  /** What is in view is to be said again. */
  void repeats();

  /** A visit is over: the next person starts from silence. */
  void visitEnded();

  /** For a terminal that does not speak. */
  Narration SILENT =
      new Narration() {
        @Override
        public void speaksIn(Manner manner) {}

        @Override
        public void shows(View view) {}

        @Override
        public void arrivedAt(Choice choice) {}

        @Override
        public void arrivedAt(Option option) {}

        @Override
        public void arrivedAt(String word) {}

        @Override
        public void typed(int count) {}

        @Override
        public void typedText(String text) {}

        @Override
        public void tookBack(int character) {}

        @Override
        public void repeats() {}

        @Override
        public void visitEnded() {}
      };
}
