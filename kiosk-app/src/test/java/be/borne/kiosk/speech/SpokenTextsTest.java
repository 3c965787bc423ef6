package be.borne.kiosk.speech;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.protocol.terminal.Language;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SpokenTextsTest {
  private static final int MOST_WORDS_IN_A_SENTENCE = 20;

  private static final Map<Language, Pattern> FAMILIAR =
      Map.of(
          Language.FRENCH, Pattern.compile("(?i)\\b(tu|ton|ta|tes|toi)\\b"),
          Language.DUTCH, Pattern.compile("(?i)\\b(je|jij|jou|jouw)\\b"),
          Language.GERMAN, Pattern.compile("(?i)\\b(du|dein|deine|dich|dir)\\b"),
          Language.ENGLISH, Pattern.compile("(?i)\\b(guys|mate)\\b"));

  private final SpokenTexts texts = new SpokenTexts();

  @ParameterizedTest
  @EnumSource(Language.class)
  void everyLanguageSaysTheSameThings(Language language) {
    assertEquals(new TreeSet<>(texts.keys(Language.ENGLISH)), new TreeSet<>(texts.keys(language)));
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void apostrophesAreTypographicAndNobodyIsAddressedFamiliarly(Language language) {
    for (String key : texts.keys(language)) {
      String text = texts.pattern(language, key);
      assertFalse(text.contains("'"), key);
      assertFalse(FAMILIAR.get(language).matcher(text).find(), language + " " + key);
    }
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void wordsOfAScreenAreNotLostInASentence(Language language) {
    for (String key : texts.keys(language)) {
      if (key.matches("(choice\\..*|option\\.(chosen|other)|label|phase|warning)")) {
        assertTrue(texts.get(language, key, "§", 7).contains("§"), key);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void sentencesAreShort(Language language) {
    for (String key : texts.keys(language)) {
      for (String sentence : texts.pattern(language, key).split("[.?!:|]", -1)) {
        assertTrue(
            sentence.strip().split("[ \u00a0]+", -1).length <= MOST_WORDS_IN_A_SENTENCE,
            language + " " + key + ": " + sentence);
      }
    }
  }
}
