package be.borne.kiosk.screen;

import be.borne.kiosk.screen.Screen.Choice;
import be.borne.kiosk.screen.Screen.Option;
import be.borne.kiosk.screen.Screen.Sample;
import be.borne.kiosk.theme.Theme;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.SVGPath;
import javafx.scene.text.TextAlignment;
import javafx.scene.transform.Scale;

/**
 * Something to press: a solid rectangle with words on it. It knows what happens when it is pressed,
 * not how: hand and keyboard are {@link Hands}' business.
 */
final class Pressable extends HBox {
  private static final PseudoClass HELD = PseudoClass.getPseudoClass("held");
  private static final PseudoClass RINGED = PseudoClass.getPseudoClass("ringed");
  private static final PseudoClass ASLEEP = PseudoClass.getPseudoClass("asleep");

  private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
  private static final double TICK_MM = 9;
  private static final double TICK_UNITS = 18;

  /** The usual size of a button's letters, as in the stylesheet. */
  private static final double SAMPLE_LETTERS_MM = 11;

  private final Runnable action;
  private final boolean repeatable;
  private Consumer<Narration> spoken = _ -> {};
  private boolean asleep;

  /**
   * @param repeatable whether it may be pressed again at once, like a key of the keypad
   */
  Pressable(Runnable action, boolean repeatable, String... styles) {
    this.action = action;
    this.repeatable = repeatable;
    getStyleClass().add("pressable");
    getStyleClass().addAll(styles);
    setMaxWidth(Double.MAX_VALUE);
    setMaxHeight(USE_PREF_SIZE);
    Region ring = new Region();
    ring.getStyleClass().add("ring");
    ring.setManaged(false);
    ring.setMouseTransparent(true);
    layoutBoundsProperty()
        .addListener((_, _, now) -> ring.resizeRelocate(0, 0, now.getWidth(), now.getHeight()));
    getChildren().add(ring);
  }

  /** One of a list, with the figure of the key that presses it. */
  static Pressable listed(String label, String detail, int figure, Runnable action) {
    Label number = new Label(String.valueOf(figure));
    number.getStyleClass().add("number");
    number.setMinHeight(USE_PREF_SIZE);
    return new Pressable(action, false, "primary", "listed")
        .with(number)
        .words(TextAlignment.LEFT, label, detail);
  }

  /** One of a list, with the figure of its key, and a box that is ticked while it holds. */
  static Pressable ticked(Choice choice, Theme theme, int figure, Runnable action) {
    Label number = new Label(String.valueOf(figure));
    number.getStyleClass().add("number");
    number.setMinHeight(USE_PREF_SIZE);
    SVGPath box = new SVGPath();
    box.setContent("M-3 -3 H21 V21 H-3 Z");
    box.getStyleClass().add("tick-box");
    Pressable pressable =
        new Pressable(action, false, "quiet", "listed", "ticked")
            .with(number)
            .with(drawing(theme, box, tick()))
            .words(TextAlignment.LEFT, choice.label(), "");
    pressable.setChosen(choice.tick() == Screen.Tick.ON);
    return pressable;
  }

  private static SVGPath tick() {
    SVGPath tick = new SVGPath();
    tick.setContent("M2 9 L7 14 L16 3");
    tick.getStyleClass().add("tick");
    return tick;
  }

  private static Group drawing(Theme theme, Node... shapes) {
    Group drawing = new Group(shapes);
    double scale = theme.mm(TICK_MM) / TICK_UNITS;
    drawing.getTransforms().add(new Scale(scale, scale));
    return new Group(drawing);
  }

  /** One of a group, with a tick if it is the one that holds. */
  static Pressable option(Option option, Theme theme, Runnable action) {
    Pressable tile =
        new Pressable(action, false, "quiet", "option")
            .with(drawing(theme, tick()))
            .words(TextAlignment.LEFT, option.label(), "");
    tile.setChosen(option.chosen());
    option.sample().ifPresent(sample -> tile.show(sample, theme));
    return tile;
  }

  private void show(Sample sample, Theme theme) {
    switch (sample) {
      case Sample.OfSize(var size) ->
          lookupAll(".label")
              .forEach(
                  label ->
                      label.setStyle(
                          String.format(
                              Locale.ROOT,
                              "-fx-font-size: %.2fpx",
                              theme.mm(SAMPLE_LETTERS_MM * size.times()))));
      case Sample.OfContrast(var contrast) ->
          getStyleClass().addAll("sample", Theme.contrastClass(contrast));
    }
  }

  /** Its words, below one another. */
  Pressable words(TextAlignment alignment, String label, String detail) {
    VBox lines = new VBox(line(label, alignment));
    if (!detail.isEmpty()) {
      Label further = line(detail, alignment);
      further.getStyleClass().add("detail");
      lines.getChildren().add(further);
    }
    lines.setAlignment(alignment == TextAlignment.LEFT ? Pos.CENTER_LEFT : Pos.CENTER);
    lines.setMaxHeight(Region.USE_PREF_SIZE);
    HBox.setHgrow(lines, Priority.ALWAYS);
    return with(lines);
  }

  Pressable with(Node content) {
    getChildren().add(getChildren().size() - 1, content);
    return this;
  }

  private static Label line(String words, TextAlignment alignment) {
    Label line = new Label(words);
    // A single figure cannot wrap, and the toolkit calls it truncated when told to.
    line.setWrapText(words.length() > 1);
    line.setTextAlignment(alignment);
    line.setMinHeight(USE_PREF_SIZE);
    return line;
  }

  /**
   * @param tells tells a narration that the ring of the keys is here
   */
  Pressable spoken(Consumer<Narration> tells) {
    spoken = tells;
    return this;
  }

  /** The ring of the keys came here. */
  void tell(Narration narration) {
    spoken.accept(narration);
  }

  void press() {
    action.run();
  }

  boolean repeatable() {
    return repeatable;
  }

  boolean asleep() {
    return asleep;
  }

  /** Asleep it is there and does nothing, like OK before there is a code. */
  void setAsleep(boolean now) {
    asleep = now;
    pseudoClassStateChanged(ASLEEP, now);
  }

  /** Whether it is the one that holds. */
  void setChosen(boolean now) {
    pseudoClassStateChanged(CHOSEN, now);
  }

  void setHeld(boolean now) {
    pseudoClassStateChanged(HELD, now);
  }

  void setRinged(boolean now) {
    pseudoClassStateChanged(RINGED, now);
  }

  /** The pressable that a node belongs to; null if none. */
  static Pressable around(Node node) {
    Node at = node;
    while (at != null && !(at instanceof Pressable)) {
      at = at.getParent();
    }
    return (Pressable) at;
  }
}
