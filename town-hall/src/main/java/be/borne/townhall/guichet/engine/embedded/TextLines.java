package be.borne.townhall.guichet.engine.embedded;

import java.io.IOException;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.pdfbox.pdmodel.font.PDFont;

/**
 * A text set in lines of at most one width.
 *
 * @param font all of it is written in
 * @param size of the font, in points
 * @param lines at least one
 */
record TextLines(PDFont font, float size, List<String> lines) {

  TextLines {
    lines = List.copyOf(lines);
  }

  /**
   * Breaks where the language allows it, after hyphens too; a word longer than a line is cut.
   *
   * @throws UnwritableText if no font can write it
   */
  static TextLines set(
      Fonts fonts, Fonts.Weight weight, float size, float width, Locale locale, String text)
      throws IOException {
    String composed = Fonts.composed(text);
    PDFont font = fonts.of(weight, composed);
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    BreakIterator breaks = BreakIterator.getLineInstance(locale);
    breaks.setText(composed);
    int from = breaks.first();
    for (int to = breaks.next(); to != BreakIterator.DONE; to = breaks.next()) {
      if (belongsTogether(composed, to)) {
        continue;
      }
      String piece = composed.substring(from, to);
      from = to;
      if (!line.isEmpty() && width(font, size, line + piece.stripTrailing()) > width) {
        // With the space it ends in: whoever hears the text must not hear two words as one.
        lines.add(line.toString());
        line.setLength(0);
      }
      while (width(font, size, piece.stripTrailing()) > width) {
        int cut = longestPrefix(font, size, width, piece);
        lines.add(piece.substring(0, cut));
        piece = piece.substring(cut);
      }
      line.append(piece);
    }
    if (!line.isEmpty() || lines.isEmpty()) {
      lines.add(line.toString().stripTrailing());
    }
    return new TextLines(font, size, lines);
  }

  /**
   * Where the iterator breaks and a reader would not: in {@code NTRBE-0000000097} and the like,
   * which are typed as one, and after an apostrophe.
   */
  private static boolean belongsTogether(String text, int at) {
    char before = text.charAt(at - 1);
    return at < text.length()
        && (before == '’'
            || before == '\''
            || (before == '-' && Character.isDigit(text.charAt(at))));
  }

  private static int longestPrefix(PDFont font, float size, float width, String word)
      throws IOException {
    int cut = word.offsetByCodePoints(0, 1);
    while (cut < word.length()) {
      int next = word.offsetByCodePoints(cut, 1);
      if (width(font, size, word.substring(0, next)) > width) {
        return cut;
      }
      cut = next;
    }
    return cut;
  }

  static float width(PDFont font, float size, String text) throws IOException {
    return font.getStringWidth(text) / 1000 * size;
  }

  /** The height of all lines. */
  float height(float leading) {
    return leading * lines.size();
  }

  /** Names no content. */
  @Override
  public String toString() {
    return "TextLines[" + lines.size() + "]";
  }
}
