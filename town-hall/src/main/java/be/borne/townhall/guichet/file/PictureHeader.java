package be.borne.townhall.guichet.file;

import be.borne.protocol.guichet.form.FileKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * What a picture says of its size. Only its header is read here: whatever it would take to draw it
 * is taken by whoever does, and bounded by the size.
 */
final class PictureHeader {
  private static final int MOST_A_SIDE_PIXELS = 20_000;

  /** The largest that telephones make have 108 million; drawn, this takes half a gigabyte. */
  static final long MOST_PIXELS = 120_000_000;

  private PictureHeader() {}

  static void require(FileKind kind, byte[] content) throws FileRefused {
    ImageReader reader =
        ImageIO.getImageReadersByFormatName(kind == FileKind.JPEG ? "jpeg" : "png").next();
    // Not the usual stream, which would put the picture into a file for everybody's temporary ones.
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(content))) {
      reader.setInput(in, true, true);
      requireSize(reader.getWidth(0), reader.getHeight(0));
    } catch (IOException | RuntimeException e) {
      // The readers throw any of them on broken input; what they say may quote it.
      throw new FileRefused("picture cannot be read");
    } finally {
      reader.dispose();
    }
  }

  static boolean isTooLarge(long width, long height) {
    return width > MOST_A_SIDE_PIXELS
        || height > MOST_A_SIDE_PIXELS
        || width * height > MOST_PIXELS;
  }

  private static void requireSize(int width, int height) throws FileRefused {
    if (isTooLarge(width, height)) {
      throw new FileRefused("picture has too many pixels");
    }
  }
}
