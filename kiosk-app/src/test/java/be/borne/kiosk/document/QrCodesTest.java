package be.borne.kiosk.document;

import static be.borne.kiosk.document.GoodDocumentsTest.passed;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
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

  private static void print(PDDocument document, float size, float x, float y, String letters)
      throws IOException {
    try (PDPageContentStream content =
        new PDPageContentStream(
            document, document.getPage(0), PDPageContentStream.AppendMode.APPEND, true, true)) {
      content.beginText();
      content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA_BOLD), size);
      content.newLineAtOffset(x, y);
      content.showText(letters);
      content.endText();
    }
  }

  @Test
  void lettersBesideItOrInItsEdgeDoNotMatter() throws Exception {
    passed(
        SAMPLES.check(
            sealed(
                document -> {
                  DemoSealer.drawQr(document, document.getPage(0), DemoSealer.ADDRESS);
                  print(document, 12, 60, 204, "Scan to verify");
                  print(document, 5, 100, 150, "x");
                })));
  }

  /** Looked at without its letters, as pages are first, the code could be read. */
  @Test
  void lettersThatCoverItAreSeen() throws Exception {
    Verdict covered =
        SAMPLES.check(
            sealed(
                document -> {
                  DemoSealer.drawQr(document, document.getPage(0), DemoSealer.ADDRESS);
                  print(document, 70, 62, 120, "WWW");
                }));
    assertEquals(SealRule.QR_CODE, assertInstanceOf(Verdict.Refused.class, covered).rule());
  }

  /** Both keep a reader busy within one call, where no limit is asked; not one of them is drawn. */
  @Test
  void whatWouldKeepItsReaderBusyIsRefusedUndrawn() throws Exception {
    byte[] calculator =
        sealed(
            document -> {
              DemoSealer.drawQr(document, document.getPage(0), DemoSealer.ADDRESS);
              COSStream function = document.getDocument().createCOSStream();
              function.setInt(COSName.FUNCTION_TYPE, 4);
              try (var out = function.createOutputStream(COSName.FLATE_DECODE)) {
                out.write(("{" + "dup mul ".repeat(1000) + "}").getBytes(US_ASCII));
              }
              held(document, function);
            });
    byte[] widths =
        sealed(
            document -> {
              DemoSealer.drawQr(document, document.getPage(0), DemoSealer.ADDRESS);
              COSDictionary font = new COSDictionary();
              font.setName(COSName.SUBTYPE, "CIDFontType2");
              COSArray range = new COSArray();
              for (int number : new int[] {0, 2_000_000_000, 500}) {
                range.add(COSInteger.get(number));
              }
              font.setItem(COSName.W, range);
              held(document, font);
            });
    for (byte[] pdf : List.of(calculator, widths)) {
      Verdict verdict = SAMPLES.check(pdf);
      assertEquals(
          SealRule.NOTHING_ACTIVE, assertInstanceOf(Verdict.Refused.class, verdict).rule());
    }
  }

  private static void held(PDDocument document, COSBase object) {
    document.getPage(0).getResources().getCOSObject().setItem(COSName.getPDFName("Held"), object);
  }
}
