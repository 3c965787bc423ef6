package be.borne.kiosk.speech;

import be.borne.protocol.terminal.Language;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Knows the sentences that screens show to everybody alike, and in which language each is. A
 * sentence with something filled in is none of them: it could be of one citizen.
 */
final class FixedTexts {
  private static final String SCREENS = "be.borne.kiosk.screen.Texts";

  private final Map<Language, Set<String>> texts = new EnumMap<>(Language.class);

  FixedTexts() {
    for (Language language : Language.values()) {
      ResourceBundle bundle = Bundles.of(SCREENS, language);
      Set<String> fixed = new HashSet<>(Set.of(language.ownName()));
      // Screens show a text of several lines as one sentence each.
      bundle.keySet().stream()
          .map(bundle::getString)
          .flatMap(text -> Stream.concat(Stream.of(text), text.lines()))
          .forEach(fixed::add);
      texts.put(language, fixed);
    }
  }

  /**
   * In which language a text of ours is.
   *
   * @param preferred where it is the same in several
   * @return empty if it is no fixed text of ours
   */
  Optional<Language> languageOf(String text, Language preferred) {
    return Stream.concat(Stream.of(preferred), Arrays.stream(Language.values()))
        .filter(language -> texts.get(language).contains(text))
        .findFirst();
  }
}
