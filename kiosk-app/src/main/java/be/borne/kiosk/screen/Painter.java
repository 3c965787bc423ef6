package be.borne.kiosk.screen;

import be.borne.kiosk.journey.Event;
import be.borne.kiosk.screen.Screen.Choice;
import be.borne.kiosk.screen.Screen.Role;
import be.borne.kiosk.theme.Theme;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;

/**
 * Draws any screen: header, message, picture, and all that can be pressed in the lower band, Stop
 * always in its lower left corner. On a panel that lies, message and picture stand side by side.
 */
final class Painter {
  private final Theme theme;
  private final PinDigits pin;
  private final Consumer<Event> events;
  private final IntConsumer turnToPage;

  /**
   * @param events get what the citizen chooses
   * @param turnToPage asked to paint the same screen at another page of its list
   */
  Painter(Theme theme, PinDigits pin, Consumer<Event> events, IntConsumer turnToPage) {
    this.theme = theme;
    this.pin = pin;
    this.events = events;
    this.turnToPage = turnToPage;
  }

  /**
   * @param pages the screen's listed choices, dealt out
   * @param page which of them, from 0
   */
  Painted paint(Screen screen, List<List<Choice>> pages, int page) {
    List<Pressable> listed = listed(pages.get(page));
    List<Pressable> aside = each(screen, Role.ASIDE, "quiet", "aside");
    Optional<Pressable> anywhere =
        each(screen, Role.ANYWHERE, "primary", "main").stream().findFirst();
    Optional<Pressable> main =
        each(screen, Role.MAIN, "primary", "main").stream().findFirst().or(() -> anywhere);
    Optional<Pressable> stop = each(screen, Role.STOP, "quiet", "stop").stream().findFirst();
    Optional<Keypad> keypad =
        screen
            .pinPad()
            .map(words -> new Keypad(words, pin, theme, () -> events.accept(words.ok().event())));

    VBox band = new VBox();
    band.getStyleClass().add("band");
    band.getChildren().addAll(listed);
    band.getChildren().addAll(aside);
    main.ifPresent(band.getChildren()::add);
    List<Pressable> sideways = paging(screen, page, pages.size());
    sideways.addAll(each(screen, Role.BACK, "quiet"));

    List<Pressable> order = new ArrayList<>();
    keypad.ifPresent(pad -> order.addAll(pad.inReadingOrder()));
    order.addAll(listed);
    order.addAll(aside);
    main.ifPresent(order::add);
    stop.ifPresent(order::add);
    order.addAll(sideways);

    Parent root = sheet(screen, keypad, band, bar(stop, sideways));
    return new Painted(
        root, order, keypad.map(Keypad::ok).or(() -> main), anywhere, stop, listed, keypad);
  }

  private Parent sheet(Screen screen, Optional<Keypad> keypad, VBox band, HBox bar) {
    VBox message = new Message(theme).of(screen);
    PictureBox picture = new PictureBox(screen.picture(), theme);
    VBox sheet = new VBox();
    sheet.getStyleClass().add("sheet");
    VBox.setVgrow(sheet, Priority.ALWAYS);
    VBox.setVgrow(picture, Priority.ALWAYS);
    if (theme.portrait()) {
      sheet.getChildren().addAll(message, picture);
      keypad.ifPresent(pad -> sheet.getChildren().addAll(pad.dots(), pad.keys()));
    } else {
      VBox doing = new VBox(picture);
      doing.getStyleClass().add("doing");
      keypad.ifPresent(pad -> doing.getChildren().addAll(pad.dots(), pad.keys()));
      HBox sideBySide = new HBox(message, doing);
      sideBySide.getStyleClass().add("side-by-side");
      HBox.setHgrow(message, Priority.ALWAYS);
      HBox.setHgrow(doing, Priority.ALWAYS);
      VBox.setVgrow(sideBySide, Priority.ALWAYS);
      if (!band.getChildren().isEmpty()) {
        doing.getChildren().add(band);
      }
      sheet.getChildren().add(sideBySide);
    }
    if (theme.portrait() && !band.getChildren().isEmpty()) {
      sheet.getChildren().add(band);
    }
    sheet.getChildren().add(bar);
    VBox root = new VBox(new Letterhead(theme).of(screen), sheet);
    root.getStyleClass()
        .addAll(
            "screen",
            theme.portrait() ? "upright" : "lying",
            "tone-" + screen.tone().name().toLowerCase(Locale.ROOT),
            "situation-" + screen.name());
    return root;
  }

  /** Stop left, the rest right. The bar keeps its height when it is empty: nothing ever jumps. */
  private static HBox bar(Optional<Pressable> stop, List<Pressable> sideways) {
    HBox bar = new HBox();
    bar.getStyleClass().add("bar");
    stop.ifPresent(bar.getChildren()::add);
    bar.getChildren().add(gap());
    bar.getChildren().addAll(sideways);
    return bar;
  }

  static Node gap() {
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    return gap;
  }

  private List<Pressable> each(Screen screen, Role role, String... styles) {
    List<Pressable> all = new ArrayList<>();
    for (Choice choice : screen.choices(role)) {
      all.add(
          pressable(choice, styles)
              .words(TextAlignment.CENTER, choice.label(), choice.detail().orElse("")));
    }
    return all;
  }

  private Pressable pressable(Choice choice, String... styles) {
    return new Pressable(() -> events.accept(choice.event()), false, styles);
  }

  private List<Pressable> listed(List<Choice> choices) {
    List<Pressable> all = new ArrayList<>();
    for (Choice choice : choices) {
      all.add(Pressable.listed(choice, all.size() + 1, () -> events.accept(choice.event())));
    }
    return all;
  }

  private List<Pressable> paging(Screen screen, int page, int pages) {
    List<Pressable> turns = new ArrayList<>();
    screen
        .paging()
        .ifPresent(
            words -> {
              if (page > 0) {
                turns.add(turn(words.previous(), page - 1));
              }
              if (page + 1 < pages) {
                turns.add(turn(words.more(), page + 1));
              }
            });
    return turns;
  }

  private Pressable turn(String words, int page) {
    return new Pressable(() -> turnToPage.accept(page), false, "quiet")
        .words(TextAlignment.CENTER, words, "");
  }
}
