package be.borne.townhall.guichet.file;

import be.borne.protocol.guichet.form.FileKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * What a picture says of its size, and that it is whole. Only its header is read here, and whether
 * its end is there: whatever it would take to draw it is taken by whoever does, and bounded by the
 * size.
 */
final class PictureHeader {
  private static final int MOST_A_SIDE_PIXELS = 20_000;

  /** The largest that telephones make have 108 million; drawn, this takes half a gigabyte. */
  static final long MOST_PIXELS = 120_000_000;

  /** Telephones leave something of their own behind the end. */
  private static final int END_WITHIN_BYTES = 16 * 1024;

  private static final byte[] JPEG_END = {(byte) 0xff, (byte) 0xd9};
  private static final byte[] PNG_END = {
    0, 0, 0, 0, 'I', 'E', 'N', 'D', (byte) 0xae, 0x42, 0x60, (byte) 0x82
  };

  private PictureHeader() {}

  static void require(FileKind kind, byte[] content) throws FileRefused {
    ImageReader reader =
        ImageIO.getImageReadersByFormatName(kind == FileKind.JPEG ? "jpeg" : "png").next();
    // Not the usual stream, which would put the picture into a file for everybody's temporary ones.
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(content))) {
      reader.setInput(in, true, true);
      requireSize(reader.getWidth(0), reader.getHeight(0));
      requireEnd(content, kind == FileKind.JPEG ? JPEG_END : PNG_END);
    } catch (IOException | RuntimeException e) {
      // The readers throw any of them on broken input; what they say may quote it.
      throw new FileRefused("picture cannot be read");
    } finally {
      reader.dispose();
    }
  }

  /** One that broke off has none, and one that hides something has it long before. */
  private static void requireEnd(byte[] content, byte[] end) throws FileRefused {
    int first = Math.max(0, content.length - END_WITHIN_BYTES);
    for (int at = content.length - end.length; at >= first; at--) {
      if (Arrays.equals(content, at, at + end.length, end, 0, end.length)) {
        return;
      }
    }
    throw new FileRefused("picture is not whole");
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
