package be.borne.kiosk.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The shadow attacks that were published (pdf-insecurity.org): none passes, for whoever sealed it.
 */
class ShadowAttackTest {
  private static final Samples SAMPLES = Samples.shared();

  static List<Path> attacks() throws Exception {
    Path folder =
        Path.of(ShadowAttackTest.class.getResource("shadow-attacks/README.md").toURI()).getParent();
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".pdf")).toList();
    }
  }

  @Test
  void theyAreAllThere() throws Exception {
    assertEquals(7, attacks().size());
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void isRefusedWithTheRuleNamed(Path attack) throws Exception {
    Verdict verdict = SAMPLES.gate().check(Files.readAllBytes(attack), Expectation.NOTHING);
    Verdict.Refused refused = assertInstanceOf(Verdict.Refused.class, verdict);
    assertTrue(
        refused.rules().stream()
            .anyMatch(r -> r.rule() == refused.rule() && !r.reason().isEmpty()));
  }

  /**
   * Not merely for the unknown issuer, behind which the gate looks at nothing any more: were it
   * known, what was appended would give each of them away.
   */
  @ParameterizedTest
  @MethodSource("attacks")
  void whatWasAppendedGivesItAway(Path attack) throws Exception {
    byte[] pdf = Files.readAllBytes(attack);
    SealBytes seal = SealBytes.find(pdf, new RuleBook()).orElseThrow();
    assertTrue(seal.end() < pdf.length, "nothing was appended");
    byte[] sealed = seal.sealedRevision(pdf);
    assertThrows(
        PdfSyntaxException.class,
        () -> {
          try (PDDocument document = Loader.loadPDF(sealed)) {
            ValidationTail.judge(
                pdf,
                Revision.following(pdf, seal.end()),
                document.getDocument(),
                seal.startCrossReference(pdf).orElse(0));
          }
        });
  }
}
