package be.borne.kiosk.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import eu.europa.esig.dss.enumerations.CertificationPermission;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationFreeText;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Certifying seals (DocMDP): what they permit to be changed afterwards, the gate does not. Readers
 * that go by the permission print an annotation as part of a certified document.
 */
class CertifiedSealsTest {
  private static final Samples SAMPLES = Samples.shared();

  private static byte[] certified(CertificationPermission permission, SignatureLevel level)
      throws Exception {
    return SAMPLES.dss().seal(SAMPLES.plain(false), level, Optional.of(permission));
  }

  @ParameterizedTest
  @EnumSource(CertificationPermission.class)
  void aCertifiedDocumentPassesWithAndWithoutProofBehindIt(CertificationPermission permission)
      throws Exception {
    byte[] bare = certified(permission, SignatureLevel.PAdES_BASELINE_T);
    GoodDocumentsTest.passed(SAMPLES.check(bare));
    byte[] archived = certified(permission, SignatureLevel.PAdES_BASELINE_LTA);
    assertTrue(GoodDocumentsTest.passed(SAMPLES.check(archived)).details().proofBytes() > 0);
  }

  @ParameterizedTest
  @EnumSource(CertificationPermission.class)
  void anAnnotationAddedAfterwardsIsRefusedWhateverThePermission(CertificationPermission permission)
      throws Exception {
    byte[] certified = certified(permission, SignatureLevel.PAdES_BASELINE_LT);
    try (PDDocument document = Loader.loadPDF(certified)) {
      PDPage page = document.getPage(0);
      PDAnnotationFreeText text = new PDAnnotationFreeText();
      text.setContents("Somebody else");
      text.setRectangle(new PDRectangle(60, 600, 200, 50));
      page.getAnnotations().add(text);
      page.getCOSObject().setNeedToBeUpdated(true);
      ByteArrayOutputStream changed = new ByteArrayOutputStream();
      document.saveIncremental(changed);
      Verdict verdict = SAMPLES.check(changed.toByteArray());
      assertEquals(
          SealRule.ONLY_PROOF_FOLLOWS, assertInstanceOf(Verdict.Refused.class, verdict).rule());
    }
  }
}
