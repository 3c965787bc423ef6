package be.borne.kiosk.document;

import be.borne.kiosk.document.PagePicture.Letters;
import com.google.zxing.NotFoundException;
import com.google.zxing.PlanarYUVLuminanceSource;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.common.GlobalHistogramBinarizer;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * The QR codes (ISO/IEC 18004) on a document's pages, read as a telephone would read them from the
 * paper: drawn, not looked up in the file.
 */
final class QrCodes {
  /** More than one is refused, so that nobody needs to find them all. */
  private static final int ENOUGH = 2;

  /** At scales that have nothing in common: what falls between the dots of one does not in all. */
  private static final List<Effort> EFFORTS =
      List.of(
          new Effort(1.5f, new Letters.None()),
          new Effort(3, new Letters.None()),
          new Effort(2.3f, new Letters.None()),
          new Effort(4.1f, new Letters.None()),
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
   * @param page counted from 0
   */
  private record Found(QrScan.Code code, int page) {}

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
        return found.stream().map(one -> one.code().text()).toList();
      }
    }
    return List.of();
  }

  private static boolean isLegible(PDDocument document, Found found, float scale, WorkLimit limit)
      throws IOException {
    Rectangle area = found.code().area();
    PagePicture pictures = new PagePicture(document, new Letters.Within(area), limit);
    return codes(pictures.draw(found.page(), scale), area, limit).stream()
        .anyMatch(again -> again.text().equals(found.code().text()));
  }

  private static List<Found> on(PDDocument document, Effort effort, WorkLimit limit)
      throws IOException {
    List<Found> found = new ArrayList<>();
    PagePicture pictures = new PagePicture(document, effort.letters(), limit);
    for (int page = 0; page < document.getNumberOfPages() && found.size() < ENOUGH; page++) {
      BufferedImage picture = pictures.draw(page, effort.scale());
      for (QrScan.Code code : codes(picture, picture.getRaster().getBounds(), limit)) {
        found.add(new Found(code, page));
      }
    }
    return found;
  }

  private static List<QrScan.Code> codes(BufferedImage picture, Rectangle part, WorkLimit limit) {
    int width = picture.getWidth();
    int height = picture.getHeight();
    byte[] grey = ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
    try {
      BitMatrix dots =
          new GlobalHistogramBinarizer(
                  new PlanarYUVLuminanceSource(
                      grey, width, height, part.x, part.y, part.width, part.height, false))
              .getBlackMatrix();
      return new QrScan(dots, limit).codes(ENOUGH);
    } catch (NotFoundException e) {
      // An empty page: one tone only.
      return List.of();
    }
  }
}
