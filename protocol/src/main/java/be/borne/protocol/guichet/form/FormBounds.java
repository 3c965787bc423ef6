package be.borne.protocol.guichet.form;

import be.borne.protocol.terminal.Language;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What the records of this package check of what they are given, without ever quoting it. */
final class FormBounds {
  static final Pattern FORM_ID = Pattern.compile("[a-z][a-z0-9-]{1,60}");
  static final Pattern FIELD_ID = Pattern.compile("[a-z][a-z0-9-]{0,39}");
  static final Pattern OPTION_ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,59}");

  private FormBounds() {}

  static <T> T present(T value, String name) {
    if (value == null) {
      throw new FormRefusedException(name + " is missing");
    }
    return value;
  }

  static String matching(String value, String name, Pattern shape) {
    if (value == null || !shape.matcher(value).matches()) {
      throw new FormRefusedException(name + " does not have the shape " + shape.pattern());
    }
    return value;
  }

  static void between(int value, String name, int least, int most) {
    if (value < least || value > most) {
      throw new FormRefusedException(name + " is not between " + least + " and " + most);
    }
  }

  /** Text in each of the four languages, in their fixed order. */
  static Map<Language, String> words(Map<Language, String> texts, String name, int maxChars) {
    present(texts, name);
    Map<Language, String> copy = new EnumMap<>(Language.class);
    for (Language language : Language.values()) {
      String text = texts.get(language);
      if (text == null || text.isBlank() || text.length() > maxChars) {
        throw new FormRefusedException(
            "%s in %s is missing or longer than %d characters"
                .formatted(name, language.tag(), maxChars));
      }
      copy.put(language, text);
    }
    return Collections.unmodifiableMap(copy);
  }

  static <T> List<T> list(List<T> items, String name, int least, int most) {
    present(items, name);
    between(items.size(), "the number of " + name, least, most);
    for (T item : items) {
      present(item, "one of " + name);
    }
    return List.copyOf(items);
  }

  /** A list in which no two items have the same key. */
  static <T> List<T> distinct(
      List<T> items, String name, int least, int most, Function<T, Object> key) {
    List<T> copy = list(items, name, least, most);
    Set<Object> seen = new HashSet<>();
    for (T item : copy) {
      if (!seen.add(key.apply(item))) {
        throw new FormRefusedException(name + " holds the same one twice");
      }
    }
    return copy;
  }
}
