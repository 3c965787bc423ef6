package be.borne.kiosk.screen;

import be.borne.kiosk.journey.Contrast;
import be.borne.kiosk.journey.Event;
import be.borne.kiosk.journey.Manner;
import be.borne.kiosk.journey.Moment;
import be.borne.kiosk.journey.Offer;
import be.borne.kiosk.journey.PinPlace;
import be.borne.kiosk.journey.State;
import be.borne.kiosk.journey.TextSize;
import be.borne.protocol.guichet.Service;
import be.borne.protocol.terminal.FaultCode;
import be.borne.protocol.terminal.Language;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.WindowEvent;

/**
 * Presses buttons and keys of the real view as a citizen would, through the X server, and looks at
 * what comes of it. Ends with 1, and what went wrong on the standard error.
 */
public final class HandsOnProbe extends WindowProbe {
  /** Far longer than any picture moves, for a machine that is busy. */
  private static final Duration LONGEST_MOTION = Duration.ofSeconds(20);

  private final Digits pin = new Digits();
  private final SampleText text = new SampleText("");
  private final ToldNarration narration = new ToldNarration();
  private Manner manner = Manner.of(Language.FRENCH);

  /** Remembers what was typed, so that the probe may compare. */
  private static final class Digits implements PinDigits {
    private final List<Character> typed = new CopyOnWriteArrayList<>();

    @Override
    public boolean add(char digit) {
      return typed.size() < 12 && typed.add(digit);
    }

    @Override
    public void removeLast() {
      if (!typed.isEmpty()) {
        typed.removeLast();
      }
    }

    @Override
    public int count() {
      return typed.size();
    }

    @Override
    public void clear() {
      typed.clear();
    }
  }

  public static void main(String[] args) {
    new HandsOnProbe().runAndExit();
  }

  @Override
  void run() throws Exception {
    open(new ScreenSettings("Bruxelles", "Bibliothèque", 1080, 1920, 0.2745), pin, text, narration);
    windowIsAsConfigured();
    theWholeAttractScreenStarts();
    aTapChooses();
    aTapThatSlidesAwayChoosesNothing();
    aScreenThatJustAppearedTakesNoPress();
    theSecondHalfOfADoubleTapDoesNothing();
    keysChoose();
    theRingMovesInReadingOrder();
    theCodeGoesToTheDigitsOnly();
    aCodeForTheReaderGoesNowhereHere();
    aHeldKeyCountsOnce();
    combinationsDoNothing();
    pagesTurn();
    helpAndMannerHaveKeysOfTheirOwn();
    anotherMannerLosesNothing();
    moreThanFitsIsReadOnPages();
    whatHandsDoIsToldToTheNarration();
    picturesMoveAndThenStandStill();
    theWindowCannotBeClosedByHand();
  }

  /** A19: what moves explains, stops by itself within five seconds, and never begins by itself. */
  private void picturesMoveAndThenStandStill() throws Exception {
    rest(new State.AwaitingCard());
    await("the card moves", () -> ask(() -> moved() > 10));
    long began = System.nanoTime();
    show(new State.GettingHelp(new State.AwaitingCard(), false));
    await("help moves as well", () -> ask(() -> moved() > 10));
    show(new State.TakingBack(true, false, false));
    await("the card comes out", () -> ask(() -> moved() > 10));
    TimeUnit.MILLISECONDS.sleep((long) Motion.WHOLE.toMillis());
    await("all stands still", () -> ask(() -> moved() == 0));
    expect("stands still in time", true, System.nanoTime() - began < LONGEST_MOTION.toNanos());
    expect("less than five seconds", true, Motion.WHOLE.toSeconds() < 5);
    key(KeyCode.UP);
    expect("a key moves nothing", 0.0, onFx(this::moved));
  }

  /** How far something of the picture is from its place, in its own units. */
  private double moved() {
    return stage.getScene().getRoot().lookupAll(".picture-card").stream()
        .flatMap(node -> Stream.iterate(node, Objects::nonNull, Node::getParent))
        .mapToDouble(node -> Math.abs(node.getTranslateY()))
        .max()
        .orElse(0);
  }

  private void windowIsAsConfigured() throws Exception {
    show(new State.Attract());
    expect(
        "window size",
        List.of(1080.0, 1920.0),
        onFx(() -> List.of(stage.getWidth(), stage.getHeight())));
    expect("title", "Avez-vous besoin d’un certificat ?", onFx(stage::getTitle));
    show(new State.ChoosingLanguage(false));
    expect("title", "Quelle langue parlez-vous ?", onFx(stage::getTitle));
    await("the window has the keyboard", () -> ask(stage::isFocused));
  }

