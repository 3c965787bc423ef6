package be.borne.protocol.terminal;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * The code with which the host of a terminal opens the host's screen: six to twelve digits, known
 * here as a salted and slow hash alone ({@code pbkdf2-sha256$ITERATIONS$SALT$HASH}, the latter two
 * in Base64). Whoever has the hash can find six digits out in time: it is no secret key, but
 * nothing to be shown around either.
 */
public final class HostCode {
  public static final int MIN_DIGITS = 6;
  public static final int MAX_DIGITS = 12;

  private static final String ALGORITHM = "PBKDF2WithHmacSHA256";
  private static final String NAME = "pbkdf2-sha256";

  /** As OWASP recommends for this algorithm; about a second on a terminal's small machine. */
  private static final int ITERATIONS = 600_000;

  private static final int LEAST_ITERATIONS = 100_000;
  private static final int MOST_ITERATIONS = 2_000_000;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final Pattern WORD =
      Pattern.compile(
          "pbkdf2-sha256\\$([0-9]{6,7})\\$([A-Za-z0-9+/]{22}==)\\$([A-Za-z0-9+/]{43}=)");

  private final int iterations;
  private final byte[] salt;
  private final byte[] hash;

  private HostCode(int iterations, byte[] salt, byte[] hash) {
    this.iterations = iterations;
    this.salt = salt;
    this.hash = hash;
  }

  /**
   * A new code under a salt of its own.
   *
   * @param digits the caller wipes them
   * @throws IllegalArgumentException if they are not six to twelve digits
   */
  public static HostCode choose(char[] digits, SecureRandom random) {
    if (!isCode(digits)) {
      throw new IllegalArgumentException(
          "a host's code has " + MIN_DIGITS + " to " + MAX_DIGITS + " digits");
    }
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    return new HostCode(ITERATIONS, salt, hash(digits, salt, ITERATIONS));
  }

  /**
   * @param word as it stands in the configuration
   * @throws IllegalArgumentException if it is no such hash; does not repeat it
   */
  @JsonCreator
  public static HostCode ofWord(String word) {
    Matcher parts = WORD.matcher(word);
    if (parts.matches()) {
      int iterations = Integer.parseInt(parts.group(1));
      if (iterations >= LEAST_ITERATIONS && iterations <= MOST_ITERATIONS) {
        Base64.Decoder base64 = Base64.getDecoder();
        return new HostCode(
            iterations, base64.decode(parts.group(2)), base64.decode(parts.group(3)));
      }
    }
    throw new IllegalArgumentException("host.code: expected what ./borne host-code says");
  }

  /** As it stands in the configuration. */
  public String word() {
    Base64.Encoder base64 = Base64.getEncoder();
    return NAME
        + "$"
        + iterations
        + "$"
        + base64.encodeToString(salt)
        + "$"
        + base64.encodeToString(hash);
  }

  /**
   * Takes as long whether it is the code or not, as long as it could be one.
   *
   * @param digits the caller wipes them
   */
  public boolean is(char[] digits) {
    return isCode(digits) && MessageDigest.isEqual(hash, hash(digits, salt, iterations));
  }

  private static boolean isCode(char[] digits) {
    if (digits.length < MIN_DIGITS || digits.length > MAX_DIGITS) {
      return false;
    }
    for (char digit : digits) {
      if (digit < '0' || digit > '9') {
        return false;
      }
    }
    return true;
  }

  private static byte[] hash(char[] digits, byte[] salt, int iterations) {
    PBEKeySpec secret = new PBEKeySpec(digits, salt, iterations, 8 * HASH_BYTES);
    try {
      return SecretKeyFactory.getInstance(ALGORITHM).generateSecret(secret).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    } finally {
      secret.clearPassword();
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HostCode code
        && iterations == code.iterations
        && Arrays.equals(salt, code.salt)
        && MessageDigest.isEqual(hash, code.hash);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(salt);
  }

  /** Not even the hash. */
  @Override
  public String toString() {
    return "HostCode[]";
  }
}
