package be.borne.kiosk.host;

import be.borne.protocol.terminal.Language;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.ResourceBundle;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * A page to try a printer with: letters of several sizes, two rulers in millimetres, greys from
 * white to black, and marks near the corners. It names the terminal and nobody.
 *
 * @param terminal the terminal's identifier
 * @param site where it stands
 * @param language of its words
 */
public record TestPage(String terminal, String site, Language language) {
  private static final String WORDS = "be.borne.kiosk.host.TestPage";
  private static final String FONTS = "/be/borne/kiosk/theme/fonts/AtkinsonHyperlegible-";
  private static final ZoneId BELGIUM = ZoneId.of("Europe/Brussels");

  /** The letters of four languages, and what is easily mistaken. */
  private static final String LETTERS = "AaBbGg àâçéèêëîïôùû äöüß  0O 1Il 5S 8B  12,50 €";

  private static final int[] SIZES_PT = {8, 10, 12, 14, 18};
  private static final double LEFT_MM = 20;
  private static final double MARK_MM = 8;
  private static final int RULER_ACROSS_MM = 150;
  private static final int RULER_DOWN_MM = 100;
  private static final int GREYS = 6;

  /**
   * @param at said on the page
   * @return one page of A4
   */
  public byte[] drawn(Instant at) {
    try (PDDocument document = new PDDocument()) {
      PDPage page = new PDPage(PDRectangle.A4);
      document.addPage(page);
      try (PDPageContentStream content = new PDPageContentStream(document, page)) {
        draw(new Sheet(content, font(document, "Regular"), font(document, "Bold")), at);
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      document.save(bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("a page that is drawn in memory cannot be drawn", e);
    }
  }

  private static PDFont font(PDDocument document, String weight) throws IOException {
    String name = FONTS + weight + ".ttf";
    try (InputStream in = Objects.requireNonNull(TestPage.class.getResourceAsStream(name), name)) {
      return PDType0Font.load(document, in);
    }
  }

  private void draw(Sheet sheet, Instant at) throws IOException {
    ResourceBundle words =
        ResourceBundle.getBundle(
            WORDS,
            language.locale(),
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    sheet.bold(LEFT_MM, 28, 24, words.getString("title"));
    sheet.text(LEFT_MM, 40, 12, words.getString("terminal") + " " + terminal);
    sheet.text(LEFT_MM, 47, 12, words.getString("site") + " " + site);
    sheet.text(
        LEFT_MM,
        54,
        12,
        words.getString("time")
            + " "
            + at.atZone(BELGIUM)
                .format(DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm", language.locale())));
    double down = 72;
    for (int size : SIZES_PT) {
      sheet.text(LEFT_MM, down, size, size + "  " + LETTERS);
      down += size * 0.55 + 3;
    }
    sheet.text(LEFT_MM, 130, 12, words.getString("greys"));
    for (int i = 0; i < GREYS; i++) {
      sheet.box(LEFT_MM + i * 25, 134, 25, 14, 1 - (float) i / (GREYS - 1));
    }
    sheet.text(LEFT_MM, 164, 12, words.getString("ruler"));
    sheet.rulerAcross(LEFT_MM, 178, RULER_ACROSS_MM);
    sheet.rulerDown(192, 160, RULER_DOWN_MM);
    sheet.text(LEFT_MM, 205, 12, words.getString("marks"));
    for (double x : new double[] {10, 200}) {
      for (double y : new double[] {10, 287}) {
        sheet.line(x - MARK_MM / 2, y, x + MARK_MM / 2, y, 0.4);
        sheet.line(x, y - MARK_MM / 2, x, y + MARK_MM / 2, 0.4);
      }
    }
    sheet.text(LEFT_MM, 270, 12, words.getString("nobody"));
  }

  /** Drawing in millimetres from the upper left corner. */
  private record Sheet(PDPageContentStream content, PDFont regular, PDFont strong) {
    private static final double POINTS_PER_MM = 72 / 25.4;
    private static final int LONG_TICK_EVERY_MM = 10;
    private static final int MIDDLE_TICK_EVERY_MM = 5;
    private static final int FIGURES_PT = 8;

    void text(double x, double y, int sizePt, String words) throws IOException {
      text(regular, x, y, sizePt, words);
    }

    void bold(double x, double y, int sizePt, String words) throws IOException {
      text(strong, x, y, sizePt, words);
    }

    private void text(PDFont font, double x, double y, int sizePt, String words)
        throws IOException {
      content.beginText();
      content.setFont(font, sizePt);
      content.newLineAtOffset(right(x), up(y));
      content.showText(drawable(font, words));
      content.endText();
    }

    /** A site may be named with letters that the typeface does not have. */
    private static String drawable(PDFont font, String words) {
      StringBuilder drawn = new StringBuilder();
      words
          .codePoints()
          .mapToObj(Character::toString)
          .forEach(letter -> drawn.append(has(font, letter) ? letter : "?"));
      return drawn.toString();
    }

    private static boolean has(PDFont font, String letter) {
      try {
        font.encode(letter);
        return true;
      } catch (IllegalArgumentException | IOException e) {
        return false;
      }
    }

    void line(double fromX, double fromY, double toX, double toY, double widthMm)
        throws IOException {
      content.setLineWidth((float) (widthMm * POINTS_PER_MM));
      content.moveTo(right(fromX), up(fromY));
      content.lineTo(right(toX), up(toY));
      content.stroke();
    }

    /**
     * @param light 0 is black, 1 is white
     */
    void box(double x, double y, double width, double height, float light) throws IOException {
      content.setNonStrokingColor(light);
      content.addRect(right(x), up(y + height), length(width), length(height));
      content.fill();
      content.setNonStrokingColor(0f);
      content.setLineWidth(0.5f);
      content.addRect(right(x), up(y + height), length(width), length(height));
      content.stroke();
    }

    void rulerAcross(double x, double y, int lengthMm) throws IOException {
      line(x, y, x + lengthMm, y, 0.3);
      for (int mm = 0; mm <= lengthMm; mm++) {
        line(x + mm, y, x + mm, y - tick(mm), 0.15);
        if (mm % LONG_TICK_EVERY_MM == 0) {
          text(x + mm - 1.5, y + 5, FIGURES_PT, String.valueOf(mm));
        }
      }
    }

    void rulerDown(double x, double y, int lengthMm) throws IOException {
      line(x, y, x, y + lengthMm, 0.3);
      for (int mm = 0; mm <= lengthMm; mm++) {
        line(x, y + mm, x - tick(mm), y + mm, 0.15);
        if (mm % LONG_TICK_EVERY_MM == 0) {
          text(x + 1.5, y + mm + 1, FIGURES_PT, String.valueOf(mm));
        }
      }
    }

    private static double tick(int mm) {
      if (mm % LONG_TICK_EVERY_MM == 0) {
        return 5;
      }
      return mm % MIDDLE_TICK_EVERY_MM == 0 ? 3.5 : 2;
    }

    private static float length(double mm) {
      return (float) (mm * POINTS_PER_MM);
    }

    private static float right(double mm) {
      return length(mm);
    }

    private static float up(double mm) {
      return (float) (PDRectangle.A4.getHeight() - mm * POINTS_PER_MM);
    }
  }
}
