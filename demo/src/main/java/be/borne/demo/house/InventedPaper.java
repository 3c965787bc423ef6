package be.borne.demo.house;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;

/** Papers of nobody, as a camera sees them and as they lie on a stick. */
final class InventedPaper {
  private static final int WIDTH = 1240;
  private static final int HEIGHT = 1754;
  private static final int MARGIN = 140;
  private static final int LINE = 44;
  private static final float LETTERS = 16;

  private InventedPaper() {}

  /**
   * A sheet on a table.
   *
   * @param heading stands on it in large letters
   * @return JPEG
   */
  static byte[] photographed(String heading) throws IOException {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    pen.setColor(new Color(0x4a4640));
    pen.fillRect(0, 0, WIDTH, HEIGHT);
    pen.rotate(0.012, WIDTH / 2.0, HEIGHT / 2.0);
    pen.setColor(new Color(0xf4f1ea));
    pen.fillRect(50, 50, WIDTH - 100, HEIGHT - 100);
    pen.setColor(new Color(0x1d2c4c));
    pen.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 58));
    pen.drawString(heading, MARGIN, MARGIN + LINE);
    pen.setColor(new Color(0x2e2e2c));
    Random words = new Random(heading.hashCode());
    for (int y = MARGIN + 3 * LINE; y < HEIGHT - MARGIN; y += LINE) {
      for (int x = MARGIN; x < WIDTH - MARGIN - 120; ) {
        int width = 30 + words.nextInt(90);
        pen.fillRect(x, y, width, 15);
        x += width + 18;
      }
    }
    pen.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "jpeg", bytes);
    return bytes.toByteArray();
  }

  /** The same as a PDF. */
  static byte[] pdf(String heading, int pages) throws IOException {
    try (PDDocument document = new PDDocument()) {
      for (int page = 1; page <= pages; page++) {
        PDPage sheet = new PDPage(PDRectangle.A4);
        document.addPage(sheet);
        try (PDPageContentStream content = new PDPageContentStream(document, sheet)) {
          content.beginText();
          content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), LETTERS);
          content.newLineAtOffset(70, 750);
          content.showText(heading + " (" + page + ")");
          content.endText();
        }
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      document.save(bytes);
      return bytes.toByteArray();
    }
  }
}
