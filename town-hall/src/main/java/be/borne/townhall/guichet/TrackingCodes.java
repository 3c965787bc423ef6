package be.borne.townhall.guichet;

import be.borne.protocol.guichet.TrackingCode;
import java.security.SecureRandom;

/** Makes codes that nobody can foresee: 80 random bits. */
final class TrackingCodes {
  private final SecureRandom random = new SecureRandom();

  TrackingCode next() {
    StringBuilder code = new StringBuilder();
    for (int i = 0; i < TrackingCode.LENGTH_CHARS; i++) {
      code.append(TrackingCode.DIGITS.charAt(random.nextInt(TrackingCode.DIGITS.length())));
    }
    return new TrackingCode(code.toString());
  }
}
