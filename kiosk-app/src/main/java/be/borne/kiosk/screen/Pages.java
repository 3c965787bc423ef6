package be.borne.kiosk.screen;

import be.borne.kiosk.screen.Screen.Choice;
import be.borne.kiosk.screen.Screen.Fact;
import be.borne.kiosk.screen.Screen.Role;
import be.borne.kiosk.theme.Theme;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Group;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;

/**
 * Deals a screen out to pages that fit: where letters are large there may be more to read than the
 * panel holds, and a list is short enough to be taken in at a glance. Nothing scrolls.
 */
final class Pages {
  private static final int MOST_UPRIGHT = 5;
  private static final int MOST_LYING = 4;

  /** How many lost children a parent keeps. */
  private static final int KEPT_CHILDREN = 20;

  /** What rounding to whole pixels may add. */
  private static final double ROUNDING_PIXELS = 3;

  private final Theme theme;
  private final Painter painter;
  private final StackPane ground = new StackPane();

  Pages(Theme theme, Painter painter) {
    this.theme = theme;
    this.painter = painter;
    new Scene(ground).getStylesheets().add(theme.stylesheet());
    keepNothing();
  }

  /**
   * A parent keeps the last twenty children it lost until a window draws it, and no window ever
   * draws this one: what earlier citizens read would stay with them. One that loses more at once
   * keeps none until then ({@code javafx.scene.Parent}, {@code REMOVED_CHILDREN_THRESHOLD}).
   */
  private void keepNothing() {
    for (int i = 0; i <= KEPT_CHILDREN; i++) {
      ground.getChildren().add(new Group());
    }
    ground.getChildren().clear();
  }

  /** At least one page. */
  List<Page> of(Screen screen) {
    List<Choice> listed = screen.choices(Role.LISTED);
    List<Fact> facts = screen.facts();
    List<Page> pages = new ArrayList<>();
    // Nobody is to turn to a page that says nothing and asks nothing.
    boolean asks =
        !listed.isEmpty()
            || screen.pinPad().isPresent()
            || screen.entry().isPresent()
            || !screen.choices(Role.MAIN).isEmpty();
    int leastOnLast = asks ? 0 : 1;
    int read = 0;
    while (facts.size() - read > leastOnLast
        && !fits(screen, pages, deciding(rest(facts, read), first(listed), false), true)) {
      int more =
          Math.min(mostThatFit(screen, pages, facts, read), facts.size() - read - leastOnLast);
      pages.add(new Page(facts.subList(read, read + more), List.of(), false, true));
      read += more;
    }
    deal(screen, listed, rest(facts, read), pages);
    return List.copyOf(pages);
  }

  /** The list, as many of it on a page as fit, and each with what is still to be read. */
  private void deal(Screen screen, List<Choice> listed, List<Fact> facts, List<Page> pages) {
    // Of a wordy list each is named only; what it is stands on the screen that it leads to.
    boolean brief =
        listed.stream()
            .filter(each -> each.detail().isPresent())
            .anyMatch(
                each ->
                    !fits(
                        screen, pages, deciding(facts, List.of(each), false), listed.size() == 1));
    int most = theme.portrait() ? MOST_UPRIGHT : MOST_LYING;
    int dealt = 0;
    do {
      int count = Math.min(1, listed.size() - dealt);
      // Most pages of a long list are full: to look at that first saves painting all the others.
      int full = Math.min(most, listed.size() - dealt);
      boolean room = true;
      if (full > count
          && fits(
              screen,
              pages,
              deciding(facts, listed.subList(dealt, dealt + full), brief),
              dealt + full == listed.size())) {
        count = full;
      }
      while (room && count < most && dealt + count < listed.size()) {
        List<Choice> wider = listed.subList(dealt, dealt + count + 1);
        room =
            fits(screen, pages, deciding(facts, wider, brief), dealt + count + 1 == listed.size());
        count += room ? 1 : 0;
      }
      pages.add(deciding(facts, listed.subList(dealt, dealt + count), brief));
      dealt += count;
    } while (dealt < listed.size());
  }

  private static Page deciding(List<Fact> facts, List<Choice> listed, boolean brief) {
    return new Page(facts, listed, brief, false);
  }

  private static <T> List<T> rest(List<T> all, int from) {
    return all.subList(from, all.size());
  }

  private static List<Choice> first(List<Choice> listed) {
    return listed.isEmpty() ? List.of() : listed.subList(0, 1);
  }

  /** At least one: a fact that is too long for a panel of its own is not to be split. */
  private int mostThatFit(Screen screen, List<Page> before, List<Fact> facts, int from) {
    int count = 1;
    while (from + count < facts.size()
        && fits(
            screen,
            before,
            new Page(facts.subList(from, from + count + 1), List.of(), false, true),
            false)) {
      count++;
    }
    return count;
  }

  /**
   * @param isLast whether nothing follows, so that there is no word to turn to it
   */
  private boolean fits(Screen screen, List<Page> before, Page page, boolean isLast) {
    List<Page> all = new ArrayList<>(before);
    all.add(page);
    if (!isLast) {
      all.add(new Page(List.of(), List.of(), false, false));
    }
    Painted painted = painter.paint(screen, all, before.size());
    Parent root = painted.root();
    ground.getChildren().setAll(root);
    root.applyCss();
    boolean fits =
        root.prefHeight(theme.widthPixels()) + ROUNDING_PIXELS <= theme.heightPixels()
            && isInReach(painted);
    ground.getChildren().clear();
    return fits;
  }

  /** Whether a seated person reaches every button [EN 301 549, 8.3]. */
  private boolean isInReach(Painted painted) {
    painted.root().resize(theme.widthPixels(), theme.heightPixels());
    painted.root().layout();
    double highest = theme.heightPixels() - theme.reachPixels();
    return painted.inReadingOrder().stream()
        .allMatch(
            pressable -> pressable.localToScene(pressable.getLayoutBounds()).getMinY() >= highest);
  }
}
