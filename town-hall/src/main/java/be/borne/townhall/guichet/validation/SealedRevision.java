package be.borne.townhall.guichet.validation;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * The part of a file that its seal covers: from the first byte to {@code end}, but for the
 * signature itself. DSS has no constraint that a seal covers the whole file, and reports nothing
 * when bytes follow that change what a reader shows.
 *
 * @param gapStart where the opening bracket of the signature stands
 * @param gapEnd after its closing bracket
 * @param end the first byte after the revision
 */
record SealedRevision(int gapStart, int gapEnd, int end) {
  private static final Pattern REVISION_END =
      Pattern.compile("startxref[\\r\\n ]+([0-9]{1,9})[\\r\\n ]+%%EOF[\\r\\n]{0,2}\\z");
  private static final int LAST_WORDS = 64;

  private static final Pattern BYTE_RANGE =
      Pattern.compile(
          "/ByteRange[ \\r\\n]*\\[[ \\r\\n]*([0-9]{1,9})[ \\r\\n]+([0-9]{1,9})[ \\r\\n]+([0-9]{1,9})"
              + "[ \\r\\n]+([0-9]{1,9})[ \\r\\n]*\\]");

  private static final int MAX_LISTS = 16;
  private static final int MAX_LIST_BYTES = 4 * 1024 * 1024;

  /**
   * @param range {@code /ByteRange} of the seal
   * @return null if it is not two ranges of this file around one hexadecimal string
   */
  static SealedRevision of(byte[] pdf, List<BigInteger> range) {
    if (range == null || range.size() != 4) {
      return null;
    }
    long[] parts = range.stream().mapToLong(BigInteger::longValue).toArray();
    boolean ordered =
        parts[0] == 0
            && parts[1] > 0
            && parts[2] > parts[1] + 1
            && parts[3] > 0
            && parts[2] <= pdf.length
            && parts[3] <= pdf.length - parts[2];
    if (!ordered) {
      return null;
    }
    SealedRevision revision =
        new SealedRevision((int) parts[1], (int) parts[2], (int) (parts[2] + parts[3]));
    return revision.leavesOutTheSignatureAlone(pdf) ? revision : null;
  }

  /**
   * The first range of the file as it stands there in clear, before anything is known of it; null
   * if there is none.
   */
  static List<BigInteger> firstByteRange(byte[] pdf) {
    Matcher range = BYTE_RANGE.matcher(new String(pdf, StandardCharsets.ISO_8859_1));
    if (!range.find()) {
      return null;
    }
    return IntStream.rangeClosed(1, 4).mapToObj(i -> new BigInteger(range.group(i))).toList();
  }

  private boolean leavesOutTheSignatureAlone(byte[] pdf) {
    if (pdf[gapStart] != '<' || pdf[gapEnd - 1] != '>') {
      return false;
    }
    for (int i = gapStart + 1; i < gapEnd - 1; i++) {
      if (Character.digit(pdf[i], 16) < 0) {
        return false;
      }
    }
    return true;
  }

  boolean coversAllOf(byte[] pdf) {
    return end == pdf.length;
  }

  /**
   * Whether what follows has the form of complete incremental updates (ISO 32000-1, 7.5.6): the
   * file's last words point to a cross-reference section that lies after the seal. Objects without
   * one, or anything after the last, are how known attacks work.
   */
  boolean isFollowedByUpdates(byte[] pdf) {
    int from = Math.max(end, pdf.length - LAST_WORDS);
    String last = new String(pdf, from, pdf.length - from, StandardCharsets.ISO_8859_1);
    Matcher words = REVISION_END.matcher(last);
    if (!words.find()) {
      return false;
    }
    int section = Integer.parseInt(words.group(1));
    return section >= end && section < pdf.length;
  }

  /**
   * The revocation lists under the seal ({@code /DSS}, ETSI EN 319 142-1, 5.4). DSS takes a store
   * for a signature's own only if it was appended after it; these it is handed.
   *
   * @return DER, unchecked
   * @throws IOException if the revision is no readable PDF, or has more or larger lists than any
   *     seal needs
   */
  List<byte[]> revocationLists(byte[] pdf) throws IOException {
    try (PDDocument document = Loader.loadPDF(Arrays.copyOf(pdf, end))) {
      COSDictionary store =
          document.getDocumentCatalog().getCOSObject().getCOSDictionary(COSName.getPDFName("DSS"));
      COSArray streams = store == null ? null : store.getCOSArray(COSName.getPDFName("CRLs"));
      List<byte[]> lists = new ArrayList<>();
      for (int i = 0; streams != null && i < streams.size(); i++) {
        if (i == MAX_LISTS) {
          throw new IOException("too many revocation lists");
        }
        if (streams.getObject(i) instanceof COSStream stream) {
          lists.add(bounded(stream));
        }
      }
      return lists;
    }
  }

  private static byte[] bounded(COSStream stream) throws IOException {
    try (InputStream in = stream.createInputStream()) {
      byte[] list = in.readNBytes(MAX_LIST_BYTES + 1);
      if (list.length > MAX_LIST_BYTES) {
        throw new IOException("a revocation list is too large");
      }
      return list;
    }
  }
}
