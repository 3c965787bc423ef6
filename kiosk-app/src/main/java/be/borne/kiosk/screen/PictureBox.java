package be.borne.kiosk.screen;

import be.borne.kiosk.theme.Theme;
import java.util.List;
import javafx.animation.Animation;
import javafx.scene.Group;
import javafx.scene.layout.Region;
import javafx.scene.transform.Scale;

/**
 * A picture as large as the room that is left for it, and none where too little is left. It stands
 * still unless it is told to move.
 */
final class PictureBox extends Region {
  private static final double LEAST_HEIGHT_MM = 34;
  private static final double GREATEST_HEIGHT_MM = 150;

  private final Theme theme;
  private final Group drawing;
  private final Scale scale = new Scale(1, 1);
  private final List<Animation> motions;

  PictureBox(Screen.Picture picture, Theme theme) {
    this.theme = theme;
    Drawing drawn = Pictures.draw(picture);
    motions = drawn.motions().stream().map(Motion::animation).toList();
    drawing = new Group(drawn.still());
    drawing.getTransforms().add(scale);
    drawing.setManaged(false);
    getChildren().add(drawing);
    setMinSize(0, 0);
    setPrefSize(0, 0);
    setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
  }

  /** Shows for a moment which way things go. */
  void move() {
    motions.forEach(Animation::playFromStart);
  }

  /** At rest at once. */
  void rest() {
    motions.forEach(Animation::stop);
  }

  @Override
  protected void layoutChildren() {
    double height = Math.min(getHeight(), theme.mm(GREATEST_HEIGHT_MM));
    double fit = Math.min(getWidth() / Pictures.WIDTH, height / Pictures.HEIGHT);
    drawing.setVisible(fit * Pictures.HEIGHT >= theme.mm(LEAST_HEIGHT_MM));
    scale.setX(fit);
    scale.setY(fit);
    drawing.setLayoutX((getWidth() - fit * Pictures.WIDTH) / 2);
    drawing.setLayoutY((getHeight() - fit * Pictures.HEIGHT) / 2);
  }
}
