package be.borne.kiosk.document;

import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.rendering.PageDrawer;
import org.apache.pdfbox.rendering.PageDrawerParameters;
import org.apache.pdfbox.util.Matrix;
import org.apache.pdfbox.util.Vector;

/**
 * Draws pages in grey for a machine's eye: no smooth edges, and only the letters that are asked
 * for: all of them take most of the time. Work and sizes of images are bounded.
 */
final class PagePicture extends PDFRenderer {
  private static final int MAX_IMAGE_PIXELS = 4_000_000;

  private final Letters letters;
  private final WorkLimit limit;

  /** Which letters are drawn. */
  sealed interface Letters {
    record None() implements Letters {}

    record All() implements Letters {}

    /**
     * Those that may reach into a part of the picture, outside of which nothing is drawn at all.
     *
     * @param dots the part
     */
    record Within(Rectangle dots) implements Letters {}
  }

  PagePicture(PDDocument document, Letters letters, WorkLimit limit) {
    super(document);
    this.letters = letters;
    this.limit = limit;
    setRenderingHints(
        new RenderingHints(
            Map.of(
                RenderingHints.KEY_ANTIALIASING,
                RenderingHints.VALUE_ANTIALIAS_OFF,
                RenderingHints.KEY_INTERPOLATION,
                RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR,
                RenderingHints.KEY_RENDERING,
                RenderingHints.VALUE_RENDER_SPEED)));
  }

  /**
   * @param scale pixels a point
   * @throws WorkLimit.Exceeded if it is too much
   */
  BufferedImage draw(int page, float scale) throws IOException {
    return renderImage(page, scale, ImageType.GRAY);
  }

  @Override
  protected PageDrawer createPageDrawer(PageDrawerParameters parameters) throws IOException {
    return new BoundedDrawer(parameters);
  }

  private final class BoundedDrawer extends PageDrawer {
    /** A letter reaches no further from its origin than this, in sizes of its font. */
    private static final int REACH = 2;

    private Graphics2D page;

    BoundedDrawer(PageDrawerParameters parameters) throws IOException {
      super(parameters);
    }

    @Override
    public void drawPage(Graphics2D graphics, PDRectangle pageSize) throws IOException {
      page = graphics;
      if (letters instanceof Letters.Within(Rectangle dots)) {
        AffineTransform scale = page.getTransform();
        page.setTransform(new AffineTransform());
        page.clip(dots);
        page.setTransform(scale);
      }
      super.drawPage(graphics, pageSize);
    }

    @Override
    protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
      limit.step();
      super.processOperator(operator, operands);
    }

    @Override
    protected void showText(byte[] string) throws IOException {
      if (!(letters instanceof Letters.None)) {
        super.showText(string);
      }
    }

    @Override
    protected void showFontGlyph(
        Matrix textRenderingMatrix, PDFont font, int code, Vector displacement) throws IOException {
      if (!(letters instanceof Letters.Within(Rectangle dots))
          || !getGraphics().equals(page)
          || isNear(textRenderingMatrix, dots)) {
        super.showFontGlyph(textRenderingMatrix, font, code, displacement);
      }
    }

    private boolean isNear(Matrix glyph, Rectangle dots) {
      AffineTransform toDots = page.getTransform();
      toDots.concatenate(glyph.createAffineTransform());
      double reach =
          REACH
              * (Math.hypot(toDots.getScaleX(), toDots.getShearY())
                  + Math.hypot(toDots.getShearX(), toDots.getScaleY()));
      return toDots.getTranslateX() > dots.getMinX() - reach
          && toDots.getTranslateX() < dots.getMaxX() + reach
          && toDots.getTranslateY() > dots.getMinY() - reach
          && toDots.getTranslateY() < dots.getMaxY() + reach;
    }

    @Override
    public void drawImage(PDImage image) throws IOException {
      requireSmall(image.getWidth(), image.getHeight());
      if (image instanceof PDImageXObject object) {
        requireSmall(object);
        if (object.getMask() != null) {
          requireSmall(object.getMask());
        }
        if (object.getSoftMask() != null) {
          requireSmall(object.getSoftMask());
        }
      }
      super.drawImage(image);
    }
  }

  private static void requireSmall(PDImageXObject image) throws IOException {
    requireSmall(image.getWidth(), image.getHeight());
    COSStream stream = image.getCOSObject();
    COSBase filters = stream.getFilters();
    boolean jpeg = COSName.DCT_DECODE.equals(filters);
    if (filters instanceof COSArray chain) {
      for (int at = 0; at < chain.size(); at++) {
        jpeg |= COSName.DCT_DECODE.equals(chain.getObject(at));
      }
      if (jpeg && chain.size() > 1) {
        throw new WorkLimit.Exceeded("an image of it is packed in a way that no certificate needs");
      }
    }
    if (jpeg) {
      // A JPEG says for itself how large it is, and is believed by whoever decodes it.
      try (InputStream raw = stream.createRawInputStream()) {
        JpegSize size = JpegSize.of(raw.readAllBytes());
        requireSmall(size.width(), size.height());
      }
    }
  }

  private static void requireSmall(long width, long height) {
    if (width <= 0 || height <= 0 || width * height > MAX_IMAGE_PIXELS) {
      throw new WorkLimit.Exceeded("an image of it is too large");
    }
  }
}
