package be.borne.protocol.guichet.search;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Words as they are compared: without case, accents, marks, and what is too short to mean anything.
 */
final class SearchWords {
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final int LEAST_CHARS = 2;

  private SearchWords() {}

  static List<String> of(String text) {
    String plain =
        MARKS
            .matcher(Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD))
            .replaceAll("")
            // One letter for two sounds, which nobody finds on a screen's keys.
            .replace("œ", "oe")
            .replace("æ", "ae")
            .replace("ß", "ss")
            .replace("ø", "o")
            .replace("ł", "l");
    return Stream.of(BETWEEN.split(plain)).filter(word -> word.length() >= LEAST_CHARS).toList();
  }
}
