package be.borne.device.virtual;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * The keys and certificates of the fictitious authorities and persons, made once and kept in a
 * PKCS#12 file. Whoever asks for one that is being made waits for it; nobody waits for another.
 */
final class KeyShelf {
  /** Guards nothing: these keys sign for invented persons alone. */
  private static final char[] PASSWORD = "invented".toCharArray();

  private final Path file;
  private final KeyStore keys;

  /** Opening a key in the store costs thousands of hashes each time. */
  private final ConcurrentMap<String, FutureTask<Credential>> opened = new ConcurrentHashMap<>();

  private KeyShelf(Path file, KeyStore keys) {
    this.file = file;
    this.keys = keys;
  }

  /** A private key with the certificate that tells whose it is. */
  record Credential(PrivateKey key, X509Certificate certificate) {}

  /** Makes what is not on the shelf yet. */
  @FunctionalInterface
  interface Maker {
    Credential make() throws IOException, GeneralSecurityException;
  }

  /**
   * @param file read if it is there, written with the first credential otherwise
   * @throws IOException if it is there and is something else
   */
  static KeyShelf in(Path file) throws IOException {
    try {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      if (Files.exists(file)) {
        try (InputStream stored = Files.newInputStream(file)) {
          keys.load(stored, PASSWORD);
        }
      } else {
        keys.load(null, PASSWORD);
      }
      return new KeyShelf(file, keys);
    } catch (GeneralSecurityException e) {
      throw new IOException("keys in " + file, e);
    }
  }

  /**
   * @param name under which it is kept
   * @throws IOException if it can be neither opened nor made nor kept
   */
  Credential credential(String name, Maker maker) throws IOException {
    FutureTask<Credential> mine = new FutureTask<>(() -> storedOrMade(name, maker));
    FutureTask<Credential> first = opened.putIfAbsent(name, mine);
    FutureTask<Credential> task = first == null ? mine : first;
    if (first == null) {
      mine.run();
    }
    try {
      return task.get();
    } catch (ExecutionException e) {
      opened.remove(name, task);
      throw new IOException("virtual authorities: " + name, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while a key is made", e);
    }
  }

  private Credential storedOrMade(String name, Maker maker)
      throws IOException, GeneralSecurityException {
    synchronized (keys) {
      if (keys.getKey(name, PASSWORD) instanceof PrivateKey key) {
        return new Credential(key, (X509Certificate) keys.getCertificate(name));
      }
    }
    Credential made = maker.make();
    synchronized (keys) {
      keys.setKeyEntry(name, made.key(), PASSWORD, new Certificate[] {made.certificate()});
      save();
    }
    return made;
  }

  private void save() throws IOException, GeneralSecurityException {
    Path whole = file.resolveSibling(file.getFileName() + ".new");
    try (OutputStream out = Files.newOutputStream(whole)) {
      keys.store(out, PASSWORD);
    }
    Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
