package be.borne.townhall.guichet.engine.embedded;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.awt.Color;
import java.io.IOException;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDPageContentStream;

/**
 * A QR code (ISO/IEC 18004) as filled rectangles: sharp at any resolution, and no image to embed.
 */
final class QrFigure {
  private static final int QUIET_ZONE_MODULES = 4;

  private final BitMatrix modules;

  /**
   * @throws IllegalArgumentException if the text does not fit a QR code
   */
  QrFigure(String text) {
    try {
      this.modules =
          new QRCodeWriter()
              .encode(
                  text,
                  BarcodeFormat.QR_CODE,
                  0,
                  0,
                  Map.of(
                      EncodeHintType.ERROR_CORRECTION,
                      ErrorCorrectionLevel.M,
                      EncodeHintType.MARGIN,
                      QUIET_ZONE_MODULES));
    } catch (WriterException e) {
      throw new IllegalArgumentException("text does not fit a QR code", e);
    }
  }

  /** Draws it, quiet zone included, into the square whose lower-left corner is given. */
  void draw(PDPageContentStream content, float left, float bottom, float side) throws IOException {
    float module = side / modules.getWidth();
    content.setNonStrokingColor(Color.BLACK);
    for (int row = 0; row < modules.getHeight(); row++) {
      float y = bottom + side - (row + 1) * module;
      int column = 0;
      while (column < modules.getWidth()) {
        int end = column;
        while (end < modules.getWidth() && modules.get(end, row)) {
          end++;
        }
        if (end > column) {
          content.addRect(left + column * module, y, (end - column) * module, module);
        }
        column = end + 1;
      }
    }
    content.fill();
  }
}
