package be.borne.protocol.guichet.search;

import org.apache.commons.text.similarity.DamerauLevenshteinDistance;

/**
 * How like one word is to what somebody typed, from 0 for nothing to 1 for the same. A letter too
 * many, too few, wrong, or two exchanged is forgiven in words of four letters and more, two of them
 * from eight; and words may be begun, bent, or part of a longer one, as Dutch and German build
 * them.
 */
final class WordLikeness {
  private static final int FORGIVEN_ONCE_FROM_CHARS = 4;
  private static final int FORGIVEN_TWICE_FROM_CHARS = 8;
  private static final int PART_FROM_CHARS = 5;
  private static final int STEM_CHARS = 4;
  private static final double STEM_SHARE = 0.65;

  private static final DamerauLevenshteinDistance ONE = new DamerauLevenshteinDistance(1);
  private static final DamerauLevenshteinDistance TWO = new DamerauLevenshteinDistance(2);

  private WordLikeness() {}

  static double of(String typed, String word) {
    if (typed.equals(word)) {
      return 1;
    }
    if (word.startsWith(typed)) {
      return 0.9;
    }
    int shorter = Math.min(typed.length(), word.length());
    if (shorter >= FORGIVEN_ONCE_FROM_CHARS && ONE.apply(typed, word) >= 0) {
      return 0.75;
    }
    if (shorter >= FORGIVEN_TWICE_FROM_CHARS && TWO.apply(typed, word) >= 0) {
      return 0.6;
    }
    if (shorter >= PART_FROM_CHARS && (word.contains(typed) || typed.contains(word))) {
      return 0.6;
    }
    if (typed.length() > FORGIVEN_ONCE_FROM_CHARS
        && word.length() > typed.length()
        && ONE.apply(typed, word.substring(0, typed.length())) >= 0) {
      return 0.55;
    }
    int stem = commonBeginning(typed, word);
    return stem >= STEM_CHARS && stem >= STEM_SHARE * typed.length() ? 0.45 : 0;
  }

  private static int commonBeginning(String one, String other) {
    int end = Math.min(one.length(), other.length());
    for (int i = 0; i < end; i++) {
      if (one.charAt(i) != other.charAt(i)) {
        return i;
      }
    }
    return end;
  }
}
