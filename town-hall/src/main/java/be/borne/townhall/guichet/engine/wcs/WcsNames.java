package be.borne.townhall.guichet.engine.wcs;

import java.util.regex.Pattern;

/**
 * How a w.c.s. names things. What has another shape is never put into an address: it may have come
 * out of an answer.
 */
final class WcsNames {
  private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9-]{0,99}");
  private static final Pattern VARIABLE = Pattern.compile("[a-z_][a-z0-9_]{0,59}");
  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,11}");
  private static final Pattern NAME_ID = Pattern.compile("[0-9a-f]{32}");
  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

  private WcsNames() {}

  /** Of a form, as it stands in its address. */
  static String slug(String slug) {
    return require(SLUG, slug, "a form");
  }

  /** Of a field, as conditions and data call it. */
  static String variable(String name) {
    return require(VARIABLE, name, "a variable");
  }

  /** Of what was submitted, within its form. */
  static String number(String number) {
    return require(NUMBER, number, "a submission");
  }

  /** Of a person, made by the identity provider. */
  static String nameId(String nameId) {
    return require(NAME_ID, nameId, "a person");
  }

  static boolean isVariable(String text) {
    return VARIABLE.matcher(text).matches();
  }

  static boolean isNumber(String text) {
    return NUMBER.matcher(text).matches();
  }

  static boolean isNameId(String text) {
    return NAME_ID.matcher(text).matches();
  }

  static boolean isSha256(String text) {
    return SHA_256.matcher(text).matches();
  }

  static boolean isSlug(String text) {
    return SLUG.matcher(text).matches();
  }

  private static String require(Pattern shape, String text, String what) {
    if (text == null || !shape.matcher(text).matches()) {
      throw new IllegalArgumentException("not what a w.c.s. calls " + what);
    }
    return text;
  }
}
