package be.borne.townhall.guichet.file;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;

/** Files that a citizen could bring, and files that nobody should. */
public final class TestFiles {
  private TestFiles() {}

  /** What a test does to a document before it is written. */
  public interface Change {
    void to(PDDocument document) throws IOException;
  }

  public static byte[] pdf(int pages) throws IOException {
    return pdf(pages, document -> {});
  }

  public static byte[] pdf(int pages, Change change) throws IOException {
    return pdf(pages, change, CompressParameters.DEFAULT_COMPRESSION);
  }

  /** One in which objects stand as they are, and not packed together. */
  public static byte[] plainPdf(int pages, Change change) throws IOException {
    return pdf(pages, change, CompressParameters.NO_COMPRESSION);
  }

  private static byte[] pdf(int pages, Change change, CompressParameters packing)
      throws IOException {
    try (PDDocument document = new PDDocument()) {
      for (int i = 0; i < pages; i++) {
        document.addPage(new PDPage());
      }
      change.to(document);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      document.save(out, packing);
      return out.toByteArray();
    }
  }

  /**
   * @param format {@code png} or {@code jpeg}
   */
  public static byte[] picture(String format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (!ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), format, out)) {
      throw new IOException("no writer of " + format);
    }
    return out.toByteArray();
  }

  /** A PNG of a few bytes that says it is of this size. */
  public static byte[] pngOf(int width, int height) throws IOException {
    byte[] png = picture("png");
    ByteBuffer header = ByteBuffer.wrap(png);
    header.putInt(16, width);
    header.putInt(20, height);
    CRC32 sum = new CRC32();
    sum.update(png, 12, 17);
    header.putInt(29, (int) sum.getValue());
    return png;
  }

  /** A JPEG of a few bytes that says it is of this size. */
  public static byte[] jpegOf(int width, int height) throws IOException {
    byte[] jpeg = picture("jpeg");
    for (int i = 2; i < jpeg.length - 9; i++) {
      if ((jpeg[i] & 0xff) == 0xff && (jpeg[i + 1] & 0xff) == 0xc0) {
        ByteBuffer.wrap(jpeg).putShort(i + 5, (short) height).putShort(i + 7, (short) width);
        return jpeg;
      }
    }
    throw new IOException("a JPEG without a frame");
  }

  /** The beginning of a picture in JPEG 2000 that says it is of this size, and no more. */
  public static byte[] jpeg2000Of(int width, int height) {
    return ByteBuffer.allocate(60)
        .putInt(0xff4fff51)
        .putInt(41 << 16)
        .putInt(width)
        .putInt(height)
        .array();
  }

  public static byte[] deflated(byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream packing = new DeflaterOutputStream(out)) {
      packing.write(content);
    }
    return out.toByteArray();
  }

  /** Zeros, packed so often. */
  public static byte[] packed(long zeros, int times) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    OutputStream packing = out;
    for (int i = 0; i < times; i++) {
      packing = new DeflaterOutputStream(packing);
    }
    byte[] chunk = new byte[1_000_000];
    for (long left = zeros; left > 0; left -= chunk.length) {
      packing.write(chunk, 0, (int) Math.min(chunk.length, left));
    }
    packing.close();
    return out.toByteArray();
  }

  /**
   * A PDF of which the very table of contents unfolds to that many bytes: a reader has to take all
   * of it before it knows anything of the file.
   */
  public static byte[] bomb(long unfolded) throws IOException {
    byte[] stream = packed(unfolded, 1);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write("%PDF-1.7\n".getBytes(StandardCharsets.ISO_8859_1));
    int at = out.size();
    out.write(
        ("1 0 obj\n<< /Type /XRef /Size 2 /W [1 2 1] /Root 1 0 R"
                + " /Filter /FlateDecode /Length "
                + stream.length
                + " >>\nstream\n")
            .getBytes(StandardCharsets.ISO_8859_1));
    out.write(stream);
    out.write(
        ("\nendstream\nendobj\nstartxref\n" + at + "\n%%EOF\n")
            .getBytes(StandardCharsets.ISO_8859_1));
    return out.toByteArray();
  }
}
