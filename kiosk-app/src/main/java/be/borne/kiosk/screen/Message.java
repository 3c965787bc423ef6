package be.borne.kiosk.screen;

import be.borne.kiosk.screen.Screen.Fact;
import be.borne.kiosk.theme.Theme;
import java.util.List;
import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Circle;
import javafx.scene.shape.SVGPath;
import javafx.scene.transform.Scale;

/** What a screen says: its title, and its facts below. */
final class Message {
  private static final double MARK_UNITS = 20;
  private static final double NOTICE_MM = 17;
  private static final double PHASE_MM = 9;

  /** A longer one would squeeze the words beside it. */
  private static final int SHORT_CODE = 10;

  private final Theme theme;

  Message(Theme theme) {
    this.theme = theme;
  }

  /**
   * @param facts of the screen, as many as fit
   */
  VBox of(Screen screen, List<Fact> facts) {
    Label title = label(screen.title(), "title");
    HBox.setHgrow(title, Priority.ALWAYS);
    HBox titleRow = new HBox(title);
    titleRow.getStyleClass().add("title-row");
    if (screen.tone() != Screen.Tone.CALM) {
      titleRow.getChildren().addFirst(notice());
    }
    VBox message = new VBox(titleRow);
    message.getStyleClass().add("message");
    Pane open = null;
    for (Fact fact : facts) {
      open = add(message, open, fact);
    }
    return message;
  }

  /**
   * Facts of one kind that follow one another stand together.
   *
   * @param open the group that the fact before stands in; null if none
   * @return the group that this fact stands in; null if none
   */
  private Pane add(VBox message, Pane open, Fact fact) {
    return switch (fact) {
      case Fact.Sentence(var text) -> alone(message, label(text, "sentence"));
      case Fact.Warning(var text) -> alone(message, label(text, "warning"));
      case Fact.Labelled(var name, var value) -> {
        GridPane grid = open instanceof GridPane before ? before : group(message, new GridPane());
        Label nameLabel = label(name, "fact-label");
        if (theme.sideBySide()) {
          nameLabel.setMinWidth(Region.USE_PREF_SIZE);
        }
        Label valueLabel = label(value, "fact-value");
        GridPane.setHgrow(valueLabel, Priority.ALWAYS);
        if (theme.sideBySide()) {
          grid.addRow(grid.getRowCount(), nameLabel, valueLabel);
        } else {
          grid.addColumn(0, nameLabel, valueLabel);
        }
        yield grid;
      }
      case Fact.Own(var name, var text, _) -> {
        VBox stack = new VBox(label(name, "fact-label"), label(text, "own"));
        stack.getStyleClass().add("own-row");
        message.getChildren().add(stack);
        yield null;
      }
      case Fact.Code(var name, var characters) -> {
        boolean isShort = characters.length() <= SHORT_CODE;
        Label large = label(isShort ? characters : inPairs(characters), "code");
        large.setWrapText(!isShort);
        if (isShort) {
          large.setMinWidth(Region.USE_PREF_SIZE);
        }
        Label nameLabel = label(name, "code-label");
        nameLabel.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(nameLabel, Priority.ALWAYS);
        boolean beside = theme.sideBySide() && isShort;
        Pane row = beside ? new HBox(nameLabel, large) : new VBox(nameLabel, large);
        row.getStyleClass().add("code-row");
        message.getChildren().add(row);
        yield null;
      }
      case Fact.Phase phase -> {
        Pane list = open != null && !(open instanceof GridPane) ? open : group(message, new VBox());
        list.getChildren().add(row(phase));
        yield list;
      }
    };
  }

  private static Pane alone(VBox message, Label label) {
    message.getChildren().add(label);
    return null;
  }

  private static <P extends Pane> P group(VBox message, P group) {
    group.getStyleClass().add(group instanceof GridPane ? "facts" : "phases");
    message.getChildren().add(group);
    return group;
  }

  private Node row(Fact.Phase phase) {
    Label label = label(phase.label(), "phase-label");
    Label stage = label(phase.stageInWords(), "phase-stage");
    stage.setMinWidth(Region.USE_PREF_SIZE);
    HBox.setHgrow(label, Priority.ALWAYS);
    label.setMaxWidth(Double.MAX_VALUE);
    Circle disc = new Circle(10, 10, 9);
    disc.getStyleClass().add("phase-disc");
    SVGPath mark = new SVGPath();
    mark.setContent(
        switch (phase.stage()) {
          case DONE -> "M5.5 10.5 L8.8 13.8 L14.5 6.8";
          case NOW -> "M5 10 A5 5 0 1 0 15 10 A5 5 0 1 0 5 10 Z";
          case LATER -> "";
        });
    mark.getStyleClass().add("phase-mark");
    HBox row = new HBox(drawing(PHASE_MM, disc, mark), label, stage);
    row.getStyleClass().add("phase");
    row.pseudoClassStateChanged(
        PseudoClass.getPseudoClass(phase.stage().name().toLowerCase(Locale.ROOT)), true);
    return row;
  }

  /** An exclamation mark in a disc: a tone must not be told by colour alone. */
  private Node notice() {
    Circle face = new Circle(10, 10, 10);
    face.getStyleClass().add("notice-face");
    SVGPath mark = new SVGPath();
    mark.setContent(
        "M8.6 4 H11.4 L10.9 11.6 H9.1 Z M8.4 14.6 A1.6 1.6 0 1 0 11.6 14.6 A1.6 1.6 0 1 0 8.4 14.6 Z");
    mark.getStyleClass().add("notice-mark");
    return drawing(NOTICE_MM, face, mark);
  }

  private Node drawing(double sizeMm, Node... shapes) {
    Group drawing = new Group(shapes);
    double scale = theme.mm(sizeMm) / MARK_UNITS;
    drawing.getTransforms().add(new Scale(scale, scale));
    return new Group(drawing);
  }

  private static Label label(String words, String style) {
    Label label = new Label(words);
    label.getStyleClass().add(style);
    // A single figure cannot wrap, and the toolkit calls it truncated when told to.
    label.setWrapText(words.length() > 1);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }

  /**
   * Two groups a line: a long code is copied group by group, and none may be torn where the line
   * happens to end.
   */
  private static String inPairs(String code) {
    return code.replaceAll("((?:[^-]+-){2})(?=.)", "$1\n");
  }
}
