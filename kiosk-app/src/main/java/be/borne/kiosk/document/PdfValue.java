package be.borne.kiosk.document;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSBoolean;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSFloat;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNull;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;

/**
 * An object of a PDF (ISO 32000-1 §7.3) as a value that can be compared: what the sealed revision
 * says with what a later one says. References are not followed.
 */
sealed interface PdfValue {

  /** Deeper than anything that validation data is made of. */
  int MAX_DEPTH = 32;

  /** The null object. */
  record Nothing() implements PdfValue {}

  /** True or false. */
  record Truth(boolean value) implements PdfValue {}

  /** Integers exactly; reals as near as PDFBox keeps them, which is a float. */
  record Numeral(double value) implements PdfValue {}

  /** Without its solidus. */
  record Name(String value) implements PdfValue {}

  /** A string, one character per byte. */
  record Text(String bytes) implements PdfValue {}

  /** Elements in order. */
  record Array(List<PdfValue> elements) implements PdfValue {}

  /** Entries by key; two are equal in whatever order they were written. */
  record Dictionary(Map<String, PdfValue> entries) implements PdfValue {
    Optional<PdfValue> get(String key) {
      return Optional.ofNullable(entries.get(key));
    }

    /** The name under a key; empty text if there is none. */
    String name(String key) {
      return entries.get(key) instanceof Name name ? name.value() : "";
    }
  }

  /** An indirect reference. */
  record Reference(int number, int generation) implements PdfValue {}

  /**
   * A stream before decoding.
   *
   * @param raw one character per byte
   */
  record Stream(Dictionary dictionary, String raw) implements PdfValue {}

  /**
   * @throws PdfSyntaxException if it is nested too deeply, or cannot be read
   */
  static PdfValue of(COSBase object) throws PdfSyntaxException {
    return of(object, 0);
  }

  private static PdfValue of(COSBase object, int depth) throws PdfSyntaxException {
    if (depth > MAX_DEPTH) {
      throw new PdfSyntaxException("it is nested too deeply");
    }
    return switch (object) {
      case null -> new Nothing();
      case COSNull _ -> new Nothing();
      case COSBoolean truth -> new Truth(truth.getValue());
      case COSInteger integer -> new Numeral(integer.longValue());
      case COSFloat real -> new Numeral(real.floatValue() + 0.0);
      case COSName name -> new Name(name.getName());
      case COSString text -> new Text(latin(text.getBytes()));
      case COSArray array -> {
        List<PdfValue> elements = new ArrayList<>();
        for (int at = 0; at < array.size(); at++) {
          elements.add(of(array.get(at), depth + 1));
        }
        yield new Array(elements);
      }
      case COSStream stream -> {
        try (var in = stream.createRawInputStream()) {
          yield new Stream(dictionary(stream, depth), latin(in.readAllBytes()));
        } catch (java.io.IOException e) {
          throw new PdfSyntaxException("a stream cannot be read", e);
        }
      }
      case COSDictionary dictionary -> dictionary(dictionary, depth);
      case COSObject reference ->
          new Reference(
              Math.toIntExact(reference.getKey().getNumber()), reference.getKey().getGeneration());
      default -> throw new PdfSyntaxException("it holds something unknown");
    };
  }

  private static Dictionary dictionary(COSDictionary dictionary, int depth)
      throws PdfSyntaxException {
    Map<String, PdfValue> entries = new LinkedHashMap<>();
    for (var entry : dictionary.entrySet()) {
      entries.put(entry.getKey().getName(), of(entry.getValue(), depth + 1));
    }
    return new Dictionary(entries);
  }

  static String latin(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
