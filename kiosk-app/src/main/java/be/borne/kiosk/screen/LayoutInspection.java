package be.borne.kiosk.screen;

import be.borne.kiosk.journey.TextSize;
import be.borne.kiosk.theme.Theme;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.Region;
import javafx.scene.paint.Paint;
import javafx.scene.shape.Shape;
import javafx.scene.text.Text;

/**
 * Looks at a painted screen as a critical eye would: is any text cut or outside, does anything
 * stand on anything else, are buttons large enough and far enough apart, is every word in the
 * model, and can a button be told from all else by its fill alone?
 */
final class LayoutInspection {
  private static final double LEAST_TARGET_MM = 20;
  private static final double LEAST_GAP_MM = 3;
  private static final double LEAST_X_HEIGHT_MM = 3.6;
  private static final double LEAST_TITLE_CAPITAL_MM = 7;

  /** 0.7 degrees at 600 mm [EN 301 549, 5.1.4]. */
  private static final double LEAST_CAPITAL_FOR_THOSE_WHO_SEE_LITTLE_MM = 7.3;

  /** Of the typeface: heights as parts of its size [OS/2 table: 496 and 668 of 1000]. */
  private static final double X_HEIGHT = 0.496;

  private static final double CAPITAL_HEIGHT = 0.668;
  private static final double ROUNDING_PIXELS = 1.01;

  private final Theme theme;
  private final double widthPixels;
  private final double heightPixels;
  private final List<String> problems = new ArrayList<>();

  LayoutInspection(Theme theme, double widthPixels, double heightPixels) {
    this.theme = theme;
    this.widthPixels = widthPixels;
    this.heightPixels = heightPixels;
  }

  /**
   * @param painted laid out
   * @return what is wrong, in words; empty when nothing is
   */
  List<String> of(Screen screen, Painted painted) {
    List<Label> labels = new ArrayList<>();
    collect(painted.root(), Label.class, labels);
    List<String> faces =
        screen
            .entry()
            .map(entry -> KeyboardLayout.of(entry, !theme.portrait()).faces())
            .orElse(List.of());
    for (Label label : labels) {
      text(label);
      String shown = label.getText();
      // A code goes over two lines: where they end is the painter's to say.
      if (!screen.words().contains(shown)
          && !screen.words().contains(shown.replace("\n", ""))
          && !shown.matches("[0-9]")
          && !faces.contains(shown)) {
        problems.add("not in the model: " + shown);
      }
    }
    painted.board().map(EntryBoard::field).ifPresent(this::typed);
    apart(labels);
    targets(painted.inReadingOrder());
    fills(painted);
    return List.copyOf(problems);
  }

  private void text(Label label) {
    String words = "“" + label.getText() + "”";
    if (label.isTextTruncated()
        || label.getHeight() + ROUNDING_PIXELS < label.prefHeight(label.getWidth())) {
      problems.add("cut: " + words);
    }
    if (!new BoundingBox(0, 0, widthPixels, heightPixels).contains(inScene(label))) {
      problems.add("outside: " + words + " " + inScene(label));
    }
    double sizeMm = label.getFont().getSize() / theme.mm(1);
    if (theme.trueSize() && sizeMm * X_HEIGHT < LEAST_X_HEIGHT_MM) {
      problems.add("too small: " + words);
    }
    if (theme.textSize() == TextSize.LARGEST
        && theme.trueSize()
        && sizeMm * CAPITAL_HEIGHT < LEAST_CAPITAL_FOR_THOSE_WHO_SEE_LITTLE_MM) {
      problems.add("too small for those who see little: " + words);
    }
    if (label.getStyleClass().contains("title")
        && theme.trueSize()
        && sizeMm * CAPITAL_HEIGHT < LEAST_TITLE_CAPITAL_MM) {
      problems.add("title too small: " + words);
    }
  }