  private void theWholeAttractScreenStarts() throws Exception {
    rest(new State.Attract());
    int before = activity.get();
    tapAt(540, 700);
    heard("a tap anywhere on the attract screen", new Event.ScreenTouched());
    expect("a tap is an activity", true, activity.get() > before);
    rest(new State.Attract());
    key(KeyCode.A);
    heard("any key on the attract screen", new Event.ScreenTouched());
  }

  private void aTapChooses() throws Exception {
    rest(new State.ChoosingLanguage(false));
    tap("Nederlands");
    heard("a tap on Nederlands", new Event.LanguageChosen(Language.DUTCH));
    rest(new State.AwaitingCard());
    tap("Changer de langue");
    heard("a tap on back", new Event.WentBack());
    rest(new State.AwaitingCard());
    tap("Arrêter");
    heard("a tap on Stop", new Event.Stopped());
    rest(new State.AwaitingCard());
    onFx(
        () -> {
          Bounds at = boundsOf("Arrêter");
          robot.mouseMove(at.getCenterX(), at.getCenterY());
          robot.mouseClick(MouseButton.SECONDARY);
          return null;
        });
    heardNothing("the second button");
  }

  private void aTapThatSlidesAwayChoosesNothing() throws Exception {
    rest(new State.AwaitingCard());
    onFx(
        () -> {
          Bounds at = boundsOf("Arrêter");
          robot.mouseMove(at.getCenterX(), at.getCenterY());
          robot.mousePress(MouseButton.PRIMARY);
          return null;
        });
    onFx(
        () -> {
          robot.mouseMove(540, 500);
          return null;
        });
    onFx(
        () -> {
          robot.mouseRelease(MouseButton.PRIMARY);
          return null;
        });
    heardNothing("a press that slid away");
  }

  private void aScreenThatJustAppearedTakesNoPress() throws Exception {
    show(new State.ChoosingLanguage(false));
    int before = activity.get();
    onFx(
        () -> {
          // In one go with the change of screen, as the second tap of a nervous finger.
          view.show(new Moment(new State.AwaitingCard(), manner));
          Bounds at = boundsOf("Arrêter");
          robot.mouseMove(at.getCenterX(), at.getCenterY());
          robot.mouseClick(MouseButton.PRIMARY);
          robot.keyType(KeyCode.ESCAPE);
          return null;
        });
    // Both, before time moves on: a press that is still under way would meet a rested screen.
    await("the presses arrive", () -> activity.get() >= before + 2);
    heardNothing("presses on a screen that has just appeared");
    haveRested();
    tap("Arrêter");
    heard("the same screen once it has rested", new Event.Stopped());
  }

  private void theSecondHalfOfADoubleTapDoesNothing() throws Exception {
    rest(new State.AwaitingCard());
    onFx(
        () -> {
          Bounds at = boundsOf("Arrêter");
          robot.mouseMove(at.getCenterX(), at.getCenterY());
          robot.mouseClick(MouseButton.PRIMARY);
          robot.mouseClick(MouseButton.PRIMARY);
          return null;
        });
    heard("a double tap", new Event.Stopped());
  }

  private void keysChoose() throws Exception {
    rest(new State.ChoosingLanguage(false));
    key(KeyCode.DIGIT3);
    heard("3 on the language screen", new Event.LanguageChosen(Language.GERMAN));
    rest(new State.ChoosingLanguage(false));
    key(KeyCode.DIGIT7);
    key(KeyCode.ENTER);
    heardNothing("7 and Enter on the language screen");
    rest(new State.WrongPin(2, PinPlace.ON_SCREEN));
    key(KeyCode.ENTER);
    heard("Enter", new Event.TryAgainChosen());
    rest(new State.WrongPin(2, PinPlace.ON_SCREEN));
    key(KeyCode.ESCAPE);
    heard("Escape", new Event.Stopped());
    rest(new State.Printing(true, "BXL-2026-7K3M9QX2", Optional.empty()));
    key(KeyCode.ESCAPE);
    key(KeyCode.ENTER);
    heardNothing("keys while the printer works");
  }

  private void theRingMovesInReadingOrder() throws Exception {
    rest(new State.ChoosingLanguage(false));
    key(KeyCode.TAB);
    key(KeyCode.DOWN);
    key(KeyCode.SPACE);
    heard("Tab, Down, Space", new Event.LanguageChosen(Language.DUTCH));
    rest(new State.ChoosingLanguage(false));
    key(KeyCode.UP);
    key(KeyCode.ENTER);
    heard("Up from nowhere, Enter", new Event.MannerWanted());
  }

