package be.borne.townhall.guichet.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretKeyFileTest {
  private static final int AT_ONCE = 8;

  @TempDir Path folder;

  @Test
  void aKeyIsMadeOnceForItsOwnerAloneAndNothingElseIsLeft() throws Exception {
    Path file = folder.resolve("a.key");
    byte[] first = SecretKeyFile.readOrMake(file).getEncoded();
    assertArrayEquals(first, SecretKeyFile.readOrMake(file).getEncoded());
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(file), left.toList());
    }
  }

  /**
   * Several start for the first time at one moment: none may go on with a key that the rest lack.
   */
  @RepeatedTest(20)
  void allWhoMakeItAtOneMomentHaveTheSame() throws Exception {
    Path file = folder.resolve("a.key");
    CyclicBarrier together = new CyclicBarrier(AT_ONCE);
    Callable<String> starting =
        () -> {
          together.await(30, TimeUnit.SECONDS);
          return HexFormat.of().formatHex(SecretKeyFile.readOrMake(file).getEncoded());
        };
    try (ExecutorService programs = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<String>> keys = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        keys.add(programs.submit(starting));
      }
      Set<String> different = keys.stream().map(SecretKeyFileTest::of).collect(Collectors.toSet());
      assertEquals(1, different.size());
    }
  }

  private static String of(Future<String> key) {
    try {
      return key.get(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError("a key could not be had", e);
    }
  }

  @Test
  void whatIsNoKeyIsNotTakenForOne() throws Exception {
    Path file = Files.write(folder.resolve("a.key"), new byte[] {1});
    assertThrows(GeneralSecurityException.class, () -> SecretKeyFile.readOrMake(file));
  }
}
