package be.borne.townhall.guichet.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** A key of 256 random bits for HMAC-SHA-256 in a file, 0600. */
public final class SecretKeyFile {
  private static final int BYTES = 32;

  private SecretKeyFile() {}

  /**
   * @return the key in the file, which is made if it is not there
   * @throws GeneralSecurityException if something else lies there
   */
  public static SecretKey readOrMake(Path file) throws IOException, GeneralSecurityException {
    if (!Files.exists(file)) {
      byte[] random = new byte[BYTES];
      new SecureRandom().nextBytes(random);
      Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
      Files.deleteIfExists(unfinished);
      PrivateFiles.write(unfinished, random);
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
      Arrays.fill(random, (byte) 0);
    }
    if (Files.size(file) != BYTES) {
      throw new GeneralSecurityException(file + ": expected a key of " + BYTES + " bytes");
    }
    byte[] bytes = Files.readAllBytes(file);
    SecretKey key = new SecretKeySpec(bytes, "HmacSHA256");
    Arrays.fill(bytes, (byte) 0);
    return key;
  }
}