  private void theCodeGoesToTheDigitsOnly() throws Exception {
    rest(new State.AwaitingPin(Optional.of(3)));
    tap("OK");
    key(KeyCode.ENTER);
    heardNothing("OK without a code");
    key(KeyCode.DIGIT1);
    key(KeyCode.DIGIT2);
    tap("7");
    tap("7");
    key(KeyCode.BACK_SPACE);
    tap("Corriger");
    key(KeyCode.DIGIT3);
    key(KeyCode.TAB);
    key(KeyCode.DIGIT4);
    await("four digits", () -> pin.count() == 4);
    expect("digits", List.of('1', '2', '3', '4'), List.copyOf(pin.typed));
    heardNothing("typing a code");
    key(KeyCode.ENTER);
    heard("Enter after a code", new Event.PinEntered());
    show(new State.SigningIn());
    expect("digits that wait while signing in", 4, pin.count());
    show(new State.AwaitingPin(Optional.of(2)));
    // Wiped before anything could be typed into it.
    expect("digits when the keypad appears again", 0, pin.count());
  }

  /** Whoever types at the wrong keys after all is neither heard nor remembered. */
  private void aCodeForTheReaderGoesNowhereHere() throws Exception {
    rest(new State.TypingPinOnReader(Optional.of(3)));
    key(KeyCode.DIGIT1);
    key(KeyCode.DIGIT2);
    key(KeyCode.DIGIT3);
    key(KeyCode.DIGIT4);
    key(KeyCode.ENTER);
    heardNothing("a code typed on the terminal's own keys");
    expect("digits typed for the reader", 0, pin.count());
    // The pad would go on asking behind a closed session: it stops by its own key or by the card.
    key(KeyCode.ESCAPE);
    heardNothing("Escape while the reader waits");
  }

  /** Fails when a way out that desktops know does anything, or a key at rest acts twice. */
  private void combinationsDoNothing() throws Exception {
    for (KeyCode held : List.of(KeyCode.CONTROL, KeyCode.ALT)) {
      for (KeyCode with : List.of(KeyCode.ENTER, KeyCode.ESCAPE, KeyCode.F4, KeyCode.MULTIPLY)) {
        rest(new State.WrongPin(2, PinPlace.ON_SCREEN));
        onFx(
            () -> {
              robot.keyPress(held);
              robot.keyType(with);
              robot.keyRelease(held);
              return null;
            });
        heardNothing(held + " and " + with);
      }
    }
    expect("showing after Alt+F4", true, onFx(stage::isShowing));
    rest(new State.Attract());
    key(KeyCode.ADD);
    heard("plus where nobody is served", new Event.ScreenTouched());
  }

  private void aHeldKeyCountsOnce() throws Exception {
    rest(new State.WrongPin(2, PinPlace.ON_SCREEN));
    onFx(
        () -> {
          robot.keyPress(KeyCode.ENTER);
          return null;
        });
    heard("a key that goes down", new Event.TryAgainChosen());
    haveRested();
    int before = activity.get();
    // The X server repeats a key that stays down, well beyond the rest of a screen.
    TimeUnit.MILLISECONDS.sleep(1500);
    heardNothing("a key that stays down");
    // A bag on the keys is nobody, and keeps no visit open.
    expect("activity while a key stays down", before, activity.get());
    onFx(
        () -> {
          robot.keyRelease(KeyCode.ENTER);
          return null;
        });
  }

  private void pagesTurn() throws Exception {
    manner = Manner.of(Language.ENGLISH);
    rest(new State.ChoosingService(Offer.of(sevenServices())));
    tap("More certificates");
    await("the second page", () -> ask(() -> shows("Previous certificates")));
    haveRested();
    key(KeyCode.DIGIT2);
    heard("2 on the second page", new Event.ServiceChosen("service-7"));
  }

  private void helpAndMannerHaveKeysOfTheirOwn() throws Exception {
    manner = Manner.of(Language.FRENCH);
    for (State state :
        List.of(
            new State.AwaitingPin(Optional.of(3)),
            new State.AwaitingCard(),
            new State.TakingBack(true, true, false))) {
      rest(state);
      key(KeyCode.MULTIPLY);
      heard("the star on " + state, new Event.HelpWanted());
      rest(state);
      key(KeyCode.DIVIDE);
      heard("the stroke on " + state, new Event.MannerWanted());
      rest(state);
      tap("Aide");
      heard("a tap on help", new Event.HelpWanted());
    }
  }

