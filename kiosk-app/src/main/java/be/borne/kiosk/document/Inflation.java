package be.borne.kiosk.document;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;

/**
 * Keeps small files from unpacking into large ones. PDFBox unpacks a stream as a whole, some of
 * them while it opens a file, so that this is looked at before, in the raw bytes.
 */
final class Inflation {
  static final int MAX_UNPACKED_BYTES = 24 * 1024 * 1024;
  private static final byte[] STREAM = "stream".getBytes(StandardCharsets.US_ASCII);

  /** A two-byte header that PDFBox skips whatever it says. */
  private static final int ZLIB_HEADER = 2;

  private static final Set<String> OUTDATED = Set.of("LZWDecode", "RunLengthDecode");
  private static final Set<String> ACCEPTED =
      Set.of("FlateDecode", "ASCIIHexDecode", "ASCII85Decode", "DCTDecode", "CCITTFaxDecode");

  private Inflation() {}

  /** Evaluates {@link SealRule#NOT_INFLATED} on the bytes of the sealed revision. */
  static void checkPacked(byte[] pdf, RuleBook rules) {
    String text = new String(pdf, StandardCharsets.ISO_8859_1);
    rules.require(
        SealRule.NOT_INFLATED,
        OUTDATED.stream().noneMatch(text::contains),
        "it is packed in a way that no certificate needs");
    byte[] window = new byte[16 * 1024];
    long unpacked = 0;
    int from = text.indexOf("stream");
    while (from >= 0 && unpacked <= MAX_UNPACKED_BYTES) {
      int data = from + STREAM.length;
      if (from < 3 || !text.startsWith("end", from - 3)) {
        while (data < pdf.length && " \r\n".indexOf(pdf[data]) >= 0) {
          data++;
        }
        Unpacked one = unpack(pdf, data, MAX_UNPACKED_BYTES - unpacked, window);
        unpacked += one.bytes();
        data = one.end();
      }
      from = text.indexOf("stream", data);
    }
    rules.require(
        SealRule.NOT_INFLATED,
        unpacked <= MAX_UNPACKED_BYTES,
        "it unpacks into more than " + MAX_UNPACKED_BYTES + " bytes");
  }

  private record Unpacked(long bytes, int end) {}

  /** Counts what comes out, and keeps none of it. What is not deflated at all counts as little. */
  private static Unpacked unpack(byte[] pdf, int from, long limit, byte[] window) {
    if (from + ZLIB_HEADER >= pdf.length) {
      return new Unpacked(0, from);
    }
    Inflater inflater = new Inflater(true);
    long bytes = 0;
    try {
      inflater.setInput(pdf, from + ZLIB_HEADER, pdf.length - from - ZLIB_HEADER);
      while (!inflater.finished() && bytes <= limit) {
        int got = inflater.inflate(window);
        if (got == 0) {
          break;
        }
        bytes += got;
      }
      return new Unpacked(bytes, inflater.finished() ? pdf.length - inflater.getRemaining() : from);
    } catch (DataFormatException e) {
      return new Unpacked(bytes, from);
    } finally {
      inflater.end();
    }
  }

  /** Whether a stream is packed once, in a way whose growth is bounded or was measured. */
  static boolean isPackedPlainly(COSStream stream) {
    COSBase filters = stream.getFilters();
    return switch (filters) {
      case null -> true;
      case COSName name -> ACCEPTED.contains(name.getName());
      case COSArray chain -> {
        int packing = 0;
        for (int at = 0; at < chain.size(); at++) {
          if (!(chain.getObject(at) instanceof COSName name)
              || !ACCEPTED.contains(name.getName())) {
            yield false;
          }
          packing += name.getName().startsWith("ASCII") ? 0 : 1;
        }
        yield packing <= 1 && chain.size() <= 2;
      }
      default -> false;
    };
  }
}
