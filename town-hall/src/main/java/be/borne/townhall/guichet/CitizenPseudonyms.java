package be.borne.townhall.guichet;

import be.borne.protocol.guichet.OrderRequest;
import be.borne.townhall.guichet.engine.NationalNumber;
import be.borne.townhall.guichet.store.SecretKeyFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Objects;
import java.util.UUID;
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
    return mac(citizen.digits());
  }

  /**
   * 32 bytes that stand for a whole request, so that it can be told from another one without
   * keeping it. Under each idempotency key they are others: two orders to one address show nothing
   * in common.
   */
  byte[] markOf(UUID idempotencyKey, OrderRequest request) {
    return markOf(
        idempotencyKey,
        "order",
        request.serviceId(),
        request.documentLanguage().tag(),
        Objects.requireNonNullElse(request.purposeId(), ""),
        request.copies().toString(),
        request.way().name(),
        request.email() == null ? "" : request.email().text());
  }

  /**
   * The same for whatever else is sent under a key.
   *
   * @param parts without line breaks, but for the last
   */
  byte[] markOf(UUID idempotencyKey, String... parts) {
    // No citizen's eleven digits hold a line break: the two never meet.
    return mac(idempotencyKey + "\n" + String.join("\n", parts));
  }

  private byte[] mac(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
    }
  }
}
