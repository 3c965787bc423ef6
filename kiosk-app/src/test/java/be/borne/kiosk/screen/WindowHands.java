package be.borne.kiosk.screen;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.robot.Robot;
import javafx.stage.Stage;

/** A finger, ten keys and a pair of eyes at a window, through the X server. */
final class WindowHands {
  private static final long DEADLINE_SECONDS = 20;

  private final Stage stage;
  private final Robot robot;

  WindowHands(Stage stage) throws Exception {
    this.stage = stage;
    this.robot = onFx(Robot::new);
  }

  void tapAnywhere() throws Exception {
    tapAt(stage.getWidth() / 2, stage.getHeight() / 2);
  }

  /** Taps the button that says this. */
  void tap(String words) throws Exception {
    Bounds at = onFx(() -> boundsOf(stage, words));
    tapAt(at.getCenterX(), at.getCenterY());
  }

  private void tapAt(double x, double y) throws Exception {
    onFx(
        () -> {
          robot.mouseMove(x, y);
          robot.mouseClick(MouseButton.PRIMARY);
          return null;
        });
  }

  void key(KeyCode code) throws Exception {
    onFx(
        () -> {
          robot.keyType(code);
          return null;
        });
  }

  /** Whether a button says this. */
  boolean shows(String words) {
    return seen(
        () ->
            stage.getScene().getRoot().lookupAll(".label").stream()
                .anyMatch(
                    node ->
                        ((Label) node).getText().equals(words) && Pressable.around(node) != null));
  }

  /** Whether the screen of this title is the one that is shown. */
  boolean titleIs(String title) {
    return seen(() -> stage.isFocused() && title.replace('\u00a0', ' ').equals(stage.getTitle()));
  }

  /** Where the button is that says this; on the toolkit's thread. */
  static Bounds boundsOf(Stage stage, String words) {
    // A screen gets its places with the next pulse, which on a busy machine may still be to come; a
    // citizen sees no button before it.
    stage.getScene().getRoot().applyCss();
    stage.getScene().getRoot().layout();
    return stage.getScene().getRoot().lookupAll(".label").stream()
        .filter(node -> ((Label) node).getText().equals(words))
        .map(Pressable::around)
        .filter(Objects::nonNull)
        .map(pressable -> pressable.localToScreen(pressable.getLayoutBounds()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no button says " + words));
  }

  private static boolean seen(Callable<Boolean> question) {
    try {
      return onFx(question);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  static <T> T onFx(Callable<T> work) throws Exception {
    FutureTask<T> task = new FutureTask<>(work);
    Platform.runLater(task);
    return task.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
  }
}
