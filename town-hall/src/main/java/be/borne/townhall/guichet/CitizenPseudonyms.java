package be.borne.townhall.guichet;

import be.borne.townhall.guichet.engine.NationalNumber;
import be.borne.townhall.guichet.store.SecretKeyFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * What stands for a citizen in the order store: HMAC-SHA-256 of the national number. Without the
 * key, which lies in a file of its own, nobody can try all numbers against a stolen store.
 */
final class CitizenPseudonyms {
  private final SecretKey key;

  CitizenPseudonyms(Path keyFile) throws IOException, GeneralSecurityException {
    this.key = SecretKeyFile.readOrMake(keyFile);
  }

  /** 32 bytes, always the same for one citizen. */
  byte[] of(NationalNumber citizen) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac.doFinal(citizen.digits().getBytes(StandardCharsets.US_ASCII));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
    }
  }
}
