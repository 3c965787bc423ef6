package be.borne.kiosk.document;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Small files that unpack into large ones. */
final class Bombs {
  private Bombs() {}

  /** That many zeros, or spaces: blank for whoever reads them. */
  static byte[] deflated(long length) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] blank = new byte[64 * 1024];
    java.util.Arrays.fill(blank, (byte) ' ');
    try (DeflaterOutputStream deflater =
        new DeflaterOutputStream(out, new Deflater(Deflater.BEST_COMPRESSION))) {
      for (long written = 0; written < length; written += blank.length) {
        deflater.write(blank);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return out.toByteArray();
  }

  static byte[] deflated(byte[] data) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
      deflater.write(data);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return out.toByteArray();
  }

  static String flateStream(byte[] data, String entries) {
    return "<< /Length "
        + data.length
        + " /Filter /FlateDecode "
        + entries
        + " >>\nstream\n"
        + HandMade.text(data)
        + "\nendstream";
  }
}
