package be.borne.kiosk.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import be.borne.protocol.guichet.IssuedDocument;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.Test;

/**
 * Documents of an engine that prints neither our verification code nor our reference: they pass
 * where the terminal was told that there are such, and the guichet says that this is one.
 */
class WithoutCodeTest {
  private static final Samples SAMPLES = Samples.shared();
  private static final SealGate LENIENT =
      new SealGate(SAMPLES.policy().withCodesWhereIssued(), Samples.CLOCK, Duration.ofSeconds(60));

  private static byte[] sealed(String... lines) throws Exception {
    return SAMPLES
        .house()
        .seal(
            document -> {
              DemoSealer.rewrite(document, "", lines);
              reference(document, null);
            });
  }

  private static void reference(PDDocument document, String reference) {
    document
        .getDocumentInformation()
        .getCOSObject()
        .setString(COSName.getPDFName(SealedStructure.ORDER_REFERENCE_KEY), reference);
  }

  private static Verdict check(SealGate gate, byte[] pdf, String code) throws Exception {
    IssuedDocument issued =
        new IssuedDocument(
            HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(pdf)),
            pdf.length,
            code);
    return gate.check(pdf, Optional.of(DemoSealer.REFERENCE), Optional.of(issued));
  }

  private static void refused(SealRule rule, Verdict verdict) {
    assertEquals(rule, assertInstanceOf(Verdict.Refused.class, verdict).rule());
  }

  @Test
  void aDocumentThatWasIssuedWithoutACodePasses() throws Exception {
    byte[] pdf = sealed("An extract of a register, of nobody");
    GoodDocumentsTest.passed(check(LENIENT, pdf, null));
  }

  /** The usual terminal: whatever the guichet says, a stranger has to be able to verify a paper. */
  @Test
  void elsewhereEveryDocumentMustShowOne() throws Exception {
    byte[] pdf = sealed("An extract of a register, of nobody");
    refused(SealRule.ORDER_REFERENCE, check(SAMPLES.gate(), pdf, null));
  }

  @Test
  void aDocumentThatWasIssuedWithACodeMustShowIt() throws Exception {
    byte[] pdf = sealed("An extract of a register, of nobody");
    refused(SealRule.ORDER_REFERENCE, check(LENIENT, pdf, DemoSealer.CODE));
    byte[] good = SAMPLES.house().seal();
    GoodDocumentsTest.passed(check(LENIENT, good, DemoSealer.CODE));
    refused(SealRule.VERIFICATION_CODE, check(LENIENT, good, "7K3M-9QX2-ABCD-0124"));
  }

  /** One of ours, of another order: that nothing is said of its code does not let it through. */
  @Test
  void aReferenceThatItCarriesIsHeldAgainstTheOrder() throws Exception {
    byte[] pdf =
        SAMPLES
            .house()
            .seal(
                document -> {
                  DemoSealer.rewrite(document, "", "Of nobody", "TSR-2026-00000000");
                  reference(document, "TSR-2026-00000000");
                });
    refused(SealRule.ORDER_REFERENCE, check(LENIENT, pdf, null));
  }

  @Test
  void whatWasLookedAtWithoutAnOrderIsNotLetThroughForThat() throws Exception {
    byte[] pdf = sealed("An extract of a register, of nobody");
    Verdict verdict = LENIENT.check(pdf, Optional.of(DemoSealer.REFERENCE), Optional.empty());
    refused(SealRule.ORDER_REFERENCE, verdict);
  }

  @Test
  void anotherFileThanTheGuichetIssuedIsRefused() throws Exception {
    byte[] pdf = sealed("An extract of a register, of nobody");
    IssuedDocument another = new IssuedDocument("0".repeat(64), pdf.length, null);
    assertInstanceOf(
        Verdict.Refused.class,
        LENIENT.check(pdf, Optional.of(DemoSealer.REFERENCE), Optional.of(another)));
  }
}
