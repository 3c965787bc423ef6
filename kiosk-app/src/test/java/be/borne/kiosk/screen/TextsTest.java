package be.borne.kiosk.screen;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.protocol.terminal.FaultCode;
import be.borne.protocol.terminal.Language;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TextsTest {
  /** A sentence longer than this is not plain language. */
  private static final int MOST_WORDS_IN_A_SENTENCE = 20;

  @ParameterizedTest
  @EnumSource(Language.class)
  void everyLanguageSaysTheSameThings(Language language) {
    assertEquals(
        new TreeSet<>(new Texts(Language.ENGLISH).keys()),
        new TreeSet<>(new Texts(language).keys()));
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void everyFaultIsExplainedAndRemedied(Language language) {
    Texts texts = new Texts(language);
    assertAll(
        Arrays.stream(FaultCode.values())
            .map(
                fault ->
                    () -> {
                      assertFalse(texts.get("fault." + fault.code() + ".what").isBlank());
                      assertFalse(texts.get("fault." + fault.code() + ".now").isBlank());
                    }));
  }

  @Test
  void noTextIsAboutAFaultThatDoesNotExist() {
    Set<String> codes =
        Arrays.stream(FaultCode.values()).map(FaultCode::code).collect(Collectors.toSet());
    for (String key : new Texts(Language.ENGLISH).keys()) {
      if (key.matches("(fault|held)\\.[A-Z]-.*")) {
        assertTrue(codes.contains(key.split("\\.", -1)[1]), key);
      }
    }
  }

  /** A straight apostrophe would make MessageFormat swallow it, or a place that follows it. */
  @ParameterizedTest
  @EnumSource(Language.class)
  void apostrophesAreTypographic(Language language) {
    Texts texts = new Texts(language);
    for (String key : texts.keys()) {
      assertFalse(texts.pattern(key).contains("'"), key);
    }
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void everyLanguageFillsTheSamePlaces(Language language) {
    Texts texts = new Texts(language);
    Texts english = new Texts(Language.ENGLISH);
    Pattern place = Pattern.compile("\\{(\\d)");
    for (String key : english.keys()) {
      assertEquals(
          place
              .matcher(english.pattern(key))
              .results()
              .map(r -> r.group(1))
              .distinct()
              .sorted()
              .toList(),
          place
              .matcher(texts.pattern(key))
              .results()
              .map(r -> r.group(1))
              .distinct()
              .sorted()
              .toList(),
          key);
    }
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void sentencesAreShort(Language language) {
    Texts texts = new Texts(language);
    for (String key : texts.keys()) {
      for (String sentence : texts.pattern(key).split("[.?!:|]", -1)) {
        assertTrue(
            sentence.strip().split("[ \u00a0]+", -1).length <= MOST_WORDS_IN_A_SENTENCE,
            language + " " + key + ": " + sentence);
      }
    }
  }

  /** Whoever is told to touch “Go back” must find a button that says so. */
  @ParameterizedTest
  @EnumSource(Language.class)
  void helpNamesButtonsAsTheyAreNamed(Language language) {
    Texts texts = new Texts(language);
    Set<String> all = texts.keys().stream().map(texts::pattern).collect(Collectors.toSet());
    Pattern quoted = Pattern.compile("[“«„]\u00a0?(.+?)\u00a0?[”»“]");
    for (String key : texts.keys()) {
      if (key.startsWith("help.")) {
        quoted
            .matcher(texts.pattern(key))
            .results()
            .forEach(found -> assertTrue(all.contains(found.group(1)), key + found.group(1)));
      }
    }
    assertTrue(quoted.matcher(texts.pattern("help.confirming")).find());
  }

  @Test
  void triesAreCountedAsPeopleCount() {
    assertEquals(
        List.of("You have 1 try left.", "You have 2 tries left."),
        List.of(
            new Texts(Language.ENGLISH).get("pin.tries", 1),
            new Texts(Language.ENGLISH).get("pin.tries", 2)));
    assertEquals("Il vous reste 1 essai.", new Texts(Language.FRENCH).get("pin.tries", 1));
    assertEquals("U hebt nog 3 pogingen.", new Texts(Language.DUTCH).get("pin.tries", 3));
    assertEquals("Sie haben noch 2 Versuche.", new Texts(Language.GERMAN).get("pin.tries", 2));
  }

  @Test
  void moneyIsWrittenAsInBelgium() {
    assertEquals("12,50\u00a0€", new Texts(Language.FRENCH).euro(1250));
    assertEquals("€\u00a012,50", new Texts(Language.DUTCH).euro(1250));
  }
}