  private void anotherMannerLosesNothing() throws Exception {
    State.Place at = new State.AwaitingPin(Optional.of(3));
    rest(at);
    key(KeyCode.DIGIT1);
    key(KeyCode.DIGIT2);
    await("two digits", () -> pin.count() == 2);
    show(new State.ChoosingManner(at));
    manner =
        new Manner(
            Language.GERMAN, TextSize.LARGEST, Contrast.YELLOW, manner.pace(), manner.loudness());
    show(new State.ChoosingManner(at));
    haveRested();
    tap("English");
    heard("a tap on a language", new Event.LanguageChosen(Language.ENGLISH));
    haveRested();
    tap("Weiß auf Schwarz");
    heard("a tap on colours", new Event.ContrastChosen(Contrast.NIGHT));
    haveRested();
    tap("Größer");
    heard("a tap on a size", new Event.TextSizeChosen(TextSize.LARGER));
    show(at);
    expect("digits after a look at the manner", 2, pin.count());
    expect("title in German", "Wie lautet Ihr PIN-Code?", onFx(stage::getTitle));
    show(new State.AskingIfStillThere(at));
    show(at);
    // Whoever says "yes" may be another.
    expect("digits after nobody touched anything", 0, pin.count());
    manner = Manner.of(Language.FRENCH);
  }

  /** A13: where letters are large, nothing is left out; it is read page by page. */
  private void moreThanFitsIsReadOnPages() throws Exception {
    Manner usual = Manner.of(Language.FRENCH);
    manner =
        new Manner(
            Language.FRENCH, TextSize.LARGEST, Contrast.CALM, usual.pace(), usual.loudness());
    rest(new State.Faulted(true, FaultCode.PAPER_OUT, Optional.of("BXL-2026-7K3M9QX2")));
    List<String> read = new ArrayList<>(onFx(this::labels));
    int pages = 1;
    while (onFx(() -> shows("Lire la suite")) && pages < 10) {
      key(KeyCode.ENTER);
      heardNothing("Enter on a page with more to read");
      haveRested();
      read.addAll(onFx(this::labels));
      pages++;
    }
    expect("more than one page", true, pages > 1);
    expect("the pickup code is on one of them", true, read.contains("7K3M-9QX2"));
    key(KeyCode.ENTER);
    heard("Enter on the last page", new Event.Acknowledged());
    manner = usual;
  }

  private void whatHandsDoIsToldToTheNarration() throws Exception {
    rest(new State.AwaitingPin(Optional.of(3)));
    narration.told.clear();
    key(KeyCode.DIGIT7);
    key(KeyCode.DIGIT9);
    key(KeyCode.BACK_SPACE);
    key(KeyCode.PERIOD);
    expect(
        "told while a code is typed",
        List.of("typed 1", "typed 2", "typed 1", "again"),
        List.copyOf(narration.told));
    rest(new State.WrongPin(2, PinPlace.ON_SCREEN));
    narration.told.clear();
    key(KeyCode.TAB);
    expect("told of the ring", List.of("at Réessayer"), List.copyOf(narration.told));
    key(KeyCode.ADD);
    heard("plus", new Event.LoudnessChanged(1));
    key(KeyCode.SUBTRACT);
    heard("minus", new Event.LoudnessChanged(-1));
    key(KeyCode.PAGE_UP);
    heard("page up", new Event.PaceChanged(1));
    key(KeyCode.PAGE_DOWN);
    heard("page down", new Event.PaceChanged(-1));
    narration.told.clear();
    show(new State.Attract());
    expect(
        "told of the end before the next screen",
        List.of("visit ended", "shows Avez-vous besoin d’un certificat\u00a0?"),
        List.copyOf(narration.told));
  }

  private static List<Service> sevenServices() {
    List<Service> services = new ArrayList<>();
    for (int i = 1; i <= 7; i++) {
      String title = "Service " + i;
      Map<Language, String> words =
          Map.of(
              Language.FRENCH, title,
              Language.DUTCH, title,
              Language.GERMAN, title,
              Language.ENGLISH, title);
      services.add(
          new Service(
              "service-" + i, words, words, List.of(Language.FRENCH), 0, Service.Delivery.AT_ONCE));
    }
    return services;
  }

  private void theWindowCannotBeClosedByHand() throws Exception {
    onFx(
        () -> {
          stage.fireEvent(new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST));
          return null;
        });
    expect("showing after a close request", true, onFx(stage::isShowing));
    onFx(
        () -> {
          view.close();
          return null;
        });
    expect("showing after close()", false, onFx(stage::isShowing));
  }

  private void show(State state) throws Exception {
    show(state, manner);
  }

  /** Shows a state afresh and lets its screen rest. */
  private void rest(State state) throws Exception {
    show(new State.OutOfService(FaultCode.INTERNAL));
    show(state);
    haveRested();
    events.clear();
  }

  private boolean shows(String words) {
    return stage.getScene().getRoot().lookupAll(".label").stream()
        .anyMatch(node -> ((Label) node).getText().equals(words) && Pressable.around(node) != null);
  }
}
