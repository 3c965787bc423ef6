package be.borne.kiosk.screen;

import be.borne.kiosk.screen.Screen.Choice;
import be.borne.kiosk.screen.Screen.Fact;
import java.util.List;
import java.util.Optional;

/**
 * As much of a screen as fits on the panel at once.
 *
 * @param facts what is to be read on it
 * @param listed which of the list's choices can be pressed on it
 * @param brief whether the listed choices are named without their further lines
 * @param toBeRead whether more follows that is to be read before anything is decided
 */
record Page(List<Fact> facts, List<Choice> listed, boolean brief, boolean toBeRead) {
  Page {
    facts = List.copyOf(facts);
    listed = List.copyOf(listed);
  }

  /** What of a screen is in view on one of its pages, and the words that lead to the others. */
  static Narration.View viewOf(Screen screen, List<Page> pages, int at) {
    Page page = pages.get(at);
    return new Narration.View(
        screen,
        page.facts(),
        page.listed(),
        at > 0 ? Optional.of(wordsAfter(screen, pages.get(at - 1)).previous()) : Optional.empty(),
        at + 1 < pages.size() ? Optional.of(wordsAfter(screen, page).more()) : Optional.empty(),
        page.toBeRead());
  }

  /** Words between this page and the next: those of a list where a list goes on, else of a text. */
  private static Screen.Paging wordsAfter(Screen screen, Page page) {
    return page.toBeRead() ? screen.reading() : screen.paging().orElse(screen.reading());
  }
}
