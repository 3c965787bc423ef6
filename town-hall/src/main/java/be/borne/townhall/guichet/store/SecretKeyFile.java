package be.borne.townhall.guichet.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.UUID;
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
      make(file);
    }
    if (Files.size(file) != BYTES) {
      throw new GeneralSecurityException(file + ": expected a key of " + BYTES + " bytes");
    }
    byte[] bytes = Files.readAllBytes(file);
    SecretKey key = new SecretKeySpec(bytes, "HmacSHA256");
    Arrays.fill(bytes, (byte) 0);
    return key;
  }

  /** Of two programs that make it at one moment, both go on with the one that was there first. */
  private static void make(Path file) throws IOException {
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    Path unfinished =
        file.resolveSibling("%s.%s.unfinished".formatted(file.getFileName(), UUID.randomUUID()));
    try {
      PrivateFiles.write(unfinished, random);
      // Unlike a move, a link never takes the place of what is there.
      Files.createLink(file, unfinished);
      PrivateFiles.settle(file.toAbsolutePath().getParent());
    } catch (FileAlreadyExistsException e) {
      // Somebody else's, whole: a link appears with all that it names.
    } finally {
      Arrays.fill(random, (byte) 0);
      Files.deleteIfExists(unfinished);
    }
  }
}
