package be.borne.kiosk.screen;

import be.borne.kiosk.theme.Theme;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Circle;
import javafx.scene.shape.SVGPath;
import javafx.scene.transform.Scale;

/** The top of every screen: whose terminal this is, and how far the citizen is. */
final class Letterhead {
  private static final double EMBLEM_MM = 17;
  private static final double EMBLEM_UNITS = 40;
  private static final int MOST_MARKS = 4;
  private static final PseudoClass REACHED = PseudoClass.getPseudoClass("reached");

  private final Theme theme;

  Letterhead(Theme theme) {
    this.theme = theme;
  }

  Node of(Screen screen) {
    Label municipality = label(screen.header().municipality(), "municipality");
    Label site = label(screen.header().site(), "site");
    VBox names = new VBox(municipality, site);
    names.setAlignment(Pos.CENTER_LEFT);
    HBox header =
        new HBox(theme.arms().map(this::arms).orElseGet(this::emblem), names, Painter.gap());
    header.getStyleClass().add("header");
    screen.progress().ifPresent(progress -> header.getChildren().add(progress(progress)));
    Region rule = new Region();
    rule.getStyleClass().add("header-rule");
    return new VBox(header, rule);
  }

  private static Label label(String words, String style) {
    Label label = new Label(words);
    label.getStyleClass().add(style);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }

  private static Node progress(Screen.Progress progress) {
    HBox steps = new HBox();
    steps.getStyleClass().add("progress-steps");
    // More of them could neither be counted nor drawn: then words alone.
    int marks = progress.of() <= MOST_MARKS ? progress.of() : 0;
    for (int step = 1; step <= marks; step++) {
      Region mark = new Region();
      mark.getStyleClass().add("progress-step");
      mark.pseudoClassStateChanged(REACHED, step <= progress.step());
      steps.getChildren().add(mark);
    }
    Label words = label(progress.words(), "progress-words");
    words.setMinWidth(Region.USE_PREF_SIZE);
    VBox both = new VBox(words, steps);
    both.getStyleClass().add("progress");
    return both;
  }

  /** The municipality's own, as high as the emblem and at most twice as wide. */
  private Node arms(Image image) {
    ImageView arms = new ImageView(image);
    arms.setPreserveRatio(true);
    arms.setSmooth(true);
    arms.setFitHeight(theme.mm(EMBLEM_MM));
    arms.setFitWidth(2 * theme.mm(EMBLEM_MM));
    return arms;
  }

  /** A gable with three columns in a disc: a town hall, and no municipality's own arms. */
  private Node emblem() {
    Circle face = new Circle(20, 20, 20);
    face.getStyleClass().add("emblem-face");
    SVGPath hall = new SVGPath();
    hall.setContent(
        "M20 7 L33 15.5 V17.5 H7 V15.5 Z M10 19.5 H14 V28 H10 Z M18 19.5 H22 V28 H18 Z"
            + " M26 19.5 H30 V28 H26 Z M7.5 29.5 H32.5 V32.5 H7.5 Z");
    hall.getStyleClass().add("emblem-mark");
    Group drawing = new Group(face, hall);
    double scale = theme.mm(EMBLEM_MM) / EMBLEM_UNITS;
    drawing.getTransforms().add(new Scale(scale, scale));
    return new Group(drawing);
  }
}
