package be.borne.kiosk.screen;

import be.borne.kiosk.form.FilePort;
import be.borne.kiosk.journey.Event;
import be.borne.kiosk.journey.Manner;
import be.borne.kiosk.journey.PinPlace;
import be.borne.kiosk.journey.State;
import be.borne.protocol.terminal.FaultCode;
import be.borne.protocol.terminal.Language;
import be.borne.protocol.terminal.PinPositions;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javafx.event.EventType;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.PickResult;
import javafx.scene.input.RotateEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.input.SwipeEvent;
import javafx.scene.input.TouchEvent;
import javafx.scene.input.TouchPoint;
import javafx.scene.input.ZoomEvent;
import javafx.stage.Window;
import javafx.stage.WindowEvent;

/**
 * Tries every way out of the terminal that a desktop knows, on the real window and through the X
 * server, but for what no X server can do: several fingers at once are made up. Nothing may come of
 * any. Ends with 1, and what went wrong on the standard error.
 */
public final class LockDownProbe extends WindowProbe {
  /** Longer than any toolkit waits before it takes a press for a long one. */
  private static final Duration LONG_PRESS = Duration.ofMillis(1200);

  private record NoDigits() implements PinDigits {
    @Override
    public boolean add(char digit) {
      return false;
    }

    @Override
    public void removeLast() {}

    @Override
    public int count() {
      return 0;
    }

    @Override
    public void clear() {}
  }

