package be.borne.townhall.guichet.file;

import java.nio.ByteBuffer;
import java.util.Set;

/**
 * The size of a picture that stands in a PDF as it would stand in a file of its own. Viewers go by
 * what it says itself, whatever the PDF says of it.
 */
final class PictureInside {
  /** More than a whole file. */
  static final int MOST_BYTES = 20_000_000;

  private static final Set<String> JPEG = Set.of("DCTDecode", "DCT");
  private static final String JPEG_2000 = "JPXDecode";

  /** The others are drawn in the size that the PDF says. */
  static final Set<String> FILTERS =
      Set.of("DCTDecode", "DCT", JPEG_2000, "JBIG2Decode", "CCITTFaxDecode", "CCF");

  private PictureInside() {}

  /** Whether it is larger than any picture that is taken, or does not say how large it is. */
  static boolean isTooLarge(String filter, byte[] picture) {
    if (picture.length > MOST_BYTES) {
      return true;
    }
    if (JPEG.contains(filter)) {
      return isTooLargeJpeg(ByteBuffer.wrap(picture));
    }
    return filter.equals(JPEG_2000) && isTooLargeJpeg2000(ByteBuffer.wrap(picture));
  }

  /** By every frame's head [ITU-T T.81, B.2.2], wherever a reader may look for one. */
  private static boolean isTooLargeJpeg(ByteBuffer picture) {
    boolean found = false;
    for (int i = 0; i + 9 <= picture.limit(); i++) {
      int marker = picture.getShort(i) & 0xffff;
      if (marker >= 0xffc0 && marker <= 0xffcf && !isTable(marker)) {
        int length = picture.getShort(i + 2) & 0xffff;
        int components = i + 10 <= picture.limit() ? picture.get(i + 9) & 0xff : 0;
        // Elsewhere the same bytes are a part of something else.
        if (length == 8 + 3 * components) {
          found = true;
          if (PictureHeader.isTooLarge(
              picture.getShort(i + 7) & 0xffff, picture.getShort(i + 5) & 0xffff)) {
            return true;
          }
        }
      }
    }
    return !found;
  }

  /** Of Huffman codes, of arithmetic ones, or kept for later. */
  private static boolean isTable(int marker) {
    return marker == 0xffc4 || marker == 0xffc8 || marker == 0xffcc;
  }

  /** By the code stream's beginning [ITU-T T.800, A.5.1]. */
  private static boolean isTooLargeJpeg2000(ByteBuffer picture) {
    boolean found = false;
    for (int i = 0; i + 24 <= picture.limit(); i++) {
      if (picture.getInt(i) == 0xff4fff51) {
        found = true;
        if (PictureHeader.isTooLarge(
            Integer.toUnsignedLong(picture.getInt(i + 8)),
            Integer.toUnsignedLong(picture.getInt(i + 12)))) {
          return true;
        }
      }
    }
    return !found;
  }
}
