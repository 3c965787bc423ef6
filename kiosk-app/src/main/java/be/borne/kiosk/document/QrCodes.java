package be.borne.kiosk.document;

import be.borne.kiosk.document.PagePicture.Letters;
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
import java.awt.Rectangle;
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
      List.of(
          new Effort(1.5f, new Letters.None()),
          new Effort(3, new Letters.None()),
          new Effort(3, new Letters.All()));

  private QrCodes() {}

  /**
   * How closely to look.
   *
   * @param scale pixels a point; 1 is 72 dpi
   * @param letters which are drawn too: a QR code may be made of them
   */
  private record Effort(float scale, Letters letters) {}

  /**
   * One code.
   *
   * @param area of it and its quiet zone, in dots of its page's picture
   */
  private record Found(String text, int page, Rectangle area) {}

  /**
   * Looks more closely only where nothing was found. A code that was found without any letters must
   * be legible with those that lie on it.
   *
   * @return what they say; after the second, no others are looked for
   */
  static List<String> on(PDDocument document, WorkLimit limit) throws IOException {
    for (Effort effort : EFFORTS) {
      List<Found> found = on(document, effort, limit);
      boolean covered =
          found.size() == 1
              && effort.letters() instanceof Letters.None
              && !isLegible(document, found.getFirst(), effort.scale(), limit);
      if (!found.isEmpty() && !covered) {
        return found.stream().map(Found::text).toList();
      }
    }
    return List.of();
  }

  private static boolean isLegible(PDDocument document, Found code, float scale, WorkLimit limit)
      throws IOException {
    Letters over = new Letters.Within(code.area());
    BitMatrix dots =
        dots(new PagePicture(document, over, limit).draw(code.page(), scale), code.area());
    return dots != null
        && next(dots, code.page()).filter(again -> again.text().equals(code.text())).isPresent();
  }

  private static List<Found> on(PDDocument document, Effort effort, WorkLimit limit)
      throws IOException {
    List<Found> found = new ArrayList<>();
    PagePicture pictures = new PagePicture(document, effort.letters(), limit);
    for (int page = 0; page < document.getNumberOfPages() && found.size() < ENOUGH; page++) {
      BufferedImage picture = pictures.draw(page, effort.scale());
      BitMatrix dots = dots(picture, picture.getRaster().getBounds());
      while (dots != null && found.size() < ENOUGH) {
        Optional<Found> next = next(dots, page);
        if (next.isEmpty()) {
          break;
        }
        found.add(next.get());
      }
    }
    return found;
  }

  /**
   * @return null if there is one tone only
   */
  private static BitMatrix dots(BufferedImage picture, Rectangle part) {
    int width = picture.getWidth();
    int height = picture.getHeight();
    byte[] grey = ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
    try {
      return new GlobalHistogramBinarizer(
              new PlanarYUVLuminanceSource(
                  grey, width, height, part.x, part.y, part.width, part.height, false))
          .getBlackMatrix();
    } catch (NotFoundException e) {
      // An empty page: one tone only.
      return null;
    }
  }

  /** One code, which is then wiped from the picture. */
  private static Optional<Found> next(BitMatrix dots, int page) {
    try {
      DetectorResult result =
          new Detector(dots).detect(Map.of(DecodeHintType.TRY_HARDER, Boolean.TRUE));
      String text = new Decoder().decode(result.getBits()).getText();
      Rectangle area = area(dots, result);
      wipe(dots, area);
      return Optional.of(new Found(text, page, area));
    } catch (NotFoundException | FormatException | ChecksumException e) {
      return Optional.empty();
    }
  }

  private static Rectangle area(BitMatrix dots, DetectorResult result) {
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
    Rectangle area = new Rectangle();
    area.setFrameFromDiagonal(
        Math.floor(left - margin),
        Math.floor(top - margin),
        Math.ceil(right + margin),
        Math.ceil(bottom + margin));
    return area.intersection(new Rectangle(dots.getWidth(), dots.getHeight()));
  }

  private static void wipe(BitMatrix dots, Rectangle area) {
    for (int y = area.y; y < area.y + area.height; y++) {
      for (int x = area.x; x < area.x + area.width; x++) {
        dots.unset(x, y);
      }
    }
  }
}
