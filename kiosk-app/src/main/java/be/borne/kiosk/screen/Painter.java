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
  private final Typing typing;
  private final PaperInView paper;
  private final Narration narration;
  private final Consumer<Event> events;
  private final IntConsumer turnToPage;
  private final Pages pages;

  /**
   * @param paper asked for the picture of a paper where a screen shows one
   * @param narration told of every digit that is typed, and not of which
   * @param events get what the citizen chooses
   * @param turnToPage asked to paint the same screen at another page of its list
   */
  Painter(
      Theme theme,
      Typing typing,
      PaperInView paper,
      Narration narration,
      Consumer<Event> events,
      IntConsumer turnToPage) {
    this.theme = theme;
    this.narration = narration;
    this.typing = typing;
    this.paper = paper;
    this.events = events;
    this.turnToPage = turnToPage;
    this.pages = new Pages(theme, this);
  }

  /**
   * @param pages of the screen
   * @param at which of them, from 0
   */
  Painted paint(Screen screen, List<Page> pages, int at) {
    Page page = pages.get(at);
    boolean decides = !page.toBeRead();
    List<Pressable> listed = listed(page.listed(), page.brief());
    List<Pressable> aside = decides ? each(screen, Role.ASIDE, "quiet", "aside") : List.of();
    List<OptionGroup> groups =
        screen.groups().stream().map(group -> new OptionGroup(group, theme, events)).toList();
    Optional<Pressable> anywhere =
        each(screen, Role.ANYWHERE, "primary", "main").stream().findFirst();
    Optional<Keypad> keypad =
        screen
            .pinPad()
            .map(
                words ->
                    new Keypad(
                        words, typing, theme, narration, () -> events.accept(words.ok().event())));
    boolean types = decides && screen.entry().isPresent();
    boolean readsOn = page.toBeRead() && keypad.isEmpty();
    // Keys, and groups side by side on a panel that lies, leave no room for a wide button below
    // them.
    boolean mainInFoot = types || (!theme.portrait() && !groups.isEmpty());
    String[] mainStyles = {"primary", mainInFoot ? "turn" : "main"};
    Optional<EntryBoard> board =
        screen.entry().filter(_ -> types).map(entry -> board(entry, mainStyles));
    Optional<Pressable> main =
        readsOn
            ? Optional.of(turn(screen.reading().more(), at + 1, mainStyles))
            : board
                .map(EntryBoard::ok)
                .or(() -> each(screen, Role.MAIN, mainStyles).stream().findFirst())
                .or(() -> anywhere);
    List<Pressable> sideways = paging(Page.viewOf(screen, pages, at), at, readsOn);
    if (decides) {
      sideways.addAll(each(screen, Role.BACK, "quiet", "turn"));
    }
    Foot foot =
        new Foot(
            each(screen, Role.STOP, "quiet", "tool").stream().findFirst(),
            each(screen, Role.HELP, "quiet", "tool").stream().findFirst(),
            each(screen, Role.MANNER, "quiet", "tool").stream().findFirst(),
            each(screen, Role.HOST, "quiet", "tool").stream().findFirst());

    VBox band = new VBox();
    band.getStyleClass().add("band");
    if (theme.portrait() || groups.isEmpty()) {
      band.getChildren().addAll(groups);
    } else {
      band.getChildren().add(sideBySide(groups));
    }
    band.getChildren().addAll(listed);
    band.getChildren().addAll(aside);
    if (mainInFoot) {
      main.ifPresent(sideways::add);
    } else {
      main.ifPresent(band.getChildren()::add);
    }

    List<Pressable> order = new ArrayList<>();
    keypad.ifPresent(pad -> order.addAll(pad.inReadingOrder()));
    board.ifPresent(it -> order.addAll(it.inReadingOrder()));
    groups.forEach(group -> order.addAll(group.options()));
    order.addAll(listed);
    order.addAll(aside);
    main.filter(it -> !sideways.contains(it)).ifPresent(order::add);
    order.addAll(sideways);
    order.addAll(foot.inReadingOrder());

    PictureBox picture =
        screen.picture() == Screen.Picture.PAPER
            ? PictureBox.of(paper.picture(), !page.toBeRead(), theme)
            : new PictureBox(screen.picture(), theme);
    Parent root =
        sheet(screen, page, picture, keypad, board, band, foot.beside(sideways, theme.portrait()));
    return new Painted(
        root,
        order,
        keypad.map(Keypad::ok).or(() -> main),
        anywhere,
        foot.stop(),
        foot.help(),
        foot.manner(),
        foot.host(),
        listed,
        keypad,
        board,
        picture);
  }

  /** The pages of the screen on this painter's panel. */
  List<Page> pagesOf(Screen screen) {
    return pages.of(screen);
  }

  private EntryBoard board(TextEntry entry, String... mainStyles) {
    Pressable ok =
        pressable(entry.ok(), mainStyles)
            .words(TextAlignment.CENTER, entry.ok().label(), "")
            .spoken(told -> told.arrivedAt(entry.ok()));
    return new EntryBoard(entry, typing.text(), theme, narration, ok);
  }

  private Parent sheet(
      Screen screen,
      Page page,
      PictureBox picture,
      Optional<Keypad> keypad,
      Optional<EntryBoard> board,
      VBox band,
      VBox foot) {
    // Keys need the whole width of a panel that lies.
    boolean beneath = theme.portrait() || !screen.groups().isEmpty() || board.isPresent();
    VBox message = new Message(theme).of(screen, page.facts());
    VBox sheet = new VBox();
    sheet.getStyleClass().add("sheet");
    VBox.setVgrow(sheet, Priority.ALWAYS);
    VBox.setVgrow(picture, Priority.ALWAYS);
    if (beneath) {
      sheet.getChildren().addAll(message, picture);
      keypad.ifPresent(pad -> sheet.getChildren().addAll(pad.dots(), pad.keys()));
      board.ifPresent(it -> sheet.getChildren().addAll(it.top(), it.keys()));
    } else {
      // A citizen's paper needs a side of its own, and its buttons little of the other.
      boolean paperApart = screen.picture() == Screen.Picture.PAPER;
      VBox doing = paperApart ? new VBox() : new VBox(picture);
      doing.getStyleClass().add("doing");
      keypad.ifPresent(pad -> doing.getChildren().addAll(pad.dots(), pad.keys()));
      VBox saying = message;
      if (paperApart) {
        saying = new VBox(message, picture);
        saying.getStyleClass().add("message");
      }
      HBox sideBySide = new HBox(saying, doing);
      sideBySide.getStyleClass().add("side-by-side");
      HBox.setHgrow(saying, Priority.ALWAYS);
      HBox.setHgrow(doing, Priority.ALWAYS);
      VBox.setVgrow(sideBySide, Priority.ALWAYS);
      if (!band.getChildren().isEmpty()) {
        doing.getChildren().add(band);
      }
      sheet.getChildren().add(sideBySide);
    }
    if (beneath && !band.getChildren().isEmpty()) {
      sheet.getChildren().add(band);
    }
    sheet.getChildren().add(foot);
    VBox root = new VBox(new Letterhead(theme).of(screen), sheet);
    root.getStyleClass()
        .addAll(
            "screen",
            theme.portrait() ? "upright" : "lying",
            "tone-" + screen.tone().name().toLowerCase(Locale.ROOT),
            "situation-" + screen.name(),
            "size-" + theme.textSize().name().toLowerCase(Locale.ROOT),
            theme.contrastClass());
    if (board.isPresent()) {
      root.getStyleClass().add("typing");
    }
    if (!page.listed().isEmpty()) {
      root.getStyleClass().add("has-list");
    }
    return root;
  }

  private static HBox sideBySide(List<OptionGroup> groups) {
    HBox columns = new HBox();
    columns.getStyleClass().add("option-columns");
    for (OptionGroup group : groups) {
      HBox.setHgrow(group, Priority.ALWAYS);
      group.setPrefWidth(1);
      columns.getChildren().add(group);
    }
    return columns;
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
              .words(TextAlignment.CENTER, choice.label(), choice.detail().orElse(""))
              .spoken(narration -> narration.arrivedAt(choice)));
    }
    return all;
  }

  private Pressable pressable(Choice choice, String... styles) {
    return new Pressable(() -> events.accept(choice.event()), false, styles);
  }

  private List<Pressable> listed(List<Choice> choices, boolean brief) {
    List<Pressable> all = new ArrayList<>();
    for (Choice choice : choices) {
      String detail = brief ? "" : choice.detail().orElse("");
      Runnable action = () -> events.accept(choice.event());
      int figure = all.size() + 1;
      Pressable pressable =
          switch (choice.tick()) {
            case NONE -> Pressable.listed(choice.label(), detail, figure, action);
            case ON, OFF -> Pressable.ticked(choice, theme, figure, action);
          };
      all.add(pressable.spoken(narration -> narration.arrivedAt(choice)));
    }
    return all;
  }

  /**
   * @param readsOn whether the way on is the main one, and needs no place here
   */
  private List<Pressable> paging(Narration.View view, int at, boolean readsOn) {
    List<Pressable> turns = new ArrayList<>();
    view.previous().ifPresent(words -> turns.add(turn(words, at - 1, "quiet", "turn")));
    view.more()
        .filter(_ -> !readsOn)
        .ifPresent(words -> turns.add(turn(words, at + 1, "quiet", "turn")));
    return turns;
  }

  private Pressable turn(String words, int page, String... styles) {
    return new Pressable(() -> turnToPage.accept(page), false, styles)
        .words(TextAlignment.CENTER, words, "")
        .spoken(narration -> narration.arrivedAt(words));
  }
}
