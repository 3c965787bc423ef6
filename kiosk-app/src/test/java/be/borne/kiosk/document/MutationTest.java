package be.borne.kiosk.document;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.kiosk.document.Samples.Level;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
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
    int hexAt = DemoSealer.rangesOf(good)[1] + 1;
    byte[] contents = contents(good);
    int length = SealBytes.der(contents).length;
    SealGate gate = SAMPLES.gate();
    for (int at = 0; at < length; at++) {
      for (int bit = at % 3; bit < 8; bit += 3) {
        byte[] pdf = with(good, hexAt + 2 * at, contents[at] ^ (1 << bit));
        assertFalse(
            gate.check(pdf, Samples.order()) instanceof Verdict.Passed,
            "byte " + at + " bit " + bit);
      }
    }
  }

  /**
   * A certificate that comes along is vouched for by its own signature; but of that the last bit
   * can be declared unused where it is zero, and no verification notices.
   */
  @Test
  void noBitOfACarriedCertificatesSignatureCanBeDeclaredUnused() throws Exception {
    DemoIssuer issuer = new DemoIssuer("Demo root");
    while ((issuer.root().getSignature()[issuer.root().getSignature().length - 1] & 1) != 0) {
      issuer = new DemoIssuer("Demo root");
    }
    Samples samples =
        new Samples(
            issuer,
            issuer.seal(DemoIssuer.ORGANISATION),
            issuer.timestampAuthority(),
            issuer.revocations(List.of()),
            new EnumMap<>(Level.class));
    byte[] good = samples.dss().seal(samples.plain(false), SignatureLevel.PAdES_BASELINE_T);
    GoodDocumentsTest.passed(samples.gate().check(good, Samples.order()));

    HexFormat hex = HexFormat.of();
    String contents = hex.formatHex(contents(good));
    String root = hex.formatHex(issuer.root().getEncoded());
    int unused = root.length() - 2 * issuer.root().getSignature().length - 2;
    int carried = 0;
    for (int at = contents.indexOf(root); at >= 0; at = contents.indexOf(root, at + 1)) {
      byte[] pdf = with(good, DemoSealer.rangesOf(good)[1] + 1 + at + unused, 1);
      assertInstanceOf(Verdict.Refused.class, samples.gate().check(pdf, Samples.order()));
      carried++;
    }
    assertTrue(carried > 0, "no certificate came along");
  }

  private static byte[] contents(byte[] pdf) throws IOException {
    int[] ranges = DemoSealer.rangesOf(pdf);
    return HexFormat.of()
        .parseHex(
            new String(pdf, ranges[1] + 1, ranges[2] - ranges[1] - 2, StandardCharsets.US_ASCII));
  }

  /** With another byte at a place of its hexadecimal string. */
  private static byte[] with(byte[] pdf, int at, int value) {
    byte[] changed = pdf.clone();
    byte[] digits = HexFormat.of().toHexDigits((byte) value).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(digits, 0, changed, at, digits.length);
    return changed;
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
