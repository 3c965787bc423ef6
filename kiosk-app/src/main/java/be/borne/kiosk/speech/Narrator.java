package be.borne.kiosk.speech;

import be.borne.kiosk.screen.Screen;
import be.borne.kiosk.screen.Screen.Choice;
import be.borne.kiosk.screen.Screen.Role;
import be.borne.kiosk.speech.SpokenScreen.Page;
import be.borne.protocol.terminal.Language;
import java.util.List;

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

  /** From now on a plug that goes in starts speech; to be called once. */
  public void start() {
    jack.watch(speaker::headset);
  }

  /** A screen is shown whose list, if it has any, stands on one page. */
  public void shows(Screen screen) {
    shows(screen, new Page(screen.choices(Role.LISTED), false, false));
  }

  /** A screen is shown, or another page of its list. */
  public void shows(Screen screen, Page page) {
    language = screen.language();
    speaker.say(words.of(screen, page));
  }

  /** The arrow keys have come to a choice of the screen. */
  public void arrivedAt(Choice choice) {
    speaker.announce(words.arrivedAt(choice, language));
  }

  /**
   * A digit of the PIN was typed or taken back.
   *
   * @param count of digits there are now
   */
  public void typed(int count) {
    speaker.announce(List.of(words.typedDigits(count, language)));
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
