package be.borne.townhall.guichet;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Reports are XML that says the same words again and again: a tenth of their size is enough. */
final class Gzip {
  private Gzip() {}

  static byte[] packed(byte[] plain) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException("memory can always be written", e);
    }
    return packed.toByteArray();
  }

  /**
   * @throws IOException if this is not what {@link #packed} makes, or larger than it may be
   */
  static byte[] unpacked(byte[] packed, int mostBytes) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      byte[] plain = in.readNBytes(mostBytes + 1);
      if (plain.length > mostBytes) {
        throw new IOException("larger than " + mostBytes + " bytes");
      }
      return plain;
    }
  }
}
