package be.borne.protocol.guichet.form;

import be.borne.protocol.terminal.Language;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Small forms for tests. */
final class Forms {
  static final Input.ShortText TEXT = new Input.ShortText(60, null);
  static final Input.YesNo YES_NO = new Input.YesNo();
  static final Input.Choice CHOICE =
      new Input.Choice(options("red", "green", "blue"), Input.Layout.BUTTONS);

  private Forms() {}

  static Map<Language, String> words(String text) {
    Map<Language, String> words = new EnumMap<>(Language.class);
    for (Language language : Language.values()) {
      words.put(language, text + " (" + language.tag() + ")");
    }
    return words;
  }

  static List<Option> options(String... ids) {
    return List.of(ids).stream().map(id -> new Option(id, words(id))).toList();
  }

  static Field field(String id, Input input) {
    return shown(id, input, null);
  }

  static Field shown(String id, Input input, Condition when) {
    boolean required =
        switch (input) {
          case Input.Statement _ -> false;
          case Input.Block block -> block.min() > 0;
          default -> true;
        };
    return new Field(id, words(id), null, required, null, when, input);
  }

  static Field optional(String id, Input input) {
    return new Field(id, words(id), null, false, null, null, input);
  }

  static FormDefinition form(Field... fields) {
    return new FormDefinition(
        "invented-form",
        1,
        FormCategory.EVENTS,
        words("Form"),
        words("An invented form."),
        List.of(new Page(words("Page"), List.of(fields))));
  }
}
