package be.borne.townhall.guichet.engine.embedded;

import be.borne.townhall.guichet.store.SecretKeyFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * The codes printed on certificates: 80 bits that nobody without the key can foresee, and that are
 * the same whenever one order is asked for, so that an order interrupted half-way has one code.
 */
final class VerificationCodes {
  /** Crockford's base 32: no I, L, O or U, which a hand mixes up with 1, 0 and V. */
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  private static final int GROUPS = 4;
  private static final int CHARS_IN_GROUP = 4;

  private final SecretKey key;

  VerificationCodes(Path keyFile) throws IOException, GeneralSecurityException {
    this.key = SecretKeyFile.readOrMake(keyFile);
  }

  /** Stands for a text, without anybody being able to guess which. */
  String markOf(String text) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(key);
    mac.update("what a clerk saw\n".getBytes(StandardCharsets.US_ASCII));
    return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
  }

  String codeFor(String reference) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(key);
    byte[] random = mac.doFinal(reference.getBytes(StandardCharsets.US_ASCII));
    StringBuilder code = new StringBuilder();
    for (int i = 0; i < GROUPS * CHARS_IN_GROUP; i++) {
      if (i > 0 && i % CHARS_IN_GROUP == 0) {
        code.append('-');
      }
      code.append(ALPHABET.charAt(random[i] & 0x1F));
    }
    return code.toString();
  }
}
