package be.borne.device.virtual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import be.borne.device.virtual.CertificateOrder.Validity;
import be.borne.device.virtual.KeyShelf.Credential;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys are made once, kept, and nobody waits for a key that somebody else wants. */
class KeyShelfTest {
  private static final CertificateOrder ORDER =
      new CertificateOrder(
          new X500Name("CN=nobody"),
          null,
          "SHA384withECDSA",
          false,
          KeyUsage.digitalSignature,
          new Validity(LocalDate.of(2020, 1, 1), LocalDate.of(2040, 1, 1)));

  @TempDir private Path directory;

  private static Credential make() throws IOException, GeneralSecurityException {
    return ORDER.issue(KeyKind.P_384.generate(new SecureRandom()));
  }

  @Test
  void makesEachOnceAndKeepsIt() throws Exception {
    Path file = directory.resolve("keys.p12");
    AtomicInteger made = new AtomicInteger();
    KeyShelf.Maker maker =
        () -> {
          made.incrementAndGet();
          return make();
        };
    KeyShelf shelf = KeyShelf.in(file);
    assertFalse(Files.exists(file));
    Credential first = shelf.credential("a", maker);
    assertSame(first, shelf.credential("a", maker));
    assertEquals(first, KeyShelf.in(file).credential("a", maker));
    assertEquals(1, made.get());
  }

  @Test
  void letsNobodyWaitForAnothersKey() throws Exception {
    KeyShelf shelf = KeyShelf.in(directory.resolve("keys.p12"));
    Credential ready = shelf.credential("ready", KeyShelfTest::make);
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch enough = new CountDownLatch(1);
    KeyShelf.Maker slow =
        () -> {
          begun.countDown();
          awaitQuietly(enough);
          return make();
        };
    CompletableFuture<Credential> waiting =
        CompletableFuture.supplyAsync(() -> credential(shelf, "slow", slow));
    begun.await();
    assertSame(ready, shelf.credential("ready", slow));
    shelf.credential("another", KeyShelfTest::make);
    assertFalse(waiting.isDone());
    enough.countDown();
    assertSame(waiting.get(10, TimeUnit.SECONDS), shelf.credential("slow", slow));
  }

  @Test
  void triesAgainAfterAFailure() throws Exception {
    KeyShelf shelf = KeyShelf.in(directory.resolve("keys.p12"));
    assertThrows(
        IOException.class,
        () ->
            shelf.credential(
                "a",
                () -> {
                  throw new IOException("no space");
                }));
    shelf.credential("a", KeyShelfTest::make);
  }

  @Test
  void refusesAFileThatIsSomethingElse() throws Exception {
    Path file = Files.writeString(directory.resolve("keys.p12"), "no keys");
    assertThrows(IOException.class, () -> KeyShelf.in(file));
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Credential credential(KeyShelf shelf, String name, KeyShelf.Maker maker) {
    try {
      return shelf.credential(name, maker);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
