package be.borne.kiosk.document;

import java.io.IOException;

/**
 * How large a JPEG says that it is, read from its first frame header (ITU-T T.81 §B.2.2) without
 * decoding anything.
 */
record JpegSize(int width, int height) {
  private static final int MARKER = 0xff;
  private static final int FIRST_FRAME = 0xc0;
  private static final int LAST_FRAME = 0xcf;

  static JpegSize of(byte[] jpeg) throws IOException {
    int at = 2;
    while (at + 9 < jpeg.length) {
      if ((jpeg[at] & 0xff) != MARKER) {
        throw new IOException("a JPEG has no marker where one must be");
      }
      int kind = jpeg[at + 1] & 0xff;
      if (kind == MARKER) {
        at++;
        continue;
      }
      // C4, C8 and CC lie among the frame headers, and are tables and extensions.
      if (kind >= FIRST_FRAME
          && kind <= LAST_FRAME
          && kind != 0xc4
          && kind != 0xc8
          && kind != 0xcc) {
        return new JpegSize(word(jpeg, at + 7), word(jpeg, at + 5));
      }
      at += 2 + word(jpeg, at + 2);
    }
    throw new IOException("a JPEG has no frame");
  }

  private static int word(byte[] bytes, int at) {
    return ((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff);
  }
}
