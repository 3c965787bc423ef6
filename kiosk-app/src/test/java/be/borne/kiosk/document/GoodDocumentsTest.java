package be.borne.kiosk.document;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.kiosk.document.Samples.Level;
import be.borne.protocol.guichet.IssuedDocument;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Good seals pass, at every level, and what goes on to the printer is the sealed revision. */
class GoodDocumentsTest {
  private static final Samples SAMPLES = Samples.shared();

  static Verdict.Passed passed(Verdict verdict) {
    return assertInstanceOf(Verdict.Passed.class, verdict, () -> explain(verdict));
  }

  static String explain(Verdict verdict) {
    return verdict.rules().stream().filter(rule -> !rule.lets()).toList().toString();
  }

  @ParameterizedTest
  @EnumSource(Level.class)
  void everyLevelPassesAndOnlyTheSealedRevisionIsPrinted(Level level) throws Exception {
    byte[] pdf = SAMPLES.good(level);
    IssuedDocument issued =
        new IssuedDocument(
            HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(pdf)),
            pdf.length,
            DemoSealer.CODE);
    Verdict.Passed passed =
        passed(SAMPLES.gate().check(pdf, Optional.of(DemoSealer.REFERENCE), Optional.of(issued)));
    assertTrue(passed.rules().stream().allMatch(r -> r.status() == RuleResult.Status.PASSED));
    assertEquals(SealRule.values().length, passed.rules().size());
    int[] ranges = DemoSealer.rangesOf(pdf);
    assertArrayEquals(Arrays.copyOf(pdf, ranges[2] + ranges[3]), passed.bytes());
    assertEquals(pdf.length - passed.bytes().length, passed.details().proofBytes());
    assertEquals(level == Level.B_LT || level == Level.B_LTA, passed.details().proofBytes() > 0);
    assertEquals(1, passed.details().pages());
    assertEquals(level != Level.B_B, passed.details().timestamp().isPresent());
    // What is printed is a document by itself, and a good one.
    try (PDDocument document = Loader.loadPDF(passed.bytes())) {
      assertEquals(1, document.getNumberOfPages());
    }
    passed(SAMPLES.check(passed.bytes()));
  }

  @ParameterizedTest
  @EnumSource(Level.class)
  void crossReferenceStreamsAreReadAsWell(Level level) throws Exception {
    SignatureLevel dss = SignatureLevel.valueOf("PAdES_BASELINE_" + level.name().substring(2));
    passed(SAMPLES.check(SAMPLES.dss().seal(SAMPLES.plain(true), dss)));
  }

  @Test
  void archivedAgainAndAgain() throws Exception {
    byte[] pdf = SAMPLES.good(Level.B_LTA);
    byte[] sealed = passed(SAMPLES.check(pdf)).bytes();
    for (int time = 0; time < 3; time++) {
      pdf = SAMPLES.dss().extend(pdf, SignatureLevel.PAdES_BASELINE_LTA);
      assertArrayEquals(sealed, passed(SAMPLES.check(pdf)).bytes());
    }
  }

  @Test
  void aDocumentOfThisHouseExtendedForAnArchive() throws Exception {
    byte[] pdf = SAMPLES.house().seal();
    assertArrayEquals(pdf, passed(SAMPLES.check(pdf)).bytes());
    byte[] extended = SAMPLES.dss().extend(pdf, SignatureLevel.PAdES_BASELINE_LTA);
    assertArrayEquals(pdf, passed(SAMPLES.check(extended)).bytes());
  }

  @Test
  void timestampHoldsTheTimeOfSealingLongAfterTheCertificateExpired() {
    Clock later = Clock.fixed(DemoIssuer.NOW.plus(Duration.ofDays(1000)), ZoneOffset.UTC);
    for (Level level : List.of(Level.B_T, Level.B_LT, Level.B_LTA)) {
      passed(new SealGate(SAMPLES.policy(), later).check(SAMPLES.good(level), Samples.order()));
    }
    Verdict without =
        new SealGate(SAMPLES.policy(), later).check(SAMPLES.good(Level.B_B), Samples.order());
    assertEquals(SealRule.TRUSTED_CHAIN, assertInstanceOf(Verdict.Refused.class, without).rule());
  }

  @Test
  void linkToTheWebPasses() throws Exception {
    byte[] pdf =
        SAMPLES
            .house()
            .seal(
                document -> {
                  PDActionURI action = new PDActionURI();
                  action.setURI("http://localhost/verify");
                  PDAnnotationLink link = new PDAnnotationLink();
                  link.setAction(action);
                  document.getPage(0).getAnnotations().add(link);
                });
    passed(SAMPLES.check(pdf));
  }
}
