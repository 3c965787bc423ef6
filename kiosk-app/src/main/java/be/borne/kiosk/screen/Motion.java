package be.borne.kiosk.screen;

import javafx.animation.Animation;
import javafx.animation.Interpolator;
import javafx.animation.KeyFrame;
import javafx.animation.KeyValue;
import javafx.animation.Timeline;
import javafx.scene.Node;
import javafx.util.Duration;

/**
 * A part of a picture that shows by moving which way something goes. It moves twice, for less than
 * five seconds in all, and then stands where the still picture has it: what goes on longer would
 * need a button that stops it [WCAG 2.2.2], and keeps the processor busy. Nothing changes its
 * brightness, so nothing can flash [WCAG 2.3.1].
 *
 * @param part of the picture
 * @param fromY where it sets out, in units of the picture below its place
 * @param toY where it arrives, in the same units
 */
record Motion(Node part, double fromY, double toY) {
  private static final Duration BEFORE = Duration.millis(500);
  private static final Duration UNDER_WAY = Duration.millis(1200);
  private static final Duration ARRIVED = Duration.millis(600);
  private static final int TIMES = 2;

  /** How long all of it takes. */
  static final Duration WHOLE = BEFORE.add(UNDER_WAY).add(ARRIVED).multiply(TIMES);

  /** Ready to be played; the picture is still again when it has ended, or was stopped. */
  Animation animation() {
    Timeline timeline =
        new Timeline(
            new KeyFrame(Duration.ZERO, at(fromY)),
            new KeyFrame(BEFORE, at(fromY)),
            new KeyFrame(BEFORE.add(UNDER_WAY), at(toY)),
            new KeyFrame(BEFORE.add(UNDER_WAY).add(ARRIVED), at(toY)));
    timeline.setCycleCount(TIMES);
    timeline
        .statusProperty()
        .subscribe(
            status -> {
              if (status == Animation.Status.STOPPED) {
                part.setTranslateY(0);
              }
            });
    return timeline;
  }

  private KeyValue at(double y) {
    return new KeyValue(part.translateYProperty(), y, Interpolator.EASE_BOTH);
  }
}
