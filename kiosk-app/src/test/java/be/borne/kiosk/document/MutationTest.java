package be.borne.kiosk.document;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import be.borne.kiosk.document.Samples.Level;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A hundred thousand accidents: none passes but those that print the very bytes that were sealed.
 */
class MutationTest {
  private static final Samples SAMPLES = Samples.shared();
  private static final int MUTATIONS_PER_LEVEL = 25_000;
  private static final long SEED = 20260310;

  /** What happened to a level's mutations. */
  private record Count(int refused, int passed) {}

  @Test
  @Timeout(value = 20, unit = TimeUnit.MINUTES)
  void noMutationPassesThatWouldPrintAnotherDocument() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      List<Future<Count>> levels = new ArrayList<>();
      for (Level level : Level.values()) {
        levels.add(threads.submit(() -> mutate(level)));
      }
      int refused = 0;
      int passed = 0;
      for (Future<Count> level : levels) {
        refused += level.get().refused();
        passed += level.get().passed();
      }
      assertEquals(MUTATIONS_PER_LEVEL * Level.values().length, refused + passed);
    }
  }

  private static Count mutate(Level level) throws IOException {
    byte[] good = SAMPLES.good(level);
    SealGate gate = SAMPLES.gate();
    Verdict.Passed honest = GoodDocumentsTest.passed(gate.check(good, Samples.order()));
    byte[] printed = upperHex(honest.bytes());
    int passed = 0;
    for (int round = 0; round < MUTATIONS_PER_LEVEL; round++) {
      // A seed of its own, so that one round can be repeated by itself.
      byte[] pdf =
          Mutations.of(good, new Random(SEED + 1_000_000L * level.name().hashCode() + round));
      Verdict verdict = gate.check(pdf, Samples.order());
      if (verdict instanceof Verdict.Passed lucky) {
        passed++;
        assertArrayEquals(printed, upperHex(lucky.bytes()), level + " round " + round);
      } else {
        String named = verdict.toString();
        assertFalse(
            verdict.rules().stream().anyMatch(r -> r.reason().contains("could not be checked")),
            () -> level + ": " + named);
      }
    }
    return new Count(MUTATIONS_PER_LEVEL - passed, passed);
  }

  /** Bits of every byte of the seal itself, whether its signature covers it or not. */
  @Test
  void noByteOfTheSealCanBeChanged() throws IOException {
    byte[] good = SAMPLES.good(Level.B_T);
    int[] ranges = DemoSealer.rangesOf(good);
    int hexAt = ranges[1] + 1;
    byte[] contents =
        HexFormat.of()
            .parseHex(
                new String(good, hexAt, ranges[2] - ranges[1] - 2, StandardCharsets.US_ASCII));
    int length = SealBytes.der(contents).length;
    SealGate gate = SAMPLES.gate();
    for (int at = 0; at < length; at++) {
      for (int bit = at % 3; bit < 8; bit += 3) {
        byte[] pdf = good.clone();
        byte[] changed =
            HexFormat.of()
                .toHexDigits((byte) (contents[at] ^ (1 << bit)))
                .getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(changed, 0, pdf, hexAt + 2 * at, changed.length);
        assertFalse(
            gate.check(pdf, Samples.order()) instanceof Verdict.Passed,
            "byte " + at + " bit " + bit);
      }
    }
  }

  /** In the hexadecimal string of the seal, a and A are the same byte. */
  private static byte[] upperHex(byte[] pdf) throws IOException {
    byte[] copy = pdf.clone();
    int[] ranges = DemoSealer.rangesOf(pdf);
    for (int at = ranges[1]; at < ranges[2]; at++) {
      copy[at] = (byte) Character.toUpperCase(copy[at]);
    }
    return copy;
  }
}
