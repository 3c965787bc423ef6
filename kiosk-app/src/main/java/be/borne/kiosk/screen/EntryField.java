package be.borne.kiosk.screen;

import java.util.ArrayList;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.VPos;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Text;

/**
 * Shows what was typed, with a cursor at its end that does not blink: nothing moves on a still
 * screen. Where there is nothing it shows a hint.
 */
final class EntryField extends Region {
  private static final PseudoClass EMPTY = PseudoClass.getPseudoClass("empty");

  /** As high as letters of this typeface come, with their accents and tails. */
  private static final String TALLEST = "Çg";

  private final TextEntry entry;
  private final TypedText text;
  private final List<Text> lines = new ArrayList<>();
  private final Text measure = line();
  private final Rectangle cursor = new Rectangle();

  /**
   * @param most lines, at least 1
   * @param cursorPixels its width
   */
  EntryField(TextEntry entry, TypedText text, int most, double cursorPixels) {
    this.entry = entry;
    this.text = text;
    getStyleClass().add("field");
    measure.setVisible(false);
    cursor.setWidth(cursorPixels);
    cursor.setManaged(false);
    cursor.getStyleClass().add("cursor");
    getChildren().addAll(measure, cursor);
    for (int i = 0; i < most; i++) {
      lines.add(line());
    }
    getChildren().addAll(lines);
    setMinHeight(USE_PREF_SIZE);
    setMaxWidth(Double.MAX_VALUE);
    textChanged();
  }

  private static Text line() {
    Text line = new Text();
    line.setManaged(false);
    line.getStyleClass().add("typed");
    line.setTextOrigin(VPos.TOP);
    return line;
  }

  void textChanged() {
    requestLayout();
  }

  /** What it shows, from top to bottom, without the lines that show nothing. */
  List<Text> lines() {
    return lines.stream().filter(line -> !line.getText().isEmpty()).toList();
  }

  Rectangle cursor() {
    return cursor;
  }

  @Override
  protected double computePrefHeight(double width) {
    return snappedTopInset() + lines.size() * lineHeight() + snappedBottomInset();
  }

  @Override
  protected double computePrefWidth(double height) {
    return snappedLeftInset() + width(entry.words().hint()) + snappedRightInset();
  }

  @Override
  protected void layoutChildren() {
    double room = getWidth() - snappedLeftInset() - snappedRightInset() - 2 * cursor.getWidth();
    boolean empty = text.length() == 0;
    pseudoClassStateChanged(EMPTY, empty);
    FieldLines breaking = new FieldLines(this::width, room, lines.size());
    List<String> shown = breaking.of(empty ? entry.words().hint() : text.view(), entry.kind());
    double height = lineHeight();
    // What is short stands in the middle.
    double top =
        snappedTopInset()
            + (getHeight() - snappedTopInset() - snappedBottomInset() - shown.size() * height) / 2;
    for (int i = 0; i < lines.size(); i++) {
      Text line = lines.get(i);
      line.setText(i < shown.size() ? shown.get(i) : "");
      line.setLayoutX(snappedLeftInset() + (empty ? 3 * cursor.getWidth() : 0));
      line.setLayoutY(top + i * height);
    }
    int last = empty ? 0 : shown.size() - 1;
    cursor.setHeight(height);
    cursor.setLayoutX(
        snappedLeftInset() + (empty ? 0 : width(shown.get(last)) + cursor.getWidth() / 2));
    cursor.setLayoutY(top + last * height);
  }

  private double width(String words) {
    measure.setText(words);
    return measure.getLayoutBounds().getWidth();
  }

  private double lineHeight() {
    measure.setText(TALLEST);
    return Math.ceil(measure.getLayoutBounds().getHeight());
  }
}