  /** What was typed stands in its field, with the cursor at its end in sight. */
  private void typed(EntryField field) {
    Bounds room = inScene(field);
    for (Text line : field.lines()) {
      if (!room.contains(inScene(line))) {
        problems.add("typed beyond the field: “" + line.getText() + "”");
      }
      if (theme.trueSize()
          && line.getFont().getSize() / theme.mm(1) * X_HEIGHT < LEAST_X_HEIGHT_MM) {
        problems.add("typed too small: “" + line.getText() + "”");
      }
    }
    if (!room.contains(inScene(field.cursor()))) {
      problems.add("cursor beyond the field");
    }
  }

  private void apart(List<Label> labels) {
    for (int i = 0; i < labels.size(); i++) {
      for (Label other : labels.subList(i + 1, labels.size())) {
        Bounds a = inScene(labels.get(i));
        Bounds b = inScene(other);
        if (Math.min(a.getMaxX(), b.getMaxX()) - Math.max(a.getMinX(), b.getMinX())
                > ROUNDING_PIXELS
            && Math.min(a.getMaxY(), b.getMaxY()) - Math.max(a.getMinY(), b.getMinY())
                > ROUNDING_PIXELS) {
          problems.add(
              "on one another: “" + labels.get(i).getText() + "” and “" + other.getText() + "”");
        }
      }
    }
  }

  private void targets(List<Pressable> pressables) {
    for (int i = 0; i < pressables.size(); i++) {
      Bounds a = inScene(pressables.get(i));
      if (!new BoundingBox(0, 0, widthPixels, heightPixels).contains(a)) {
        problems.add("button outside: " + a);
      }
      if (heightPixels - a.getMinY() > theme.reachPixels() + ROUNDING_PIXELS) {
        problems.add("button out of reach: " + a);
      }
      if (theme.trueSize()
          && Math.min(a.getWidth(), a.getHeight()) + ROUNDING_PIXELS < theme.mm(LEAST_TARGET_MM)) {
        problems.add("button too small: " + a);
      }
      for (Pressable other : pressables.subList(i + 1, pressables.size())) {
        Bounds b = inScene(other);
        double across = Math.max(b.getMinX() - a.getMaxX(), a.getMinX() - b.getMaxX());
        double down = Math.max(b.getMinY() - a.getMaxY(), a.getMinY() - b.getMaxY());
        if (Math.max(across, down) + ROUNDING_PIXELS < theme.mm(LEAST_GAP_MM)) {
          problems.add("buttons too close: " + a + " and " + b);
        }
      }
    }
  }

  /** Fills of buttons belong to buttons alone. */
  private void fills(Painted painted) {
    List<Paint> buttons =
        painted.inReadingOrder().stream()
            .filter(pressable -> !pressable.asleep())
            // It shows colours to choose from, the screen's own among them; its border tells it.
            .filter(pressable -> !pressable.getStyleClass().contains("sample"))
            .flatMap(pressable -> fills(pressable).stream())
            .distinct()
            .toList();
    List<Region> regions = new ArrayList<>();
    collect(painted.root(), Region.class, regions);
    for (Region region : regions) {
      if (!(region instanceof Pressable) && fills(region).stream().anyMatch(buttons::contains)) {
        problems.add("a button's fill on " + region.getStyleClass());
      }
    }
    List<Shape> shapes = new ArrayList<>();
    collect(painted.root(), Shape.class, shapes);
    for (Shape shape : shapes) {
      if (buttons.contains(shape.getFill()) || buttons.contains(shape.getStroke())) {
        problems.add("a button's fill on " + shape.getStyleClass());
      }
    }
  }

  private static List<Paint> fills(Region region) {
    return region.getBackground() == null
        ? List.of()
        : region.getBackground().getFills().stream().map(BackgroundFill::getFill).toList();
  }

  private static Bounds inScene(Node node) {
    return node.localToScene(node.getLayoutBounds());
  }

  private static <N extends Node> void collect(Node from, Class<N> kind, List<N> into) {
    if (kind.isInstance(from)) {
      into.add(kind.cast(from));
    }
    if (from instanceof Parent parent && from.isVisible()) {
      parent.getChildrenUnmodifiable().forEach(child -> collect(child, kind, into));
    }
  }
}
