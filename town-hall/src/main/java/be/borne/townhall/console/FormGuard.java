package be.borne.townhall.console;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keeps pages of other origins from sending forms here through a browser of staff [OWASP ASVS 5.0,
 * 3.5.1]: the browser itself must say that the form is of this origin, and the form must hold a
 * token that only a page of this console can know. A token is for one act, and dies with the
 * program.
 */
final class FormGuard {
  private static final int SECRET_BYTES = 32;
  private static final Set<String> OWN_SITE = Set.of("same-origin");

  private final SecretKeySpec secret;

  FormGuard() {
    byte[] bytes = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(bytes);
    secret = new SecretKeySpec(bytes, "HmacSHA256");
  }

  /**
   * @param act what the form will do, and to what
   */
  String tokenFor(String act) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(secret);
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(mac.doFinal(act.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
    }
  }

  /** Whether this form was sent by a page of ours, for this act. */
  boolean isOurs(Context context, String act) {
    Optional<String> site = Optional.ofNullable(context.header("Sec-Fetch-Site"));
    Optional<String> origin = Optional.ofNullable(context.header("Origin"));
    String token = Optional.ofNullable(context.formParam("token")).orElse("");
    return site.map(OWN_SITE::contains).orElse(true)
        && origin.equals(Optional.of("http://" + context.host()))
        && MessageDigest.isEqual(
            token.getBytes(StandardCharsets.UTF_8), tokenFor(act).getBytes(StandardCharsets.UTF_8));
  }
}
