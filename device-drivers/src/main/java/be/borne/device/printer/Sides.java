package be.borne.device.printer;

/** Which faces of a sheet a document is put on (the keywords of RFC 8011 §5.2.8). */
public enum Sides {
  ONE_SIDED("one-sided"),
  /** Both, turned like the page of a book. */
  TWO_SIDED_LONG_EDGE("two-sided-long-edge");

  private final String keyword;

  Sides(String keyword) {
    this.keyword = keyword;
  }

  /** As {@code sides} and {@code sides-supported} spell it. */
  String keyword() {
    return keyword;
  }
}
