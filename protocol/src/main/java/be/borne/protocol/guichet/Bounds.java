package be.borne.protocol.guichet;

import java.util.regex.Pattern;

/** What every record of this package checks of the text it is given, without ever quoting it. */
final class Bounds {
  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]*={0,2}");

  private Bounds() {}

  static String text(String value, String name, int maxChars) {
    if (value == null || value.isBlank() || value.length() > maxChars) {
      throw new IllegalArgumentException(
          name + " is missing or longer than " + maxChars + " characters");
    }
    return value;
  }

  static String matching(String value, String name, Pattern shape) {
    if (value == null || !shape.matcher(value).matches()) {
      throw new IllegalArgumentException(name + " does not have the shape " + shape.pattern());
    }
    return value;
  }

  static String base64(String value, String name, int maxBytes) {
    if (value == null
        || value.isEmpty()
        || value.length() > (maxBytes + 2) / 3 * 4
        || value.length() % 4 != 0
        || !BASE64.matcher(value).matches()) {
      throw new IllegalArgumentException(name + " is not base64 of 1 to " + maxBytes + " bytes");
    }
    return value;
  }

  static <T> T present(T value, String name) {
    if (value == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return value;
  }
}
