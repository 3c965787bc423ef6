package be.borne.townhall.guichet.engine.wcs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Who the town hall is at a w.c.s.: a name and a key, of an API client or of a site that may sign.
 * Whoever holds either key can fetch any document there; they never leave the town hall.
 */
final class WcsCredentials {
  static final String ALGORITHM = "HmacSHA256";

  /** As it stands in the query of an address, where nothing of it may need another spelling. */
  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z0-9._-]{1,100}");

  private static final int LEAST_KEY_BYTES = 8;
  private static final int MOST_KEY_BYTES = 200;
  private static final Set<PosixFilePermission> OF_OTHERS =
      EnumSet.complementOf(
          EnumSet.of(
              PosixFilePermission.OWNER_READ,
              PosixFilePermission.OWNER_WRITE,
              PosixFilePermission.OWNER_EXECUTE));

  private final String identifier;
  private final byte[] key;

  /**
   * @param key 8 to 200 bytes of printable ASCII; copied
   * @throws IllegalArgumentException if identifier or key are something else; quotes neither
   */
  WcsCredentials(String identifier, byte[] key) {
    if (!IDENTIFIER.matcher(identifier).matches()) {
      throw new IllegalArgumentException("an identifier has other signs in it");
    }
    if (key.length < LEAST_KEY_BYTES || key.length > MOST_KEY_BYTES) {
      throw new IllegalArgumentException(
          "a key has %d to %d bytes".formatted(LEAST_KEY_BYTES, MOST_KEY_BYTES));
    }
    for (byte each : key) {
      if (each <= ' ' || each > '~') {
        throw new IllegalArgumentException("a key is printable ASCII");
      }
    }
    this.identifier = identifier;
    this.key = key.clone();
  }

  /**
   * @param file with the key, and at most a line's end behind it
   * @throws GeneralSecurityException if anyone but its owner may open the file, or it holds no key
   */
  static WcsCredentials read(String identifier, Path file)
      throws IOException, GeneralSecurityException {
    if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        && Files.getPosixFilePermissions(file).stream().anyMatch(OF_OTHERS::contains)) {
      throw new GeneralSecurityException(file + " can be opened by others: chmod 0600");
    }
    if (Files.size(file) > MOST_KEY_BYTES + 2) {
      throw new GeneralSecurityException(file + " holds more than a key");
    }
    byte[] content = Files.readAllBytes(file);
    int end = content.length;
    while (end > 0 && (content[end - 1] == '\n' || content[end - 1] == '\r')) {
      end--;
    }
    byte[] key = Arrays.copyOf(content, end);
    try {
      return new WcsCredentials(identifier, key);
    } catch (IllegalArgumentException e) {
      throw new GeneralSecurityException(file + ": " + e.getMessage(), e);
    } finally {
      Arrays.fill(content, (byte) 0);
      Arrays.fill(key, (byte) 0);
    }
  }

  String identifier() {
    return identifier;
  }

  /** The header {@code Authorization} of HTTP Basic. */
  String basic() {
    byte[] name = (identifier + ":").getBytes(StandardCharsets.US_ASCII);
    byte[] both = Arrays.copyOf(name, name.length + key.length);
    System.arraycopy(key, 0, both, name.length, key.length);
    try {
      return "Basic " + Base64.getEncoder().encodeToString(both);
    } finally {
      Arrays.fill(both, (byte) 0);
    }
  }

  /** HMAC-SHA-256 under the key. */
  byte[] mac(byte[] text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac.doFinal(text);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every JVM has " + ALGORITHM, e);
    }
  }

  /** Says nothing of the key. */
  @Override
  public String toString() {
    return "WcsCredentials[" + identifier + "]";
  }
}