  public static void main(String[] args) {
    new LockDownProbe().runAndExit();
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
            PinPositions.FIXED,
            false,
            true,
            FilePort.NONE),
        new NoDigits(),
        new SampleText(""),
        Narration.SILENT);
    for (State state : List.of(new State.Attract(), new State.WrongPin(2, PinPlace.ON_SCREEN))) {
      show(state);
      await("the window has the keyboard", () -> ask(stage::isFocused));
      int before = activity.get();
      nothingComesOf("keys of a desktop", this::pressKeysOfADesktop);
      nothingComesOf("combinations of keys", this::pressCombinations);
      expect("keys arrive at the window", true, activity.get() - before > 40);
      nothingComesOf("other buttons of a mouse, and its wheel", this::useTheRestOfAMouse);
      nothingComesOf("several fingers", this::useSeveralFingers);
      nothingComesOf("a request to close", this::askToClose);
    }
    aDragAndALongPressAreNoMoreThanATap();
    theHostsButtonIsNotAnywhere();
    theHostsKeyWorksAtRestAlone();
  }

  // ---------------------------------------------------------------- what must do nothing

  private void pressKeysOfADesktop() throws Exception {
    List<KeyCode> keys =
        Stream.concat(
                Arrays.stream(KeyCode.values()).filter(LockDownProbe::isF),
                Stream.of(
                    KeyCode.CONTEXT_MENU,
                    KeyCode.PRINTSCREEN,
                    KeyCode.PAUSE,
                    KeyCode.INSERT,
                    KeyCode.WINDOWS,
                    KeyCode.SHIFT,
                    KeyCode.CONTROL,
                    KeyCode.ALT))
            .toList();
    for (KeyCode key : keys) {
      robot(() -> robot.keyType(key));
    }
  }

  /** Those that keyboards have. */
  private static boolean isF(KeyCode code) {
    return code.getName().matches("F([1-9]|1[0-2])");
  }

  private void pressCombinations() throws Exception {
    Map<KeyCode, List<KeyCode>> combinations = new LinkedHashMap<>();
    combinations.put(
        KeyCode.ALT, List.of(KeyCode.F4, KeyCode.TAB, KeyCode.ESCAPE, KeyCode.SPACE, KeyCode.LEFT));
    combinations.put(
        KeyCode.CONTROL,
        List.of(
            KeyCode.W,
            KeyCode.Q,
            KeyCode.N,
            KeyCode.T,
            KeyCode.P,
            KeyCode.O,
            KeyCode.C,
            KeyCode.V,
            KeyCode.TAB,
            KeyCode.ESCAPE,
            KeyCode.ENTER,
            KeyCode.PLUS,
            KeyCode.F4));
    for (Map.Entry<KeyCode, List<KeyCode>> combination : combinations.entrySet()) {
      for (KeyCode with : combination.getValue()) {
        robot(
            () -> {
              robot.keyPress(combination.getKey());
              robot.keyType(with);
              robot.keyRelease(combination.getKey());
            });
      }
    }
    for (KeyCode with :
        List.of(
            KeyCode.DELETE, KeyCode.BACK_SPACE, KeyCode.F1, KeyCode.F2, KeyCode.F7, KeyCode.T)) {
      robot(
          () -> {
            robot.keyPress(KeyCode.CONTROL);
            robot.keyPress(KeyCode.ALT);
            robot.keyType(with);
            robot.keyRelease(KeyCode.ALT);
            robot.keyRelease(KeyCode.CONTROL);
          });
    }
  }

  private void useTheRestOfAMouse() throws Exception {
    robot(() -> robot.mouseMove(540, 900));
    for (MouseButton button : List.of(MouseButton.SECONDARY, MouseButton.MIDDLE)) {
      robot(() -> robot.mouseClick(button));
    }
    robot(() -> robot.mouseWheel(3));
    robot(() -> robot.mouseWheel(-3));
    onFx(
        () -> {
          Node root = stage.getScene().getRoot();
          root.fireEvent(
              new ContextMenuEvent(
                  ContextMenuEvent.CONTEXT_MENU_REQUESTED,
                  540,
                  900,
                  540,
                  900,
                  false,
                  new PickResult(root, 540, 900)));
          return null;
        });
  }

  /** Two fingers that press, spread, turn and wipe; no mouse event comes with them. */
  private void useSeveralFingers() throws Exception {
    onFx(
        () -> {
          Node root = stage.getScene().getRoot();
          List<TouchPoint> fingers = List.of(finger(1, root, 300), finger(2, root, 700));
          for (EventType<TouchEvent> type :
              List.of(
                  TouchEvent.TOUCH_PRESSED,
                  TouchEvent.TOUCH_STATIONARY,
                  TouchEvent.TOUCH_MOVED,
                  TouchEvent.TOUCH_RELEASED)) {
            for (TouchPoint finger : fingers) {
              root.fireEvent(new TouchEvent(type, finger, fingers, 1, false, false, false, false));
            }
          }
          for (EventType<ZoomEvent> type : List.of(ZoomEvent.ZOOM_STARTED, ZoomEvent.ZOOM)) {
            root.fireEvent(
                new ZoomEvent(
                    type,
                    500,
                    900,
                    500,
                    900,
                    false,
                    false,
                    false,
                    false,
                    true,
                    false,
                    2,
                    2,
                    new PickResult(root, 500, 900)));
          }
          root.fireEvent(
              new RotateEvent(
                  RotateEvent.ROTATE,
                  500,
                  900,
                  500,
                  900,
                  false,
                  false,
                  false,
                  false,
                  true,
                  false,
                  45,
                  45,
                  new PickResult(root, 500, 900)));
          for (EventType<SwipeEvent> type :
              List.of(
                  SwipeEvent.SWIPE_LEFT,
                  SwipeEvent.SWIPE_RIGHT,
                  SwipeEvent.SWIPE_UP,
                  SwipeEvent.SWIPE_DOWN)) {
            root.fireEvent(
                new SwipeEvent(
                    type,
                    500,
                    900,
                    500,
                    900,
                    false,
                    false,
                    false,
                    false,
                    true,
                    3,
                    new PickResult(root, 500, 900)));
          }
          root.fireEvent(
              new ScrollEvent(
                  ScrollEvent.SCROLL,
                  500,
                  900,
                  500,
                  900,
                  false,
                  false,
                  false,
                  false,
                  true,
                  true,
                  0,
                  400,
                  0,
                  400,
                  ScrollEvent.HorizontalTextScrollUnits.NONE,
                  0,
                  ScrollEvent.VerticalTextScrollUnits.NONE,
                  0,
                  2,
                  new PickResult(root, 500, 900)));
          return null;
        });
  }

  private static TouchPoint finger(int id, Node root, double x) {
    return new TouchPoint(
        id, TouchPoint.State.PRESSED, x, 900, x, 900, root, new PickResult(root, x, 900));
  }

  private void askToClose() throws Exception {
    onFx(
        () -> {
          stage.fireEvent(new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST));
          return null;
        });
  }

  /** The same screen, drawn once, in the only window there is, which still has the keyboard. */
  private void nothingComesOf(String what, Attempt attempt) throws Exception {
    haveRested();
    events.clear();
    Parent before = onFx(this::screen);
    attempt.make();
    beQuiet();
    expect(what, List.of(), List.copyOf(events));
    expect(what + ": the screen that is drawn", before, onFx(this::screen));
    expect(what + ": the window is there", true, onFx(stage::isShowing));
    expect(what + ": it has the keyboard", true, onFx(stage::isFocused));
    expect(what + ": windows", List.of(stage), onFx(() -> List.copyOf(Window.getWindows())));
    expect(
        what + ": where it stands",
        List.of(0.0, 0.0, 1080.0, 1920.0),
        onFx(() -> List.of(stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight())));
    expect(
        what + ": in its own size", false, onFx(() -> stage.isIconified() || stage.isMaximized()));
  }

  @FunctionalInterface
  private interface Attempt {
    void make() throws Exception;
  }

  private Parent screen() {
    return (Parent) stage.getScene().getRoot().getChildrenUnmodifiable().getFirst();
  }

  // ---------------------------------------------------------------- what is no more than a tap

  /** A slow finger is a finger: pressed for long, a button does on release what it always does. */
  private void aDragAndALongPressAreNoMoreThanATap() throws Exception {
    show(new State.WrongPin(2, PinPlace.ON_SCREEN));
    Point2D stop = onFx(() -> centreOf("Arrêter"));
    nothingComesOf(
        "a drag from a button to another",
        () -> {
          Point2D again = onFx(() -> centreOf("Réessayer"));
          robot(() -> robot.mouseMove(stop));
          robot(() -> robot.mousePress(MouseButton.PRIMARY));
          robot(() -> robot.mouseMove(540, 900));
          robot(() -> robot.mouseMove(again));
          robot(() -> robot.mouseRelease(MouseButton.PRIMARY));
        });
    nothingComesOf(
        "a long press, while it lasts",
        () -> {
          robot(() -> robot.mouseMove(stop));
          robot(() -> robot.mousePress(MouseButton.PRIMARY));
          TimeUnit.MILLISECONDS.sleep(LONG_PRESS.toMillis());
        });
    robot(() -> robot.mouseRelease(MouseButton.PRIMARY));
    heardOnce("a long press that ends", new Event.Stopped());
  }

  private void theHostsButtonIsNotAnywhere() throws Exception {
    show(new State.Attract());
    Point2D host = onFx(() -> centreOf("Pour le personnel"));
    robot(() -> robot.mouseMove(host));
    robot(() -> robot.mouseClick(MouseButton.PRIMARY));
    heardOnce("a tap on the host's button", new Event.HostWanted());
    nothingComesOf(
        "a press that slides away from the host's button",
        () -> {
          robot(() -> robot.mouseMove(host));
          robot(() -> robot.mousePress(MouseButton.PRIMARY));
          robot(() -> robot.mouseMove(540, 500));
          robot(() -> robot.mouseRelease(MouseButton.PRIMARY));
        });
    robot(() -> robot.mouseMove(540, 500));
    robot(() -> robot.mouseClick(MouseButton.PRIMARY));
    heardOnce("a tap anywhere else", new Event.ScreenTouched());
  }

  private void theHostsKeyWorksAtRestAlone() throws Exception {
    for (State rest : List.of(new State.Attract(), new State.OutOfService(FaultCode.PAPER_OUT))) {
      show(rest);
      robot(() -> robot.keyType(KeyCode.BACK_SPACE));
      heardOnce("the host's key", new Event.HostWanted());
    }
    show(new State.WrongPin(2, PinPlace.ON_SCREEN));
    nothingComesOf(
        "the host's key in a visit", () -> robot(() -> robot.keyType(KeyCode.BACK_SPACE)));
  }

  // ---------------------------------------------------------------- hands and eyes

  private void show(State state) throws Exception {
    show(state, Manner.of(Language.FRENCH));
    haveRested();
  }

  private void robot(Runnable move) throws Exception {
    onFx(
        () -> {
          move.run();
          return null;
        });
    TimeUnit.MILLISECONDS.sleep(15);
  }

  private Point2D centreOf(String words) {
    Bounds at = boundsOf(words);
    return new Point2D(at.getCenterX(), at.getCenterY());
  }

  /** The next press comes to a screen that has rested. */
  private void heardOnce(String what, Event event) throws Exception {
    heard(what, event);
    haveRested();
  }
}
