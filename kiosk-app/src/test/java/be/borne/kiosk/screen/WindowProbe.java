package be.borne.kiosk.screen;

import be.borne.kiosk.journey.Event;
import be.borne.kiosk.journey.Manner;
import be.borne.kiosk.journey.Moment;
import be.borne.kiosk.journey.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.robot.Robot;
import javafx.stage.Stage;

/**
 * A program that uses the real view with its hands, through the X server, and notes what comes of
 * it. A program of its own, since a toolkit starts once in a JVM and takes the display for itself.
 */
abstract class WindowProbe {
  private static final Duration DEADLINE = Duration.ofSeconds(20);

  /** Long enough for an event that must not come to have come. */
  private static final Duration QUIET = Duration.ofMillis(250);

  /** Long enough for what a press set off to have been done. */
  private static final Duration AFTER_A_PRESS = Duration.ofMillis(60);

  final List<Event> events = new CopyOnWriteArrayList<>();
  final AtomicInteger activity = new AtomicInteger();
  private final AtomicLong clock = new AtomicLong();
  private final List<String> problems = new ArrayList<>();
  Stage stage;
  KioskView view;
  Robot robot;

  /** Opens the window, and tries all there is to try. */
  abstract void run() throws Exception;

  /** Ends the program: with 1, and what went wrong on the standard error, or with 0. */
  final void runAndExit() {
    Platform.startup(() -> {});
    Platform.setImplicitExit(false);
    try {
      run();
    } catch (Exception | Error e) {
      problems.add("stopped by " + e);
    }
    problems.forEach(System.err::println);
    System.exit(problems.isEmpty() ? 0 : 1);
  }

  /** The view keeps a time of its own: what rests, rests until the probe says so. */
  final void open(ScreenSettings settings, PinDigits pin, TypedText text, Narration narration)
      throws Exception {
    onFx(
        () -> {
          stage = new Stage();
          robot = new Robot();
          view =
              new KioskView(
                  stage,
                  settings,
                  pin,
                  text,
                  PaperInView.NONE,
                  narration,
                  events::add,
                  activity::incrementAndGet,
                  clock::get);
          return null;
        });
  }

  // ---------------------------------------------------------------- hands

  final void show(State state, Manner manner) throws Exception {
    onFx(
        () -> {
          view.show(new Moment(state, manner));
          return null;
        });
  }

  final void haveRested() {
    clock.addAndGet(KioskView.REST.toNanos());
  }

  final void tap(String words) throws Exception {
    Bounds at = onFx(() -> boundsOf(words));
    tapAt(at.getCenterX(), at.getCenterY());
  }

  final void tapAt(double x, double y) throws Exception {
    act(
        "the tap arrives",
        () -> {
          robot.mouseMove(x, y);
          robot.mouseClick(MouseButton.PRIMARY);
          return null;
        });
  }

  final void key(KeyCode code) throws Exception {
    act(
        "the key arrives",
        () -> {
          robot.keyType(code);
          return null;
        });
  }

  private void act(String what, Callable<Void> act) throws Exception {
    int before = activity.get();
    onFx(act);
    await(what, () -> activity.get() > before);
    TimeUnit.MILLISECONDS.sleep(AFTER_A_PRESS.toMillis());
  }

  // ---------------------------------------------------------------- eyes

  final Bounds boundsOf(String words) {
    return WindowHands.boundsOf(stage, words);
  }

  final List<String> labels() {
    return stage.getScene().getRoot().lookupAll(".label").stream()
        .map(node -> ((Label) node).getText())
        .toList();
  }

  final void heard(String what, Event event) throws Exception {
    await(what + ": " + event, () -> !events.isEmpty());
    heardExactly(what, List.of(event));
  }

  final void heardNothing(String what) throws Exception {
    heardExactly(what, List.of());
  }

  final void heardExactly(String what, List<Event> expected) throws Exception {
    beQuiet();
    expect(what, expected, List.copyOf(events));
    events.clear();
  }

  final void beQuiet() throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(QUIET.toMillis());
  }

  final void expect(String what, Object expected, Object actual) {
    if (!Objects.equals(expected, actual)) {
      problems.add(what + ": expected " + expected + ", was " + actual);
    }
  }

  final void await(String what, BooleanSupplier condition) throws Exception {
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        problems.add("waited in vain: " + what);
        return;
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  static boolean ask(Callable<Boolean> question) {
    try {
      return onFx(question);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  static <T> T onFx(Callable<T> work) throws Exception {
    return WindowHands.onFx(work);
  }
}
