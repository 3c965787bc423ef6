package be.borne.kiosk.screen;

import be.borne.kiosk.screen.KeyboardLayout.Layer;
import be.borne.kiosk.theme.Theme;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;

/**
 * A field, Correct beside it, and the keys that fill it. It hands each character on at once and
 * keeps none.
 */
final class EntryBoard {
  private static final double CURSOR_MM = 1;
  private static final int LINES_UPRIGHT = 2;

  private final TextEntry entry;
  private final TypedText text;
  private final Narration narration;
  private final Pressable ok;
  private final EntryField field;
  private final Pressable correct;
  private final KeyGrid keys;
  private final List<Pressable> inReadingOrder = new ArrayList<>();
  private final Map<KeyboardLayout.Types, Label> faces = new LinkedHashMap<>();
  private Optional<Pressable> capitals = Optional.empty();
  private Optional<Pressable> signs = Optional.empty();
  private Layer layer = Layer.SMALL;
  private final Pane top;

  /**
   * @param narration told of what was typed and taken back
   * @param ok sleeps while there is no answer
   */
  EntryBoard(TextEntry entry, TypedText text, Theme theme, Narration narration, Pressable ok) {
    this.narration = narration;
    this.entry = entry;
    this.text = text;
    this.ok = ok;
    int lines = theme.portrait() && !entry.kind().isFigures() ? LINES_UPRIGHT : 1;
    field = new EntryField(entry, text, lines, theme.mm(CURSOR_MM));
    correct =
        new Pressable(this::correctLast, true, "quiet", "correct")
            .words(TextAlignment.CENTER, entry.words().correct(), "")
            .spoken(told -> told.arrivedAt(entry.words().correct()));
    correct.setMaxHeight(Double.MAX_VALUE);
    inReadingOrder.add(correct);
    top = top(theme.portrait());
    keys = arrange(KeyboardLayout.of(entry, !theme.portrait()));
    turn(Layer.SMALL);
    textChanged();
  }

  private Pane top(boolean portrait) {
    Label label = new Label(entry.label());
    label.getStyleClass().add("entry-label");
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    HBox.setHgrow(field, Priority.ALWAYS);
    HBox row = new HBox(field, correct);
    row.getStyleClass().add("field-row");
    boolean number = entry.kind().isFigures();
    if (portrait || number) {
      VBox column = new VBox(label, row);
      column.getStyleClass().addAll("entry", number ? "entry-of-number" : "entry-of-text");
      return column;
    }
    row.getChildren().addFirst(label);
    return row;
  }

  private KeyGrid arrange(KeyboardLayout layout) {
    KeyGrid keys = new KeyGrid(layout.columns(), layout.rows().size());
    keys.getStyleClass().addAll("keyboard", layout.columns() > 3 ? "letters" : "figures");
    for (int row = 0; row < layout.rows().size(); row++) {
      int column = 0;
      for (KeyboardLayout.Key key : layout.rows().get(row)) {
        int at = column;
        int in = row;
        pressable(key)
            .ifPresent(
                pressable -> {
                  keys.add(pressable, at, in, key.columns(), 1);
                  inReadingOrder.add(pressable);
                });
        column += key.columns();
      }
    }
    return keys;
  }

  private Optional<Pressable> pressable(KeyboardLayout.Key key) {
    return switch (key) {
      case KeyboardLayout.Types types -> Optional.of(character(types));
      case KeyboardLayout.Ends(var ending, _) ->
          Optional.of(wordy("ending", ending, () -> end(ending)));
      case KeyboardLayout.Space _ ->
          Optional.of(wordy("space", entry.words().space(), () -> type(' ')));
      case KeyboardLayout.Capitals _ -> {
        capitals =
            Optional.of(
                wordy(
                    "turns",
                    entry.words().capitals(),
                    () -> turn(new Layer(!layer.capitals(), layer.signs()))));
        yield capitals;
      }
      case KeyboardLayout.Signs _ -> {
        signs =
            Optional.of(
                wordy(
                    "turns",
                    entry.words().signs(),
                    () -> turn(new Layer(layer.capitals(), !layer.signs()))));
        yield signs;
      }
      case KeyboardLayout.Nothing _ -> Optional.empty();
    };
  }

  private Pressable character(KeyboardLayout.Types types) {
    Label face = new Label();
    face.setMinHeight(Region.USE_PREF_SIZE);
    face.setMinWidth(Region.USE_PREF_SIZE);
    faces.put(types, face);
    return new Pressable(() -> typeKey(types), true, "key", "character")
        .with(face)
        .spoken(told -> told.typedText(face.getText()));
  }

  private static Pressable wordy(String style, String words, Runnable action) {
    return new Pressable(action, true, "quiet", style)
        .words(TextAlignment.CENTER, words, "")
        .spoken(told -> told.arrivedAt(words));
  }

  /** The field, its label and Correct. */
  Pane top() {
    return top;
  }

  EntryField field() {
    return field;
  }

  KeyGrid keys() {
    return keys;
  }

  Pressable ok() {
    return ok;
  }

  Pressable correct() {
    return correct;
  }

  /** Correct first: it stands above the keys. */
  List<Pressable> inReadingOrder() {
    return List.copyOf(inReadingOrder);
  }

  boolean takes(int character) {
    return entry.kind().allows(character);
  }

  /** Types a character, whether there is a key for it now or not. */
  void type(int character) {
    if (text.add(character)) {
      narration.typedText(Character.toString(character));
    }
    textChanged();
  }

  private void typeKey(KeyboardLayout.Types key) {
    int character = key.on(layer);
    type(character);
    turn(layer.after(character));
  }

  /** An address has one @ and no two points in a row: what is there already is not doubled. */
  private void end(String ending) {
    String before = text.view();
    int at = before.indexOf('@');
    int keep =
        switch (ending.charAt(0)) {
          case '@' -> at < 0 ? before.length() : at;
          case '.' -> before.endsWith(".") ? before.length() - 1 : before.length();
          default -> before.length();
        };
    if (keep + ending.length() <= entry.most()) {
      for (int i = before.length(); i > keep; i--) {
        text.removeLast();
      }
      ending.codePoints().forEach(text::add);
      narration.typedText(ending);
      textChanged();
    }
  }

  private void correctLast() {
    text.removeLast().ifPresent(narration::tookBack);
    textChanged();
  }

  /** Shows other characters on the same keys, so that a ring stays where it is. */
  void turn(Layer now) {
    layer = now;
    faces.forEach((key, face) -> face.setText(Character.toString(key.on(now))));
    capitals.ifPresent(key -> key.setChosen(now.capitals()));
    signs.ifPresent(key -> key.setChosen(now.signs()));
  }

  private void textChanged() {
    field.textChanged();
    ok.setAsleep(text.length() == 0 && !entry.mayBeEmpty());
  }
}
