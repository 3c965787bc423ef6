package be.borne.demo.faults;

import be.borne.device.virtual.VirtualPrinter.Sheet;
import java.util.ArrayList;
import java.util.List;

/**
 * The sheets of one document that fell, at all terminals together.
 *
 * @param pages their numbers, one for each sheet
 */
record Paper(List<Integer> pages) {
  /** Of every {@link Errand}. */
  static final int PAGES = 2;

  static final Paper NONE = new Paper(List.of());

  Paper {
    pages = List.copyOf(pages);
  }

  static Paper of(List<Sheet> sheets, String sha256) {
    return new Paper(
        sheets.stream()
            .filter(sheet -> sheet.documentSha256().equals(sha256))
            .map(Sheet::page)
            .toList());
  }

  Paper with(Paper other) {
    List<Integer> all = new ArrayList<>(pages);
    all.addAll(other.pages);
    return new Paper(all);
  }

  /** What is there without what was taken away. */
  Paper without(Paper taken) {
    List<Integer> left = new ArrayList<>(pages);
    taken.pages.forEach(page -> left.remove((Object) page));
    return new Paper(left);
  }

  int sheets() {
    return pages.size();
  }

  boolean isEmpty() {
    return pages.isEmpty();
  }

  /** Whether every page is there. */
  boolean isComplete() {
    return pages.stream().distinct().count() == PAGES;
  }

  /** Whether every page is there, once. */
  boolean isWhole() {
    return isComplete() && pages.size() == PAGES;
  }

  /** The most sheets of one page. */
  int copies() {
    int most = 0;
    for (int page : pages) {
      most = Math.max(most, (int) pages.stream().filter(it -> it == page).count());
    }
    return most;
  }
}
