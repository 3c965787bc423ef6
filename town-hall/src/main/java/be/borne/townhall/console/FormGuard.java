package be.borne.townhall.console;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
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
    String token = Optional.ofNullable(context.formParam("token")).orElse("");
    return isOfThisOrigin(context)
        && MessageDigest.isEqual(
            token.getBytes(StandardCharsets.UTF_8), tokenFor(act).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The browser's own word counts first: it also holds behind a web server that calls this console
   * by another name. Where a browser does not say it, the form's origin must be the name it was
   * sent to.
   */
  private static boolean isOfThisOrigin(Context context) {
    return Optional.ofNullable(context.header("Sec-Fetch-Site"))
        .map("same-origin"::equals)
        .orElseGet(() -> ("http://" + context.host()).equals(context.header("Origin")));
  }
}
