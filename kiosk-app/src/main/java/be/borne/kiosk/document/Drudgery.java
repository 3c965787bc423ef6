package be.borne.kiosk.document;

import java.io.IOException;
import java.io.InputStream;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.cos.COSStream;

/**
 * Small things that cost a reader minutes or gigabytes, inside one call of a library where no limit
 * of ours is asked: they are refused before anything is drawn.
 */
final class Drudgery {
  private static final int CALCULATOR = 4;

  /** A tint's formula has some 100 bytes; it is worked out for every dot of a shading. */
  private static final int MAX_CALCULATOR_BYTES = 256;

  /** All the characters that a composite font can have, each with a width of its own. */
  private static final long MAX_WIDTHS = 0x1_0000;

  private Drudgery() {}

  static boolean asksForTooMuch(COSDictionary dictionary) {
    return isLongCalculator(dictionary)
        || hasTooManyWidths(dictionary, COSName.W, 1)
        || hasTooManyWidths(dictionary, COSName.W2, 3);
  }

  /** ISO 32000-1 §7.10.5. */
  private static boolean isLongCalculator(COSDictionary dictionary) {
    if (!(dictionary instanceof COSStream stream)
        || dictionary.getInt(COSName.FUNCTION_TYPE) != CALCULATOR) {
      return false;
    }
    try (InputStream program = stream.createInputStream()) {
      return program.readNBytes(MAX_CALCULATOR_BYTES + 1).length > MAX_CALCULATOR_BYTES;
    } catch (IOException e) {
      return true;
    }
  }

  /**
   * ISO 32000-1 §9.7.4.3: {@code first [width …]}, or {@code first last width}, which is kept by
   * readers as one entry for each.
   *
   * @param each how many numbers a width takes
   */
  private static boolean hasTooManyWidths(COSDictionary dictionary, COSName key, int each) {
    if (!dictionary.getNameAsString(COSName.SUBTYPE, "").startsWith("CIDFontType")
        || !(dictionary.getDictionaryObject(key) instanceof COSArray widths)) {
      return false;
    }
    long count = 0;
    int at = 0;
    while (at + 1 < widths.size() && count <= MAX_WIDTHS) {
      COSBase second = widths.getObject(at + 1);
      if (second instanceof COSArray list) {
        count += list.size();
        at += 2;
      } else if (widths.getObject(at) instanceof COSNumber first
          && second instanceof COSNumber last) {
        count += Math.max(0, last.longValue() - first.longValue()) + 1;
        at += 2 + each;
      } else {
        return true;
      }
    }
    return count > MAX_WIDTHS;
  }
}
