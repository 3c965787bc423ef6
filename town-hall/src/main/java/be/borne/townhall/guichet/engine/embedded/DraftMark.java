package be.borne.townhall.guichet.engine.embedded;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.graphics.state.PDExtendedGraphicsState;
import org.apache.pdfbox.util.Matrix;

/**
 * Says across every page, in the three languages of certificates, that it is a draft: what a clerk
 * looks at must not be mistaken for what a citizen is given.
 */
final class DraftMark {
  private static final String WORDS = "PROJET \u00b7 ONTWERP \u00b7 ENTWURF";
  private static final float SIZE = 52;
  private static final float OPACITY = 0.22f;

  private DraftMark() {}

  /** The marked document; the given one is changed. */
  static byte[] over(PDDocument document) throws IOException {
    PDFont font = new PDType1Font(Standard14Fonts.FontName.HELVETICA_BOLD);
    float width = font.getStringWidth(WORDS) / 1000 * SIZE;
    for (PDPage page : document.getPages()) {
      double slope = Math.atan2(page.getMediaBox().getHeight(), page.getMediaBox().getWidth());
      try (PDPageContentStream content =
          new PDPageContentStream(
              document, page, PDPageContentStream.AppendMode.APPEND, true, true)) {
        PDExtendedGraphicsState pale = new PDExtendedGraphicsState();
        pale.setNonStrokingAlphaConstant(OPACITY);
        content.setGraphicsStateParameters(pale);
        content.setNonStrokingColor(0.75f, 0.1f, 0.1f);
        content.beginText();
        content.setFont(font, SIZE);
        content.setTextMatrix(
            Matrix.concatenate(
                Matrix.getRotateInstance(
                    slope, page.getMediaBox().getWidth() / 2, page.getMediaBox().getHeight() / 2),
                Matrix.getTranslateInstance(-width / 2, -SIZE / 3)));
        content.showText(WORDS);
        content.endText();
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    document.save(bytes);
    return bytes.toByteArray();
  }
}
