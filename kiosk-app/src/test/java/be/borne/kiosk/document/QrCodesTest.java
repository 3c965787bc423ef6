package be.borne.kiosk.document;

import static be.borne.kiosk.document.GoodDocumentsTest.passed;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.geom.AffineTransform;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
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
            .with(List.of(SAMPLES.nobodyRevoked()));
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
                  var second = new PDPage(PDRectangle.A4);
                  document.addPage(second);
                  DemoSealer.drawQr(document, second, DemoSealer.ADDRESS);
                })));
  }

  /**
   * One in sixty codes has, among its data, what looks like another corner; and a code is an
   * order's for ever, so what cannot be read once can never be printed.
   */
  @Test
  void whateverTheCode() throws Exception {
    Random random = new Random(4);
    for (int i = 0; i < 600; i++) {
      String address = DemoSealer.ADDRESS.replace(DemoSealer.CODE, code(random));
      try (PDDocument document = new PDDocument()) {
        PDPage page = new PDPage(PDRectangle.A4);
        document.addPage(page);
        DemoSealer.drawQr(document, page, address, 60, 60 + 400 * random.nextFloat(), 104);
        assertEquals(List.of(address), QrCodes.on(document, limit()));
      }
    }
  }

  private static String code(Random random) {
    String letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    StringBuilder code = new StringBuilder();
    for (int at = 0; at < 16; at++) {
      code.append(at > 0 && at % 4 == 0 ? "-" : "").append(letters.charAt(random.nextInt(32)));
    }
    return code.toString();
  }

  private static WorkLimit limit() {
    return new WorkLimit(Duration.ofSeconds(20));
  }

  /** However it is drawn, a telephone may read it instead of the first. */
  @Test
  void aSecondCodeIsNoticed() throws Exception {
    List<AffineTransform> ways = new ArrayList<>();
    for (int degrees = 0; degrees < 90; degrees += 15) {
      ways.add(AffineTransform.getRotateInstance(Math.toRadians(degrees), 300, 500));
    }
    for (double stretch : new double[] {0.8, 1.25, 1.4}) {
      ways.add(new AffineTransform(stretch, 0, 0, 1, 300 * (1 - stretch), 0));
    }
    // Modules of half a millimetre.
    for (double size : new double[] {0.48, 0.6, 0.7}) {
      ways.add(new AffineTransform(size, 0, 0, size, 300 * (1 - size), 500 * (1 - size)));
    }
    for (AffineTransform placed : ways) {
      for (String other : List.of("ABCD-EF01-2345-6789", DemoSealer.ADDRESS + "-ELSEWHERE")) {
        try (PDDocument document = new PDDocument()) {
          PDPage page = new PDPage(PDRectangle.A4);
          document.addPage(page);
          DemoSealer.drawQr(document, page, DemoSealer.ADDRESS);
          DemoSealer.drawQr(document, page, other, 240, 440, 120, placed);
          assertEquals(2, QrCodes.on(document, limit()).size(), () -> other + " " + placed);
        }
      }
    }
  }

  /** Any three of these corners could be a code's: hundreds of thousands of trials, if allowed. */
  @ParameterizedTest
  @ValueSource(ints = {8, 20, 60})
  void aPageFullOfCornersIsGivenUp(int rows) throws Exception {
    try (PDDocument document = new PDDocument()) {
      PDPage page = new PDPage(PDRectangle.A4);
      document.addPage(page);
      try (PDPageContentStream content = new PDPageContentStream(document, page)) {
        float module = 560f / rows / 9;
        for (int at = 0; at < rows * rows; at++) {
          float x = 15 + at % rows * 9 * module;
          float y = 15 + at / rows * 9 * module;
          for (int edge = 0; edge < 3; edge++) {
            float side = (7 - 2 * edge) * module;
            content.addRect(x + edge * module, y + edge * module, side, side);
          }
          content.fillEvenOdd();
        }
      }
      WorkLimit limit = limit();
      assertThrows(WorkLimit.Exceeded.class, () -> QrCodes.on(document, limit));
    }
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
