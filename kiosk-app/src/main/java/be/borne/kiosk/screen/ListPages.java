package be.borne.kiosk.screen;

import be.borne.kiosk.screen.Screen.Choice;
import be.borne.kiosk.screen.Screen.Role;
import be.borne.kiosk.theme.Theme;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Scene;
import javafx.scene.layout.VBox;

/**
 * Deals a list of choices out to pages that fit: few on a page, so that it can be taken in at a
 * glance, and fewer where the catalogue is wordy.
 */
final class ListPages {
  private static final int MOST_UPRIGHT = 5;
  private static final int MOST_LYING = 4;

  /** How much of the panel's height a list may take; title, header and Stop need the rest. */
  private static final double SHARE_OF_HEIGHT = 0.6;

  /** The same where there is more to read than a sentence. */
  private static final double SHARE_BESIDE_FACTS = 0.25;

  private static final double GAP_MM = 5;

  private final Theme theme;

  ListPages(Theme theme) {
    this.theme = theme;
  }

  /** At least one page, which may be empty. */
  List<List<Choice>> of(Screen screen) {
    int most = theme.portrait() ? MOST_UPRIGHT : MOST_LYING;
    // Only where pages can be turned: a list without that must stay whole.
    boolean crowded = screen.paging().isPresent() && screen.facts().size() > 1;
    double share = crowded ? SHARE_BESIDE_FACTS : SHARE_OF_HEIGHT;
    double room = theme.heightPixels() * share;
    List<Choice> choices = screen.choices(Role.LISTED);
    List<Double> heights = heights(choices);
    List<List<Choice>> pages = new ArrayList<>();
    List<Choice> page = new ArrayList<>();
    double used = 0;
    for (int i = 0; i < choices.size(); i++) {
      double height = heights.get(i) + theme.mm(GAP_MM);
      if (page.size() == most || (!page.isEmpty() && used + height > room)) {
        pages.add(List.copyOf(page));
        page.clear();
        used = 0;
      }
      page.add(choices.get(i));
      used += height;
    }
    pages.add(List.copyOf(page));
    return List.copyOf(pages);
  }

  private List<Double> heights(List<Choice> choices) {
    VBox band = new VBox();
    band.getStyleClass().addAll("screen", theme.portrait() ? "upright" : "lying");
    choices.forEach(choice -> band.getChildren().add(Pressable.listed(choice, 1, () -> {})));
    Scene scene = new Scene(band);
    scene.getStylesheets().add(theme.stylesheet());
    band.applyCss();
    return band.getChildren().stream().map(node -> node.prefHeight(theme.bandWidth())).toList();
  }
}
