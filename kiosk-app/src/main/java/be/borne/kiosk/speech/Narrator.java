package be.borne.kiosk.speech;

import be.borne.kiosk.journey.Manner;
import be.borne.kiosk.screen.Narration;
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
public final class Narrator implements Narration, AutoCloseable {
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
   * @param listening told now and then while something is being said, and when all of it was: who
   *     listens has no hand free, and needs no less time than who reads; must not block
   */
  public void start(Consumer<Boolean> told, Runnable listening) {
    speaker.afterEachPhrase(listening);
    AtomicBoolean before = new AtomicBoolean();
    jack.watch(
        in -> {
          speaker.headset(in);
          if (before.getAndSet(in) != in) {
            told.accept(in);
          }
        });
  }

  @Override
  public void shows(View view) {
    language = view.screen().language();
    speaker.say(
        words.of(
            view.screen(),
            new Page(view.facts(), view.listed(), view.previous(), view.more(), view.toBeRead())));
  }

  @Override
  public void arrivedAt(Choice choice) {
    speaker.announce(words.arrivedAt(choice, language));
  }

  @Override
  public void arrivedAt(Option option) {
    speaker.announce(words.arrivedAt(option, language));
  }

  @Override
  public void arrivedAt(String word) {
    speaker.announce(words.arrivedAt(word, language));
  }

  @Override
  public void speaksIn(Manner manner) {
    speaker.speakAt(manner.pace().wordsPerMinute(), manner.loudness().decibels());
  }

  @Override
  public void typed(int count) {
    speaker.announce(List.of(words.typedDigits(count, language)));
  }

  @Override
  public void typedText(String text) {
    speaker.announce(List.of(words.typedText(text, language)));
  }

  @Override
  public void tookBack(int character) {
    speaker.announce(List.of(words.tookBackCharacter(character, language)));
  }

  /**
   * How loud it is for everybody who has chosen nothing, from now on.
   *
   * @param decibels beside what the terminal was configured with: 0 or less
   */
  public void houseVolume(int decibels) {
    speaker.usualVolume(decibels);
  }

  @Override
  public void repeats() {
    speaker.repeat();
  }

  @Override
  public void visitEnded() {
    speaker.reset();
  }

  /** Silent for good; bounded. */
  @Override
  public void close() {
    jack.close();
    speaker.close();
  }
}
