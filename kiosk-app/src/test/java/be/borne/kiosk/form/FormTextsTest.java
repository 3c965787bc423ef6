package be.borne.kiosk.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.protocol.guichet.form.Problem;
import be.borne.protocol.guichet.form.Problem.Argument;
import be.borne.protocol.guichet.form.ProblemKey;
import be.borne.protocol.terminal.Language;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Broken on purpose to see these fail: a text was left out, and a place of another. */
class FormTextsTest {
  /** A sentence longer than this is not plain language. */
  private static final int MOST_WORDS_IN_A_SENTENCE = 16;

  @ParameterizedTest
  @EnumSource(Language.class)
  void everyProblemHasATextAndNoTextIsWithoutOne(Language language) {
    assertEquals(
        Arrays.stream(ProblemKey.values())
            .map(ProblemKey::text)
            .collect(Collectors.toCollection(TreeSet::new)),
        new TreeSet<>(new FormTexts(language).keys()));
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void everyTextFillsItsPlaces(Language language) {
    FormTexts texts = new FormTexts(language);
    for (ProblemKey key : ProblemKey.values()) {
      long places =
          Pattern.compile("\\{([0-9])")
              .matcher(texts.pattern(key.text()))
              .results()
              .map(place -> place.group(1))
              .distinct()
              .count();
      assertEquals(key.places(), places, key.text());
    }
  }

  /** What is wrong, then what to do: a text of one sentence would name no remedy or no fault. */
  @ParameterizedTest
  @EnumSource(Language.class)
  void everyTextIsPlain(Language language) {
    FormTexts texts = new FormTexts(language);
    for (String key : texts.keys()) {
      String text = texts.pattern(key);
      assertFalse(text.contains("'"), key);
      for (String sentence : text.split("[.?!:|](?=[ \u00a0]|$)", -1)) {
        int words = sentence.strip().split("[ \u00a0]+", -1).length;
        assertTrue(words <= MOST_WORDS_IN_A_SENTENCE, language + " " + key + ": " + sentence);
      }
    }
  }

  @Test
  void limitsAreWrittenAsPeopleWriteThem() {
    Problem early =
        new Problem(ProblemKey.DATE_BEFORE, List.of(new Argument.Day(LocalDate.of(2026, 12, 1))));
    assertEquals(
        "Ce jour est trop tôt. Choisissez le 1 décembre 2026 ou un jour plus tard.",
        new FormTexts(Language.FRENCH).of(early));
    assertEquals(
        "Deze dag is te vroeg. Kies 1 december 2026 of een latere dag.",
        new FormTexts(Language.DUTCH).of(early));
    assertEquals(
        "Dieser Tag ist zu früh. Wählen Sie den 1. Dezember 2026 oder einen späteren Tag.",
        new FormTexts(Language.GERMAN).of(early));
    assertEquals(
        "This number is too large. The largest number is 25000,5.",
        new FormTexts(Language.ENGLISH)
            .of(
                new Problem(
                    ProblemKey.NUMBER_HIGH,
                    List.of(new Argument.Amount(new BigDecimal("25000.5"))))));
    assertEquals(
        "Ce fichier est trop grand. Le maximum est 2,5\u00a0Mo. Choisissez un fichier plus petit ou"
            + " utilisez la caméra.",
        new FormTexts(Language.FRENCH)
            .of(new Problem(ProblemKey.FILE_LARGE, List.of(new Argument.Bytes(2_500_000)))));
    assertEquals(
        List.of(
            "There are too many pages. Use at most 1 page.",
            "There are too many pages. Use at most 3 pages."),
        List.of(pages(1), pages(3)));
  }

  private static String pages(int count) {
    return new FormTexts(Language.ENGLISH)
        .of(new Problem(ProblemKey.FILE_PAGES, List.of(new Argument.Count(count))));
  }
}
