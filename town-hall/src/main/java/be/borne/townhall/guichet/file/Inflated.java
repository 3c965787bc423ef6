package be.borne.townhall.guichet.file;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/**
 * What viewers make of deflated data: they read over a sum that does not fit at its end. A head
 * that is none [RFC 1950, 2.2] is refused, for viewers differ on what follows it.
 */
final class Inflated extends InflaterInputStream {
  private static final int HEAD_BYTES = 2;

  Inflated(InputStream in) throws IOException {
    super(headless(in), new Inflater(true), 64 * 1024);
  }

  private static InputStream headless(InputStream in) throws IOException {
    byte[] head = in.readNBytes(HEAD_BYTES);
    if (head.length < HEAD_BYTES) {
      throw new EOFException("nothing is there");
    }
    int both = (head[0] & 0xff) << 8 | (head[1] & 0xff);
    if ((head[0] & 0x0f) != 8 || both % 31 != 0 || (head[1] & 0x20) != 0) {
      throw new ZipException("head is none");
    }
    return in;
  }

  @Override
  public void close() throws IOException {
    try {
      super.close();
    } finally {
      inf.end();
    }
  }
}
