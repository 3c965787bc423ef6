package be.borne.townhall.guichet;

import be.borne.protocol.guichet.IssuedDocument;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A verification code as a hand types it from paper. */
final class PaperCode {
  /** What anybody may type, separators included. */
  static final int MAX_TYPED_CHARS = 40;

  private static final Pattern NOT_IN_A_CODE = Pattern.compile("[^0-9A-Z]");
  private static final int CHARS = 16;

  private PaperCode() {}

  /**
   * The code as it was printed: any case, any separators, and letters for the digits that they look
   * like (Crockford's base 32).
   *
   * @return empty if it cannot be one
   */
  static Optional<String> read(String typed) {
    if (typed.length() > MAX_TYPED_CHARS) {
      return Optional.empty();
    }
    String bare =
        NOT_IN_A_CODE
            .matcher(typed.toUpperCase(Locale.ROOT))
            .replaceAll("")
            .replace('O', '0')
            .replace('I', '1')
            .replace('L', '1')
            .replace('U', 'V');
    if (bare.length() != CHARS) {
      return Optional.empty();
    }
    String code =
        String.join(
            "-",
            bare.substring(0, 4),
            bare.substring(4, 8),
            bare.substring(8, 12),
            bare.substring(12));
    return Optional.of(code).filter(c -> IssuedDocument.VERIFICATION_CODE.matcher(c).matches());
  }
}
