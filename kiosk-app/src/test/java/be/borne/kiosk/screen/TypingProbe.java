package be.borne.kiosk.screen;

import be.borne.kiosk.form.FilePort;
import be.borne.kiosk.journey.Event;
import be.borne.kiosk.journey.Manner;
import be.borne.kiosk.journey.Moment;
import be.borne.kiosk.journey.State;
import be.borne.protocol.terminal.Language;
import be.borne.protocol.terminal.PinPositions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javafx.scene.input.KeyCode;

/**
 * Types into the real view through the X server, with taps and with keys, and looks at what comes
 * of it. Ends with 1, and what went wrong on the standard error.
 */
public final class TypingProbe extends WindowProbe {
  private static final State PLACE = new State.AwaitingCard();
  private static final State ELSEWHERE = new State.TurnCardAround();

  private final StringBuilder pin = new StringBuilder();
  private final SampleText text = new SampleText("");
  private final ToldNarration narration = new ToldNarration();

  /** Remembers what was typed, so that the probe may compare. */
  private record Digits(StringBuilder typed) implements PinDigits {
    @Override
    public boolean add(char digit) {
      typed.append(digit);
      return true;
    }

    @Override
    public void removeLast() {
      typed.setLength(Math.max(0, typed.length() - 1));
    }

    @Override
    public int count() {
      return typed.length();
    }

    @Override
    public void clear() {
      typed.setLength(0);
    }
  }

  public static void main(String[] args) {
    new TypingProbe().runAndExit();
  }

  @Override
  void run() throws Exception {
    open(
        new ScreenSettings(
            Livery.plain("Bruxelles"),
            "Bibliothèque",
            1080,
            1920,
            0.2745,
            Language.FRENCH,
            HostContact.UNKNOWN,
            PinPositions.SHUFFLED,
            true,
            false,
            FilePort.NONE),
        new Digits(pin),
        text,
        narration);
    tapsType();
    keysType();
    nothingIsNoAnswer();
    aHeldKeyTypesOnce();
    theRingGoesByRowsAndColumns();
    thereIsABound();
    endingsMendAnAddress();
    textOutlivesHelpAndIsWipedElsewhere();
    shuffledDigitsAreWhatTheirKeysSay();
  }

  private void tapsType() throws Exception {
    begin("entry-text-empty");
    for (String key : List.of("Majuscules", "A", "n", "'", "Accents", "é", "e", "Espace", "7")) {
      tap(key);
    }
    typed("taps", "An'ée 7");
    tap("Corriger");
    tap("Corriger");
    typed("two corrections", "An'ée");
    expect(
        "what was told last",
        List.of("text 7", "gone 7", "gone  "),
        narration.told.subList(narration.told.size() - 3, narration.told.size()));
    tap("OK");
    heard("OK", new Event.Acknowledged());
  }

  private void keysType() throws Exception {
    begin("entry-text-empty");
    key(KeyCode.A);
    key(KeyCode.SPACE);
    key(KeyCode.DIGIT1);
    key(KeyCode.SLASH);
    key(KeyCode.B);
    key(KeyCode.BACK_SPACE);
    typed("keys", "a 1/");
    heardNothing("characters of a text");
    // No text has a star: it keeps its meaning.
    key(KeyCode.MULTIPLY);
    heard("the star", new Event.HelpWanted());
    haveRested();
    key(KeyCode.ENTER);
    heard("Enter", new Event.Acknowledged());
    begin("entry-number");
    key(KeyCode.A);
    key(KeyCode.DIGIT4);
    key(KeyCode.COMMA);
    typed("a letter in a number", "4,");
    key(KeyCode.DIVIDE);
    heard("the stroke at a number", new Event.MannerWanted());
  }

  private void nothingIsNoAnswer() throws Exception {
    begin("entry-text-empty");
    key(KeyCode.ENTER);
    tap("OK");
    heardNothing("OK without a text");
    begin("entry-number");
    key(KeyCode.ENTER);
    heard("OK where nothing is an answer", new Event.Acknowledged());
  }

  private void aHeldKeyTypesOnce() throws Exception {
    begin("entry-text-empty");
    onFx(
        () -> {
          robot.keyPress(KeyCode.A);
          return null;
        });
    TimeUnit.MILLISECONDS.sleep(1200);
    typed("a key that stays down", "a");
    onFx(
        () -> {
          robot.keyRelease(KeyCode.A);
          return null;
        });
  }

  private void theRingGoesByRowsAndColumns() throws Exception {
    begin("entry-text-empty");
    key(KeyCode.TAB); // Correct
    key(KeyCode.TAB); // 1
    key(KeyCode.DOWN);
    key(KeyCode.ENTER); // a
    key(KeyCode.DOWN);
    key(KeyCode.RIGHT);
    key(KeyCode.SPACE); // s, and no space
    key(KeyCode.UP);
    key(KeyCode.ENTER); // z
    typed("the ring", "asz");
    key(KeyCode.B);
    key(KeyCode.ENTER);
    heard("Enter after a typed letter, wherever the ring stood", new Event.Acknowledged());
    typed("a letter after the ring", "aszb");
  }

  private void thereIsABound() throws Exception {
    begin("entry-text-empty");
    onFx(
        () -> {
          "n".repeat(119).codePoints().forEach(text::add);
          return null;
        });
    key(KeyCode.A);
    key(KeyCode.B);
    tap("z");
    expect("length at the bound", 120, onFx(text::length));
  }

  private void endingsMendAnAddress() throws Exception {
    begin("entry-email-empty");
    key(KeyCode.A);
    tap("@");
    tap("@gmail.com");
    typed("an ending after its own sign", "a@gmail.com");
    tap("@skynet.be");
    typed("another ending instead", "a@skynet.be");
    key(KeyCode.SPACE);
    typed("a space in an address", "a@skynet.be");
  }

  private void textOutlivesHelpAndIsWipedElsewhere() throws Exception {
    begin("entry-text-empty");
    key(KeyCode.A);
    onFx(
        () -> {
          Manner manner = Manner.of(Language.FRENCH);
          view.show(new Moment(new State.GettingHelp((State.Place) PLACE, false), manner));
          view.show(new Moment(new State.AskingIfStillThere((State.Place) PLACE), manner));
          view.show(sample("entry-text-empty"), PLACE, false);
          return null;
        });
    typed("after help and a question who is there", "a");
    onFx(
        () -> {
          view.show(sample("entry-email-empty"), ELSEWHERE, false);
          return null;
        });
    typed("at another entry", "");
  }

  private void shuffledDigitsAreWhatTheirKeysSay() throws Exception {
    onFx(
        () -> {
          view.show(new Moment(new State.AwaitingPin(Optional.of(3)), Manner.of(Language.FRENCH)));
          return null;
        });
    haveRested();
    key(KeyCode.DIGIT1);
    key(KeyCode.DIGIT2);
    tap("7");
    tap("0");
    expect("digits", "1270", pin.toString());
  }

  // ---------------------------------------------------------------- hands and eyes

  private static Screen sample(String name) {
    return SampleEntries.in(Language.FRENCH, "Bruxelles", "Bibliothèque").stream()
        .map(SampleEntries.Sample::screen)
        .filter(screen -> screen.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private void begin(String name) throws Exception {
    onFx(
        () -> {
          view.show(new Moment(ELSEWHERE, Manner.of(Language.FRENCH)));
          view.show(sample(name), PLACE, false);
          return null;
        });
    haveRested();
    events.clear();
  }

  private void typed(String what, String expected) throws Exception {
    beQuiet();
    expect(what, expected, onFx(text::view));
  }
}
