package be.borne.kiosk.document;

import static be.borne.kiosk.document.GoodDocumentsTest.passed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The QR code is found however it is drawn, and at any size that a telephone reads. */
class QrCodesTest {
  private static final Samples SAMPLES = Samples.shared();

  private static byte[] sealed(DemoSealer.Change drawing) throws Exception {
    return SAMPLES
        .house()
        .seal(
            document -> {
              DemoSealer.rewrite(document, "", DemoSealer.REFERENCE, DemoSealer.CODE);
              drawing.apply(document);
            });
  }

  @Test
  void asAPicture() throws Exception {
    passed(
        SAMPLES.check(
            sealed(
                document ->
                    DemoSealer.drawQrImage(document, document.getPage(0), DemoSealer.ADDRESS))));
  }

  @ParameterizedTest
  @ValueSource(floats = {45, 60, 80, 98, 150, 300})
  void ofManySizes(float side) throws Exception {
    passed(
        SAMPLES.check(
            sealed(
                document ->
                    DemoSealer.drawQr(
                        document, document.getPage(0), DemoSealer.ADDRESS, 61.3f, 99.7f, side))));
  }

  @Test
  void theCodeByItselfWhereNoHostIsKnown() throws Exception {
    byte[] pdf =
        sealed(document -> DemoSealer.drawQr(document, document.getPage(0), DemoSealer.CODE));
    SealPolicy anywhere =
        SealPolicy.of(SAMPLES.anchors(), DemoIssuer.ORGANISATION)
            .with(java.util.List.of(SAMPLES.nobodyRevoked()));
    passed(new SealGate(anywhere, Samples.CLOCK).check(pdf, Samples.order()));
    Verdict known = SAMPLES.check(pdf);
    assertEquals(SealRule.QR_CODE, assertInstanceOf(Verdict.Refused.class, known).rule());
  }

  @Test
  void onTheSecondPage() throws Exception {
    passed(
        SAMPLES.check(
            sealed(
                (PDDocument document) -> {
                  var second =
                      new org.apache.pdfbox.pdmodel.PDPage(
                          org.apache.pdfbox.pdmodel.common.PDRectangle.A4);
                  document.addPage(second);
                  DemoSealer.drawQr(document, second, DemoSealer.ADDRESS);
                })));
  }
}
