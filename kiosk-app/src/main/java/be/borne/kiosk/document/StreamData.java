package be.borne.kiosk.document;

import be.borne.kiosk.document.PdfValue.Array;
import be.borne.kiosk.document.PdfValue.Dictionary;
import be.borne.kiosk.document.PdfValue.Name;
import be.borne.kiosk.document.PdfValue.Stream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** What a stream of validation data holds: as it stands, or deflated once. */
final class StreamData {
  private StreamData() {}

  /**
   * @throws PdfSyntaxException if it is encoded otherwise, or is larger than {@code limit}
   */
  static byte[] decode(Stream stream, int limit) throws PdfSyntaxException {
    byte[] raw = stream.raw().getBytes(StandardCharsets.ISO_8859_1);
    Dictionary dictionary = stream.dictionary();
    if (dictionary.get("DecodeParms").isPresent() || dictionary.get("F").isPresent()) {
      throw new PdfSyntaxException("a stream is encoded in an unusual way");
    }
    Optional<PdfValue> filter = dictionary.get("Filter");
    if (filter.isPresent() && filter.get() instanceof Array chain && chain.elements().size() == 1) {
      filter = Optional.of(chain.elements().getFirst());
    }
    if (filter.isEmpty()) {
      if (raw.length > limit) {
        throw new PdfSyntaxException("a stream is too large");
      }
      return raw;
    }
    if (!filter.get().equals(new Name("FlateDecode"))) {
      throw new PdfSyntaxException("a stream is encoded in an unusual way");
    }
    return inflate(raw, limit);
  }

  private static byte[] inflate(byte[] raw, int limit) throws PdfSyntaxException {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(raw);
      byte[] out = new byte[Math.min(limit, 4 * raw.length + 1024) + 1];
      int length = 0;
      while (!inflater.finished()) {
        int got = inflater.inflate(out, length, out.length - length);
        length += got;
        if (length > limit) {
          throw new PdfSyntaxException("a stream is too large");
        }
        if (length == out.length) {
          out = Arrays.copyOf(out, Math.min(limit + 1, 2 * out.length));
        } else if (got == 0) {
          throw new PdfSyntaxException("a stream ends too early");
        }
      }
      return Arrays.copyOf(out, length);
    } catch (DataFormatException e) {
      throw new PdfSyntaxException("a stream cannot be decoded", e);
    } finally {
      inflater.end();
    }
  }
}
