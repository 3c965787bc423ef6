package be.borne.protocol.guichet;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * By which a citizen asks how a file of theirs stands, without a card: 80 random bits, which name
 * nobody and open nothing else.
 *
 * @param characters sixteen of Crockford's base 32
 */
public record TrackingCode(@JsonValue String characters) {
  /** The digits in which a code is written, each worth its place. */
  public static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  public static final int LENGTH_CHARS = 16;

  private static final Pattern SHAPE = Pattern.compile("[0-9A-HJKMNP-TV-Z]{16}");
  private static final int GROUP = 4;
  private static final int MAX_TYPED_CHARS = 40;

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public TrackingCode {
    Bounds.matching(characters, "tracking code", SHAPE);
  }

  /**
   * What somebody typed: case, spaces and hyphens mean nothing, and letters that look like a digit
   * are that digit.
   *
   * @return empty if it is no tracking code
   */
  public static Optional<TrackingCode> ofTyped(String typed) {
    if (typed == null || typed.length() > MAX_TYPED_CHARS) {
      return Optional.empty();
    }
    String plain =
        typed
            .toUpperCase(Locale.ROOT)
            .replaceAll("[\\s-]", "")
            .replace('O', '0')
            .replace('I', '1')
            .replace('L', '1')
            .replace('U', 'V');
    return SHAPE.matcher(plain).matches() ? Optional.of(new TrackingCode(plain)) : Optional.empty();
  }

  /** In four groups, as it is shown: {@code 7K3M-9QX2-0A4B-HJ5T}. */
  public String grouped() {
    return characters.replaceAll("(.{" + GROUP + "})(?=.)", "$1-");
  }

  /** Hides it: whoever reads a log needs no citizen's file. */
  @Override
  public String toString() {
    return "TrackingCode[hidden]";
  }
}
