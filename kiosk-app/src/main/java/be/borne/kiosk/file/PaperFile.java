package be.borne.kiosk.file;

import be.borne.kiosk.form.FileTrouble;
import be.borne.protocol.guichet.form.FileKind;
import be.borne.protocol.guichet.form.Input;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.color.PDDeviceRGB;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;

/**
 * Pages that were photographed, made one file as a form takes it: a PDF if it takes one, else the
 * only page as a picture. Where the form takes fewer bytes the pages are made smaller, as long as
 * they can still be read: that a photograph is too large is nothing a citizen could mend.
 */
public final class PaperFile {
  private static final int BITS = 8;

  /** Of A4, in points. */
  private static final float LONG_SIDE = PDRectangle.A4.getHeight();

  private static final float SHORT_SIDE = PDRectangle.A4.getWidth();

  /** How much smaller, one after the other. */
  private enum Smaller {
    AS_IT_IS(1, 1),
    PACKED(1, 0.6f),
    THREE_QUARTERS(0.75, 0.55f),
    HALF(0.5, 0.5f),
    /** A4 at some 80 dots an inch: large print can be read. */
    A_THIRD(0.34, 0.45f);

    private final double size;
    private final float quality;

    Smaller(double size, float quality) {
      this.size = size;
      this.quality = quality;
    }
  }

  private PaperFile() {}

  /** As what the pages are sent. */
  public static FileKind kind(Input.FileField field) {
    if (field.accepted().contains(FileKind.PDF)) {
      return FileKind.PDF;
    }
    return field.accepted().contains(FileKind.JPEG) ? FileKind.JPEG : FileKind.PNG;
  }

  /**
   * @param pages at least one, and no more than one where the form takes no PDF
   * @return a copy; the caller wipes it
   * @throws FileTroubleException if they cannot be made small enough
   */
  public static byte[] of(List<PaperPage> pages, Input.FileField field)
      throws FileTroubleException {
    long bytes = pages.stream().mapToLong(page -> page.jpeg().length).sum();
    for (Smaller how : Smaller.values()) {
      // A PDF is larger than its pictures: it need not be made to know that it is too large.
      if (how == Smaller.AS_IT_IS && bytes > field.maxBytes()) {
        continue;
      }
      byte[] file = made(pages, field, how);
      if (file.length <= field.maxBytes()) {
        return file;
      }
      Arrays.fill(file, (byte) 0);
    }
    throw new FileTroubleException(FileTrouble.FILE_LARGE, "the pages cannot be made small enough");
  }

  private static byte[] made(List<PaperPage> pages, Input.FileField field, Smaller how)
      throws FileTroubleException {
    return switch (kind(field)) {
      case PDF -> pdf(pages, how);
      case JPEG -> using(pages.getFirst(), how, page -> page.jpeg().clone());
      case PNG -> using(pages.getFirst(), how, PaperPage::png);
    };
  }

  @FunctionalInterface
  private interface Use<T> {
    T of(PaperPage page) throws FileTroubleException;
  }

  /** Of a page that was made smaller nothing is left but what PDFBox and the writers copied. */
  private static <T> T using(PaperPage page, Smaller how, Use<T> use) throws FileTroubleException {
    if (how == Smaller.AS_IT_IS) {
      return use.of(page);
    }
    PaperPage smaller = page.smaller(how.size, how.quality);
    try {
      return use.of(smaller);
    } finally {
      smaller.wipe();
    }
  }

  private static byte[] pdf(List<PaperPage> pages, Smaller how) throws FileTroubleException {
    // Kept in memory, as a document of PDFBox is unless it is told otherwise.
    try (PDDocument document = new PDDocument()) {
      for (PaperPage page : pages) {
        using(
            page,
            how,
            sized -> {
              add(document, sized);
              return sized;
            });
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      document.save(bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw notJoined(e);
    }
  }

  private static void add(PDDocument document, PaperPage page) throws FileTroubleException {
    try {
      draw(document, page);
    } catch (IOException e) {
      throw notJoined(e);
    }
  }

  private static FileTroubleException notJoined(IOException e) {
    return new FileTroubleException(
        FileTrouble.FILE_LARGE, "the pages cannot be joined: " + e.getClass().getSimpleName());
  }

  private static void draw(PDDocument document, PaperPage page) throws IOException {
    boolean lying = page.width() > page.height();
    PDRectangle sheet =
        lying ? new PDRectangle(LONG_SIDE, SHORT_SIDE) : new PDRectangle(SHORT_SIDE, LONG_SIDE);
    PDPage drawn = new PDPage(sheet);
    document.addPage(drawn);
    // Taken in as it is. PDFBox's own factory would look at it through a file.
    PDImageXObject image =
        new PDImageXObject(
            document,
            new ByteArrayInputStream(page.jpeg()),
            COSName.DCT_DECODE,
            page.width(),
            page.height(),
            BITS,
            PDDeviceRGB.INSTANCE);
    float scale = Math.min(sheet.getWidth() / page.width(), sheet.getHeight() / page.height());
    float width = page.width() * scale;
    float height = page.height() * scale;
    try (PDPageContentStream content = new PDPageContentStream(document, drawn)) {
      content.drawImage(
          image, (sheet.getWidth() - width) / 2, (sheet.getHeight() - height) / 2, width, height);
    }
  }
}
