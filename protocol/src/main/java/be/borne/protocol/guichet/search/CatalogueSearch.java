package be.borne.protocol.guichet.search;

import be.borne.protocol.terminal.Language;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds in titles and explanations, in all four languages at once: a citizen may read in one and
 * think in another. Words that few things share count more than those of many, so that "certificate
 * of birth" finds what is about birth.
 */
public final class CatalogueSearch {
  /** Longer than any title. */
  public static final int MOST_TYPED_CHARS = 80;

  private static final int MOST_WORDS = 8;
  private static final double OF_AN_EXPLANATION = 0.5;
  private static final double OF_ANOTHER_LANGUAGE = 0.8;

  /**
   * What is less like what was typed than this is not shown, nor what is half as like as the best.
   */
  private static final double LEAST = 0.2;

  private static final double SHARE_OF_THE_BEST = 0.5;

  /**
   * That a word stands in something.
   *
   * @param of its number
   * @param weight of a word of a title or of an explanation
   */
  private record Place(int of, Language language, double weight) {}

  private record Scored(int of, double score) {}

  private final List<Findable> all;
  private final Map<String, List<Place>> places = new HashMap<>();

  /**
   * @param all what can be found, in the order in which it is offered
   */
  public CatalogueSearch(List<Findable> all) {
    this.all = List.copyOf(all);
    for (int i = 0; i < all.size(); i++) {
      Findable each = all.get(i);
      for (Language language : Language.values()) {
        note(each.title().get(language), new Place(i, language, 1));
        note(each.explanation().get(language), new Place(i, language, OF_AN_EXPLANATION));
      }
    }
  }

  private void note(String text, Place place) {
    if (text != null) {
      SearchWords.of(text)
          .forEach(word -> places.computeIfAbsent(word, _ -> new ArrayList<>()).add(place));
    }
  }

  /**
   * Finds.
   *
   * @param typed anything; only the first {@value #MOST_TYPED_CHARS} characters and eight words
   *     count
   * @param language in which titles are shown
   * @return at most so many, the likeliest first; empty if nothing is like it
   */
  public List<Findable> find(String typed, Language language, int most) {
    List<String> words =
        SearchWords.of(typed.substring(0, Math.min(typed.length(), MOST_TYPED_CHARS))).stream()
            .distinct()
            .limit(MOST_WORDS)
            .toList();
    double[] scores = new double[all.size()];
    double whole = 0;
    for (String word : words) {
      double[] likeness = likeness(word, language);
      int alike = 0;
      for (double each : likeness) {
        alike += each > 0 ? 1 : 0;
      }
      double rarity = Math.log(1 + (double) all.size() / Math.max(1, alike));
      whole += rarity;
      for (int i = 0; i < scores.length; i++) {
        scores[i] += rarity * likeness[i];
      }
    }
    List<Scored> found = new ArrayList<>();
    for (int i = 0; i < scores.length; i++) {
      if (whole > 0 && scores[i] / whole >= LEAST) {
        found.add(new Scored(i, scores[i] / whole));
      }
    }
    double best = found.stream().mapToDouble(Scored::score).max().orElse(0);
    return found.stream()
        .filter(each -> each.score() >= SHARE_OF_THE_BEST * best)
        .sorted(Comparator.comparingDouble(Scored::score).reversed())
        .limit(most)
        .map(each -> all.get(each.of()))
        .toList();
  }

  /** How like each thing's likest word is. */
  private double[] likeness(String word, Language language) {
    double[] likeness = new double[all.size()];
    places.forEach(
        (known, where) -> {
          double alike = WordLikeness.of(word, known);
          if (alike > 0) {
            for (Place place : where) {
              double weight =
                  place.weight() * (place.language() == language ? 1 : OF_ANOTHER_LANGUAGE);
              likeness[place.of()] = Math.max(likeness[place.of()], alike * weight);
            }
          }
        });
    return likeness;
  }
}
