package be.borne.protocol.guichet;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the guichet says of a sealed PDF that it issued.
 *
 * @param sha256 64 lower-case hexadecimal digits over all bytes of the file
 * @param sizeBytes exact
 * @param verificationCode printed on the document in clear and in its QR code: four groups of four
 *     of Crockford's base 32, {@code 7K3M-9QX2-…}; null on a document of an engine that prints none
 */
public record IssuedDocument(String sha256, int sizeBytes, String verificationCode) {
  /** No certificate comes near this; a larger one is refused unread. */
  public static final int MAX_SIZE_BYTES = 4 * 1024 * 1024;

  public static final Pattern VERIFICATION_CODE =
      Pattern.compile("[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  public IssuedDocument {
    Bounds.matching(sha256, "sha256", SHA256);
    if (verificationCode != null) {
      Bounds.matching(verificationCode, "verification code", VERIFICATION_CODE);
    }
    if (sizeBytes <= 0 || sizeBytes > MAX_SIZE_BYTES) {
      throw new IllegalArgumentException("sizeBytes is out of bounds");
    }
  }

  /** What has to stand on it; empty where its engine prints no codes. */
  public Optional<String> code() {
    return Optional.ofNullable(verificationCode);
  }
}
