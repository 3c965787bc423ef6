package be.borne.kiosk.speech;

import be.borne.kiosk.speech.Phrase.Privacy;
import be.borne.protocol.terminal.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Characters by the names that people call them by: a voice reads many a sign as a pause. Whatever
 * is typed is private.
 */
final class SpokenEntry {
  /** Keys of the texts that name a sign. */
  private static final Map<Integer, String> SIGNS =
      Map.ofEntries(
          Map.entry((int) ' ', "sign.space"),
          Map.entry((int) '@', "sign.at"),
          Map.entry((int) '.', "sign.point"),
          Map.entry((int) ',', "sign.comma"),
          Map.entry((int) '-', "sign.hyphen"),
          Map.entry((int) '_', "sign.underscore"),
          Map.entry((int) '\'', "sign.apostrophe"),
          Map.entry((int) '’', "sign.apostrophe"),
          Map.entry((int) '/', "sign.slash"),
          Map.entry((int) '(', "sign.open"),
          Map.entry((int) ')', "sign.close"),
          Map.entry((int) ':', "sign.colon"),
          Map.entry((int) '?', "sign.question"),
          Map.entry((int) '!', "sign.exclamation"),
          Map.entry((int) '&', "sign.and"),
          Map.entry((int) '+', "sign.plus"));

  private final SpokenTexts spoken;

  SpokenEntry(SpokenTexts spoken) {
    this.spoken = spoken;
  }

  /** "a.", "capital A.", "at sign.", "at sign gmail dot com." */
  Phrase typed(String text, Language language) {
    boolean one = text.codePointCount(0, text.length()) == 1;
    String said = one ? name(text.codePointAt(0), language) : named(text, language);
    return secret(said + ".", language);
  }

  /** The same of one that was taken away. */
  Phrase tookBack(int character, Language language) {
    return secret(spoken.get(language, "character.gone", name(character, language)), language);
  }

  /** Words in which signs are named: "at sign gmail dot com". */
  String named(String text, Language language) {
    List<String> parts = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    text.codePoints()
        .forEach(
            character -> {
              if (SIGNS.containsKey(character)) {
                parts.add(word.toString());
                word.setLength(0);
                parts.add(name(character, language));
              } else {
                word.appendCodePoint(character);
              }
            });
    parts.add(word.toString());
    parts.removeIf(String::isEmpty);
    return String.join(" ", parts);
  }

  private String name(int character, Language language) {
    if (SIGNS.containsKey(character)) {
      return spoken.get(language, SIGNS.get(character));
    }
    String itself = Character.toString(character);
    return Character.isUpperCase(character)
        ? spoken.get(language, "character.capital", itself)
        : itself;
  }

  private static Phrase secret(String text, Language language) {
    return new Phrase(text, language, Privacy.PRIVATE);
  }
}
