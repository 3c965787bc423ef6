package be.borne.kiosk.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.kiosk.document.Forgeries.Variant;
import be.borne.kiosk.document.Samples.Level;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A terminal is a small machine: in 128 MB of heap, no document ends the gate or holds it up. */
class SmallHeapTest {
  private static final Duration LONGEST = Duration.ofMinutes(8);
  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final int MUTATIONS = 500;

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void everyHostileFileIsRefusedAndGoodOnesStillPassAfterwards(@TempDir Path folder)
      throws Exception {
    Samples samples = Samples.shared();
    Files.write(folder.resolve("root.der"), samples.issuer().root().getEncoded());
    Files.write(folder.resolve("list.der"), samples.nobodyRevoked().getEncoded());
    List<Variant> hostile = new ArrayList<>(HostileSeals.of(samples));
    hostile.addAll(TamperMatrix.of(samples, Level.B_LTA));
    for (int at = 0; at < hostile.size(); at++) {
      Files.write(folder.resolve("bad-%04d.pdf".formatted(at)), hostile.get(at).pdf());
    }
    for (Level level : Level.values()) {
      Files.write(folder.resolve("good-" + level + ".pdf"), samples.good(level));
    }
    Path out = folder.resolve("out.txt");
    Process gate =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                SmallHeapTest.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    try {
      assertTrue(gate.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS), "it did not end");
    } finally {
      gate.destroyForcibly();
    }
    String said = Files.readString(out, StandardCharsets.ISO_8859_1);
    List<String> wrong = said.lines().filter(line -> line.startsWith("WRONG")).toList();
    assertEquals(List.of(), wrong);
    assertEquals(0, gate.exitValue(), said);
    assertTrue(said.contains("checked " + (hostile.size() + 2 * Level.values().length)), said);
  }

  /** What the small process does. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    X509Certificate root =
        (X509Certificate) factory.generateCertificate(in(folder.resolve("root.der")));
    X509CRL list = (X509CRL) factory.generateCRL(in(folder.resolve("list.der")));
    SealGate gate =
        new SealGate(
            SealPolicy.of(List.of(root), DemoIssuer.ORGANISATION)
                .with(List.of(list))
                .withVerificationHost(DemoSealer.HOST),
            Samples.CLOCK,
            DEADLINE);
    int checked = 0;
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(file -> file.toString().endsWith(".pdf")).sorted().toList();
    }
    List<Path> good = files.stream().filter(SmallHeapTest::isGood).toList();
    List<Path> order = new ArrayList<>(good);
    order.addAll(files.stream().filter(file -> !isGood(file)).toList());
    order.addAll(good);
    for (Path file : order) {
      Verdict verdict = gate.check(Files.readAllBytes(file), Samples.order());
      boolean passed = verdict instanceof Verdict.Passed;
      if (passed != isGood(file) || tookTooLong(verdict)) {
        System.out.println("WRONG " + file.getFileName() + " " + verdict);
      }
      checked++;
    }
    byte[] sample = Files.readAllBytes(good.getFirst());
    for (int round = 0; round < MUTATIONS; round++) {
      if (tookTooLong(gate.check(Mutations.of(sample, new Random(round)), Samples.order()))) {
        System.out.println("WRONG mutation " + round);
      }
    }
    System.out.println("checked " + checked);
  }

  private static boolean isGood(Path file) {
    return file.getFileName().toString().startsWith("good-");
  }

  private static boolean tookTooLong(Verdict verdict) {
    return verdict.rules().stream()
        .anyMatch(
            rule ->
                rule.reason().contains("could not be checked within")
                    || rule.reason().contains("still being checked"));
  }

  private static InputStream in(Path file) throws IOException {
    return new ByteArrayInputStream(Files.readAllBytes(file));
  }
}
