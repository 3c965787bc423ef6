package be.borne.device.printer;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/** A PDF whose every A4 page has a QR code 25 mm wide, 20 mm from its upper and left edge. */
final class QrPdf {
  static final double MARGIN_MM = 20;
  static final double SIZE_MM = 25;
  private static final float POINTS_PER_MM = 72 / 25.4f;

  private QrPdf() {}

  /** What page {@code number}, from 1, says. */
  static String text(int number) {
    return "https://stad.example/v/page-" + number;
  }

  static byte[] ofPages(int pages) throws IOException, WriterException {
    try (PDDocument document = new PDDocument()) {
      for (int number = 1; number <= pages; number++) {
        PDPage page = new PDPage(PDRectangle.A4);
        document.addPage(page);
        try (PDPageContentStream content = new PDPageContentStream(document, page)) {
          draw(content, new QRCodeWriter().encode(text(number), BarcodeFormat.QR_CODE, 0, 0));
        }
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      document.save(bytes);
      return bytes.toByteArray();
    }
  }

  private static void draw(PDPageContentStream content, BitMatrix code) throws IOException {
    int[] square = code.getEnclosingRectangle();
    float module = (float) (SIZE_MM * POINTS_PER_MM / square[2]);
    float left = (float) (MARGIN_MM * POINTS_PER_MM);
    float top = PDRectangle.A4.getHeight() - left;
    for (int x = 0; x < square[2]; x++) {
      for (int y = 0; y < square[3]; y++) {
        if (code.get(square[0] + x, square[1] + y)) {
          content.addRect(left + x * module, top - (y + 1) * module, module, module);
        }
      }
    }
    content.fill();
  }
}
