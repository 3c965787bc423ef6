package be.borne.townhall.guichet.engine.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.text.Normalizer;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * The fonts of one document: Atkinson Hyperlegible, and Noto Sans for a text with a letter that the
 * former has not. A text is written in one font, so that no name looks patched; what neither font
 * has, or has but could not set right, is refused: a certificate never shows a box for a letter.
 */
final class Fonts {

  /** How heavy. */
  enum Weight {
    REGULAR,
    BOLD
  }

  /** Scripts whose letters stand one after the other, each as it is. */
  private static final Set<Character.UnicodeScript> SIMPLE_SCRIPTS =
      EnumSet.of(
          Character.UnicodeScript.LATIN,
          Character.UnicodeScript.GREEK,
          Character.UnicodeScript.CYRILLIC,
          Character.UnicodeScript.COMMON);

  private final PDDocument document;
  private final Map<Weight, PDFont> usual = new EnumMap<>(Weight.class);
  private final Map<Weight, PDFont> fallback = new EnumMap<>(Weight.class);

  Fonts(PDDocument document) {
    this.document = document;
  }

  /**
   * The text as it will be written: letters and their accents as one character where there is one.
   *
   * @throws UnwritableText if it holds what no font here can set right
   */
  static String composed(String text) throws UnwritableText {
    String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
    for (int codePoint : composed.codePoints().toArray()) {
      if (!isSimple(codePoint)) {
        throw new UnwritableText(codePoint);
      }
    }
    return composed;
  }

  private static boolean isSimple(int codePoint) {
    boolean printed =
        switch (Character.getType(codePoint)) {
          case Character.CONTROL,
              Character.FORMAT,
              Character.SURROGATE,
              Character.PRIVATE_USE,
              Character.UNASSIGNED,
              Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR,
              Character.NON_SPACING_MARK,
              Character.ENCLOSING_MARK,
              Character.COMBINING_SPACING_MARK ->
              false;
          default -> true;
        };
    return printed && SIMPLE_SCRIPTS.contains(Character.UnicodeScript.of(codePoint));
  }

  /**
   * @param text {@link #composed}
   * @return the font in which all of it can be written
   * @throws UnwritableText if there is none
   */
  PDFont of(Weight weight, String text) throws IOException {
    PDFont first = font(usual, weight, "AtkinsonHyperlegible-");
    if (missing(first, text) < 0) {
      return first;
    }
    PDFont second = font(fallback, weight, "NotoSans-");
    int missing = missing(second, text);
    if (missing >= 0) {
      throw new UnwritableText(missing);
    }
    return second;
  }

  /** The first code point that the font has not; −1 if it has them all. */
  private static int missing(PDFont font, String text) throws IOException {
    for (int codePoint : text.codePoints().toArray()) {
      try {
        font.encode(Character.toString(codePoint));
      } catch (IllegalArgumentException e) {
        return codePoint;
      }
    }
    return -1;
  }

  private PDFont font(Map<Weight, PDFont> loaded, Weight weight, String family) throws IOException {
    PDFont font = loaded.get(weight);
    if (font == null) {
      font = load(family + (weight == Weight.BOLD ? "Bold" : "Regular") + ".ttf");
      loaded.put(weight, font);
    }
    return font;
  }

  private PDFont load(String file) throws IOException {
    try (InputStream in = Fonts.class.getResourceAsStream("fonts/" + file)) {
      if (in == null) {
        throw new IOException("font " + file + " is not in the program");
      }
      return PDType0Font.load(document, in, true);
    }
  }
}
