package be.borne.kiosk.screen;

import be.borne.kiosk.form.FilePort;
import be.borne.kiosk.journey.Event;
import be.borne.kiosk.journey.Manner;
import be.borne.kiosk.journey.Moment;
import be.borne.kiosk.journey.State;
import be.borne.protocol.terminal.Language;
import be.borne.protocol.terminal.PinPositions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.robot.Robot;
import javafx.stage.Stage;

/**
 * Types into the real view through the X server, with taps and with keys, and looks at what comes
 * of it. Ends with 1, and what went wrong on the standard error.
 */
public final class TypingProbe {
  /** Long enough for what must not happen to have happened. */
  private static final int QUIET_MILLIS = 150;

  private static final State PLACE = new State.AwaitingCard();
  private static final State ELSEWHERE = new State.TurnCardAround();

  private final List<Event> events = new CopyOnWriteArrayList<>();
  private final AtomicInteger activity = new AtomicInteger();
  private final AtomicLong clock = new AtomicLong();
  private final StringBuilder pin = new StringBuilder();
  private final SampleText text = new SampleText("");
  private final ToldNarration narration = new ToldNarration();
  private final List<String> problems = new ArrayList<>();
  private Stage stage;
  private KioskView view;
  private Robot robot;

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

  public static void main(String[] args) throws Exception {
    Platform.startup(() -> {});
    Platform.setImplicitExit(false);
    TypingProbe probe = new TypingProbe();
    try {
      probe.run();
    } catch (Exception | Error e) {
      probe.problems.add("stopped by " + e);
    }
    probe.problems.forEach(System.err::println);
    System.exit(probe.problems.isEmpty() ? 0 : 1);
  }

  private void run() throws Exception {
    onFx(
        () -> {
          stage = new Stage();
          robot = new Robot();
          ScreenSettings settings =
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
                  FilePort.NONE);
          view =
              new KioskView(
                  stage,
                  settings,
                  new Digits(pin),
                  text,
                  PaperInView.NONE,
                  narration,
                  events::add,
                  activity::incrementAndGet,
                  clock::get);
          return null;
        });
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
    heard("characters of a text");
    // No text has a star: it keeps its meaning.
    key(KeyCode.MULTIPLY);
    heard("the star", new Event.HelpWanted());
    rested();
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
    heard("OK without a text");
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
    rested();
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
    rested();
    events.clear();
  }

  private void rested() {
    clock.addAndGet(KioskView.REST.toNanos());
  }

  private void tap(String words) throws Exception {
    acted(
        "tap on " + words,
        () -> {
          Bounds at = boundsOf(words);
          robot.mouseMove(at.getCenterX(), at.getCenterY());
          robot.mouseClick(MouseButton.PRIMARY);
          return null;
        });
  }

  private void key(KeyCode code) throws Exception {
    acted(
        "key " + code,
        () -> {
          robot.keyType(code);
          return null;
        });
  }

  private void acted(String what, Callable<Void> act) throws Exception {
    int before = activity.get();
    onFx(act);
    for (int i = 0; i < 500 && activity.get() == before; i++) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    if (activity.get() == before) {
      problems.add("did not arrive: " + what);
    }
    TimeUnit.MILLISECONDS.sleep(60);
  }

  private Bounds boundsOf(String words) {
    stage.getScene().getRoot().applyCss();
    stage.getScene().getRoot().layout();
    return stage.getScene().getRoot().lookupAll(".label").stream()
        .filter(node -> ((Label) node).getText().equals(words))
        .map(Pressable::around)
        .filter(Objects::nonNull)
        .map(pressable -> pressable.localToScreen(pressable.getLayoutBounds()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no key says " + words));
  }

  private void typed(String what, String expected) throws Exception {
    TimeUnit.MILLISECONDS.sleep(QUIET_MILLIS);
    expect(what, expected, onFx(text::view));
  }

  private void heard(String what, Event... expected) throws Exception {
    TimeUnit.MILLISECONDS.sleep(QUIET_MILLIS);
    expect(what, List.of(expected), List.copyOf(events));
    events.clear();
  }

  private void expect(String what, Object expected, Object actual) {
    if (!Objects.equals(expected, actual)) {
      problems.add(what + ": expected " + expected + ", was " + actual);
    }
  }

  private static <T> T onFx(Callable<T> work) throws Exception {
    FutureTask<T> task = new FutureTask<>(work);
    Platform.runLater(task);
    return task.get(20, TimeUnit.SECONDS);
  }
}
