package be.borne.kiosk.screen;

import be.borne.kiosk.screen.Screen.Choice;
import be.borne.kiosk.screen.Screen.Fact;
import be.borne.kiosk.screen.Screen.Role;
import be.borne.kiosk.theme.Theme;
import java.util.ArrayList;
import java.util.List;
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

  private final Theme theme;
  private final Painter painter;
  private final StackPane ground = new StackPane();

  Pages(Theme theme, Painter painter) {
    this.theme = theme;
    this.painter = painter;
    new Scene(ground).getStylesheets().add(theme.stylesheet());
  }

  /** At least one page. */
  List<Page> of(Screen screen) {
    List<Choice> listed = screen.choices(Role.LISTED);
    List<Fact> facts = screen.facts();
    List<Page> pages = new ArrayList<>();
    int read = 0;
    while (facts.size() - read > 1
        && !fits(
            screen,
            pages,
            new Page(facts.subList(read, facts.size()), first(listed), false),
            true)) {
      int more = Math.min(mostThatFit(screen, pages, facts, read), facts.size() - read - 1);
      pages.add(new Page(facts.subList(read, read + more), List.of(), true));
      read += more;
    }
    List<Fact> last = facts.subList(read, facts.size());
    int most = theme.portrait() ? MOST_UPRIGHT : MOST_LYING;
    int dealt = 0;
    do {
      int count = Math.min(1, listed.size() - dealt);
      boolean room = true;
      while (room && count < most && dealt + count < listed.size()) {
        Page wider = new Page(last, listed.subList(dealt, dealt + count + 1), false);
        room = fits(screen, pages, wider, dealt + count + 1 == listed.size());
        count += room ? 1 : 0;
      }
      pages.add(new Page(last, listed.subList(dealt, dealt + count), false));
      dealt += count;
    } while (dealt < listed.size());
    return List.copyOf(pages);
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
            new Page(facts.subList(from, from + count + 1), List.of(), true),
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
      all.add(new Page(List.of(), List.of(), false));
    }
    Parent root = painter.paint(screen, all, before.size()).root();
    ground.getChildren().setAll(root);
    root.applyCss();
    boolean fits = root.minHeight(theme.widthPixels()) <= theme.heightPixels();
    ground.getChildren().clear();
    return fits;
  }
}
