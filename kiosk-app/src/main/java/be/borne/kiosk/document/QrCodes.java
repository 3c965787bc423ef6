package be.borne.kiosk.document;

import com.google.zxing.ChecksumException;
import com.google.zxing.DecodeHintType;
import com.google.zxing.FormatException;
import com.google.zxing.NotFoundException;
import com.google.zxing.PlanarYUVLuminanceSource;
import com.google.zxing.ResultPoint;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.common.DetectorResult;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.qrcode.decoder.Decoder;
import com.google.zxing.qrcode.detector.Detector;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * The QR codes (ISO/IEC 18004) on a document's pages, read as a telephone would read them from the
 * paper: drawn, not looked up in the file.
 */
final class QrCodes {
  /** More than one is refused, so that nobody needs to find them all. */
  private static final int ENOUGH = 2;

  /** Finder patterns are 7 modules wide, so their centres lie 7 modules nearer than the edges. */
  private static final float FINDER_MODULES = 7;

  private static final float MARGIN_MODULES = 4.5f;

  private static final List<Effort> EFFORTS =
      List.of(new Effort(1.5f, false), new Effort(3, false), new Effort(3, true));

  private QrCodes() {}

  /**
   * How closely to look.
   *
   * @param scale pixels a point; 1 is 72 dpi
   * @param glyphs whether letters are drawn too, of which a QR code may be made
   */
  private record Effort(float scale, boolean glyphs) {}

  /**
   * Looks more closely only where nothing was found.
   *
   * @return what they say; after the second, no others are looked for
   */
  static List<String> on(PDDocument document, WorkLimit limit) throws IOException {
    List<String> found = List.of();
    for (Effort effort : EFFORTS) {
      found = on(document, effort, limit);
      if (!found.isEmpty()) {
        return found;
      }
    }
    return found;
  }

  private static List<String> on(PDDocument document, Effort effort, WorkLimit limit)
      throws IOException {
    List<String> found = new ArrayList<>();
    PagePicture pictures = new PagePicture(document, effort.glyphs(), limit);
    for (int page = 0; page < document.getNumberOfPages() && found.size() < ENOUGH; page++) {
      BitMatrix dots = dots(pictures.draw(page, effort.scale()));
      while (dots != null && found.size() < ENOUGH) {
        Optional<String> next = next(dots);
        if (next.isEmpty()) {
          break;
        }
        found.add(next.get());
      }
    }
    return found;
  }

  private static BitMatrix dots(BufferedImage picture) {
    int width = picture.getWidth();
    int height = picture.getHeight();
    byte[] grey = ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
    try {
      return new GlobalHistogramBinarizer(
              new PlanarYUVLuminanceSource(grey, width, height, 0, 0, width, height, false))
          .getBlackMatrix();
    } catch (NotFoundException e) {
      // An empty page: one tone only.
      return null;
    }
  }

  /** One code, which is then wiped from the picture. */
  private static Optional<String> next(BitMatrix dots) {
    try {
      DetectorResult result =
          new Detector(dots).detect(Map.of(DecodeHintType.TRY_HARDER, Boolean.TRUE));
      String text = new Decoder().decode(result.getBits()).getText();
      wipe(dots, result);
      return Optional.of(text);
    } catch (NotFoundException | FormatException | ChecksumException e) {
      return Optional.empty();
    }
  }

  private static void wipe(BitMatrix dots, DetectorResult result) {
    ResultPoint[] points = result.getPoints();
    ResultPoint bottomLeft = points[0];
    ResultPoint topLeft = points[1];
    ResultPoint topRight = points[2];
    float module =
        ResultPoint.distance(topLeft, topRight) / (result.getBits().getWidth() - FINDER_MODULES);
    float margin = MARGIN_MODULES * module;
    float oppositeX = topRight.getX() + bottomLeft.getX() - topLeft.getX();
    float oppositeY = topRight.getY() + bottomLeft.getY() - topLeft.getY();
    float left =
        Math.min(Math.min(topLeft.getX(), topRight.getX()), Math.min(bottomLeft.getX(), oppositeX));
    float right =
        Math.max(Math.max(topLeft.getX(), topRight.getX()), Math.max(bottomLeft.getX(), oppositeX));
    float top =
        Math.min(Math.min(topLeft.getY(), topRight.getY()), Math.min(bottomLeft.getY(), oppositeY));
    float bottom =
        Math.max(Math.max(topLeft.getY(), topRight.getY()), Math.max(bottomLeft.getY(), oppositeY));
    for (int y = Math.max(0, (int) (top - margin));
        y < Math.min(dots.getHeight(), bottom + margin);
        y++) {
      for (int x = Math.max(0, (int) (left - margin));
          x < Math.min(dots.getWidth(), right + margin);
          x++) {
        dots.unset(x, y);
      }
    }
  }
}
