package be.borne.kiosk.screen;

import be.borne.kiosk.file.PaperPicture;
import be.borne.kiosk.theme.Theme;
import java.util.List;
import java.util.Optional;
import javafx.animation.Animation;
import javafx.scene.Group;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Region;
import javafx.scene.transform.Scale;

/**
 * A picture as large as the room that is left for it, and none where too little is left. It stands
 * still unless it is told to move.
 */
final class PictureBox extends Region {
  private static final double LEAST_HEIGHT_MM = 34;
  private static final double GREATEST_HEIGHT_MM = 150;

  /** Smaller, nobody could say whether a paper can be read. */
  private static final double LEAST_OF_PAPER_MM = 95;

  private final Theme theme;
  private final Group drawing;
  private final double width;
  private final double height;
  private final double greatestMm;
  private final Scale scale = new Scale(1, 1);
  private final List<Animation> motions;

  PictureBox(Screen.Picture picture, Theme theme) {
    this(Pictures.draw(picture), Pictures.WIDTH, Pictures.HEIGHT, GREATEST_HEIGHT_MM, theme);
  }

  private PictureBox(Drawing drawn, double width, double height, double greatestMm, Theme theme) {
    this.theme = theme;
    this.width = width;
    this.height = height;
    this.greatestMm = greatestMm;
    motions = drawn.motions().stream().map(Motion::animation).toList();
    drawing = new Group(drawn.still());
    drawing.getTransforms().add(scale);
    drawing.setManaged(false);
    getChildren().add(drawing);
    setMinSize(0, 0);
    setPrefSize(0, 0);
    setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
  }

  /**
   * A citizen's own paper.
   *
   * @param paper empty if it is gone already
   * @param decided whether it is decided here if it can be read, so that it has to be seen
   */
  static PictureBox of(Optional<PaperPicture> paper, boolean decided, Theme theme) {
    PictureBox box =
        paper
            .map(
                it ->
                    new PictureBox(
                        Drawing.still(new Group(view(it))),
                        it.width(),
                        it.height(),
                        Double.MAX_VALUE,
                        theme))
            .orElseGet(() -> new PictureBox(Screen.Picture.NONE, theme));
    if (decided) {
      box.setMinHeight(theme.mm(LEAST_OF_PAPER_MM));
      box.setPrefHeight(theme.mm(LEAST_OF_PAPER_MM));
    }
    return box;
  }

  private static ImageView view(PaperPicture paper) {
    WritableImage image = new WritableImage(paper.width(), paper.height());
    image
        .getPixelWriter()
        .setPixels(
            0,
            0,
            paper.width(),
            paper.height(),
            PixelFormat.getIntArgbInstance(),
            paper.argb(),
            0,
            paper.width());
    ImageView view = new ImageView(image);
    view.setSmooth(true);
    return view;
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
    double room = Math.min(getHeight(), theme.mm(greatestMm));
    double fit = Math.min(getWidth() / width, room / height);
    drawing.setVisible(fit * height >= theme.mm(LEAST_HEIGHT_MM));
    scale.setX(fit);
    scale.setY(fit);
    drawing.setLayoutX((getWidth() - fit * width) / 2);
    drawing.setLayoutY((getHeight() - fit * height) / 2);
  }
}
