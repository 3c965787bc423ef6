package be.borne.kiosk.screen;

import be.borne.kiosk.theme.Theme;
import java.util.ArrayList;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.shape.Circle;
import javafx.scene.text.TextAlignment;

/** Digits, Correct and OK. It hands each digit on at once and shows only how many there are. */
final class Keypad {
  /** Below the nine others, between Correct and OK. */
  private static final int LAST_POSITION = 9;

  private static final double DOT_RADIUS_MM = 3.2;
  private static final PseudoClass FILLED = PseudoClass.getPseudoClass("filled");

  private final PinDigits pin;
  private final int fewest;
  private final List<Character> positions;
  private final Theme theme;
  private final Narration narration;
  private final GridPane keys = new GridPane();
  private final HBox dots = new HBox();
  private final List<Pressable> digits = new ArrayList<>();
  private final Pressable correct;
  private final Pressable ok;

  /**
   * @param narration told how many digits there are when one was typed or taken back
   * @param entered what OK does
   */
  Keypad(Screen.PinPad words, Typing typing, Theme theme, Narration narration, Runnable entered) {
    this.narration = narration;
    this.pin = typing.pin();
    this.fewest = words.fewest();
    this.positions = typing.pinPositions();
    this.theme = theme;
    for (char digit = '0'; digit <= '9'; digit++) {
      char typed = digit;
      digits.add(
          new Pressable(() -> type(typed), true, "key", "digit")
              .words(TextAlignment.CENTER, String.valueOf(digit), ""));
    }
    correct =
        new Pressable(this::correctLast, true, "quiet")
            .words(TextAlignment.CENTER, words.correct(), "")
            .spoken(told -> told.arrivedAt(words.correct()));
    ok =
        new Pressable(entered, false, "primary")
            .words(TextAlignment.CENTER, words.ok().label(), "")
            .spoken(told -> told.arrivedAt(words.ok()));
    keys.getStyleClass().add("keypad");
    dots.getStyleClass().add("dots");
    for (int at = 0; at < LAST_POSITION; at++) {
      keys.add(digit(positions.get(at)), at % 3, at / 3);
    }
    keys.addRow(3, correct, digit(positions.get(LAST_POSITION)), ok);
    showCount();
  }

  GridPane keys() {
    return keys;
  }

  HBox dots() {
    return dots;
  }

  Pressable ok() {
    return ok;
  }

  Pressable correct() {
    return correct;
  }

  /** The key of a digit, wherever it stands. */
  Pressable digit(char digit) {
    return digits.get(digit - '0');
  }

  List<Pressable> inReadingOrder() {
    List<Pressable> all = new ArrayList<>();
    positions.subList(0, LAST_POSITION).forEach(digit -> all.add(digit(digit)));
    all.addAll(List.of(correct, digit(positions.get(LAST_POSITION)), ok));
    return all;
  }

  private void type(char digit) {
    pin.add(digit);
    showCount();
    narration.typed(pin.count());
  }

  private void correctLast() {
    pin.removeLast();
    showCount();
    narration.typed(pin.count());
  }

  private void showCount() {
    int count = pin.count();
    dots.getChildren().clear();
    for (int i = 0; i < Math.max(fewest, count); i++) {
      Circle dot = new Circle(theme.mm(DOT_RADIUS_MM));
      dot.getStyleClass().add("dot");
      dot.pseudoClassStateChanged(FILLED, i < count);
      dots.getChildren().add(dot);
    }
    ok.setAsleep(count < fewest);
  }
}
