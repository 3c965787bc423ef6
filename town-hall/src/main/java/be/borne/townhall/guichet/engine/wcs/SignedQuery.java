package be.borne.townhall.guichet.engine.wcs;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;

/**
 * The query of an address with who asks, when, and the signature over both. A w.c.s. takes it for
 * thirty seconds and each nonce once.
 */
final class SignedQuery {
  private SignedQuery() {}

  /**
   * @param query as it will stand in the address, percent-encoded; may be empty
   * @param nonce letters and digits, never used before
   * @return the same with what has to follow
   */
  static String of(String query, WcsCredentials who, Instant now, String nonce) {
    String signed =
        "%s%sorig=%s&algo=sha256&timestamp=%s&nonce=%s"
            .formatted(
                query,
                query.isEmpty() ? "" : "&",
                encoded(who.identifier()),
                encoded(now.truncatedTo(ChronoUnit.SECONDS).toString()),
                encoded(nonce));
    byte[] signature = who.mac(signed.getBytes(StandardCharsets.US_ASCII));
    return signed + "&signature=" + encoded(Base64.getEncoder().encodeToString(signature));
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
