package be.borne.protocol.guichet;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a citizen shows and a host types to find an order: the last eight characters of its
 * reference.
 *
 * @param characters eight of Crockford's base 32
 */
public record PickupCode(String characters) {
  private static final Pattern SHAPE = Pattern.compile("[0-9A-HJKMNP-TV-Z]{8}");
  private static final int GROUP = 4;
  private static final int MAX_TYPED_CHARS = 40;

  public PickupCode {
    Bounds.matching(characters, "pickup code", SHAPE);
  }

  /**
   * @throws IllegalArgumentException if this is no order reference
   */
  public static PickupCode of(String reference) {
    Bounds.matching(reference, "order reference", Order.REFERENCE);
    return new PickupCode(reference.substring(reference.length() - 2 * GROUP));
  }

  /**
   * What somebody typed: case, spaces and hyphens mean nothing, and letters that look like a digit
   * are that digit. A whole reference does too.
   *
   * @return empty if it is no pickup code
   */
  public static Optional<PickupCode> ofTyped(String typed) {
    if (typed == null || typed.length() > MAX_TYPED_CHARS) {
      return Optional.empty();
    }
    String upper = typed.strip().toUpperCase(Locale.ROOT);
    if (Order.REFERENCE.matcher(upper).matches()) {
      return Optional.of(of(upper));
    }
    String plain =
        upper.replaceAll("[\\s-]", "").replace('O', '0').replace('I', '1').replace('L', '1');
    return SHAPE.matcher(plain).matches() ? Optional.of(new PickupCode(plain)) : Optional.empty();
  }

  /** In two groups, as it is shown: {@code 7K3M-9QX2}. */
  public String grouped() {
    return characters.substring(0, GROUP) + "-" + characters.substring(GROUP);
  }
}
