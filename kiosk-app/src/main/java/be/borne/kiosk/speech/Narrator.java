package be.borne.kiosk.speech;

import be.borne.kiosk.journey.Manner;
import be.borne.kiosk.screen.Screen;
import be.borne.kiosk.screen.Screen.Choice;
import be.borne.kiosk.screen.Screen.Option;
import be.borne.kiosk.speech.SpokenScreen.Page;
import be.borne.protocol.terminal.Language;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * The spoken side of the window: is told what the window shows and what hands do to it, and says it
 * to whoever has a headset in [EN 301 549, 5.1.3.1, 5.1.3.3]. Every method returns at once.
 */
public final class Narrator implements AutoCloseable {
  private final SpokenScreen words = new SpokenScreen();
  private final Speaker speaker;
  private final HeadsetJack jack;
  private volatile Language language;

  /**
   * @param houseLanguage of what is said before any screen has come up
   */
  public Narrator(Speaker speaker, HeadsetJack jack, Language houseLanguage) {
    this.speaker = speaker;
    this.jack = jack;
    this.language = houseLanguage;
  }

  /**
   * From now on a plug that goes in starts speech, and one that goes out ends it; to be called
   * once.
   *
   * @param told of every such change afterwards, beginning from no plug; must not block
   */
  public void start(Consumer<Boolean> told) {
    AtomicBoolean before = new AtomicBoolean();
    jack.watch(
        in -> {
          speaker.headset(in);
          if (before.getAndSet(in) != in) {
            told.accept(in);
          }
        });
  }

  /** A screen is shown that stands on one page. */
  public void shows(Screen screen) {
    shows(screen, Page.whole(screen));
  }

  /** A screen is shown, or another page of it. */
  public void shows(Screen screen, Page page) {
    language = screen.language();
    speaker.say(words.of(screen, page));
  }

  /** The arrow keys have come to a choice of the screen. */
  public void arrivedAt(Choice choice) {
    speaker.announce(words.arrivedAt(choice, language));
  }

  /** The arrow keys have come to one of several things of which exactly one holds. */
  public void arrivedAt(Option option) {
    speaker.announce(words.arrivedAt(option, language));
  }

  /**
   * How the citizen wants to be spoken to, as the journey keeps it; to be told before the screen
   * that is said so.
   */
  public void speaksIn(Manner manner) {
    speaker.speakAt(manner.pace().wordsPerMinute(), manner.loudness().decibels());
  }

  /**
   * A digit of the PIN was typed or taken back.
   *
   * @param count of digits there are now
   */
  public void typed(int count) {
    speaker.announce(List.of(words.typedDigits(count, language)));
  }

  /**
   * A character of an entry was typed.
   *
   * @param character a code point
   */
  public void typedCharacter(int character) {
    speaker.announce(List.of(words.typedCharacter(character, language)));
  }

  /** A character of an entry was taken away. */
  public void tookBackCharacter(int character) {
    speaker.announce(List.of(words.tookBackCharacter(character, language)));
  }

  /** For the keys that repeat, that change speed and volume, and for the end of a visit. */
  public Speaker speaker() {
    return speaker;
  }

  /** Silent for good; bounded. */
  @Override
  public void close() {
    jack.close();
    speaker.close();
  }
}
