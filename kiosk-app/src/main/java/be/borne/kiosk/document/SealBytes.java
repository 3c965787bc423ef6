package be.borne.kiosk.document;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the seal lies in the file, found in the raw bytes without trusting any of the PDF's
 * structure: the cryptographic check comes before a PDF parser sees a single byte, so that the
 * parser only ever reads what the pinned organisation has sealed.
 *
 * @param first end of the first range, which begins at 0
 * @param second start of the second range
 * @param end end of the second range
 */
record SealBytes(int first, int second, int end) {
  static final int MAX_CONTENTS_BYTES = 256 * 1024;
  private static final String KEY = "/ByteRange";
  private static final int MAX_RANGES = 200;
  private static final int MAX_TRAILER_END = 60;

  /** Nine digits hold any offset of a file within bounds, and no overflow. */
  private static final Pattern RANGES =
      Pattern.compile(
          "/ByteRange[ \\t\\r\\n]{0,20}\\[[ \\t\\r\\n]{0,20}([0-9]{1,9})[ \\t\\r\\n]{1,20}"
              + "([0-9]{1,9})[ \\t\\r\\n]{1,20}([0-9]{1,9})[ \\t\\r\\n]{1,20}([0-9]{1,9})"
              + "[ \\t\\r\\n]{0,20}\\]");

  private static final Pattern CONTENTS_BEFORE_GAP =
      Pattern.compile("/Contents[ \\t\\r\\n]{0,20}\\z");

  private static final Pattern TRAILER_END =
      Pattern.compile(
          "startxref[ \\t\\r\\n]{1,4}([0-9]{1,9})[ \\t\\r\\n]{1,4}%%EOF[ \\r\\n]{0,4}\\z");

  /**
   * Evaluates {@link SealRule#GAP_IS_SEAL}, {@link SealRule#WHOLE_REVISION} and, as far as the
   * sealed revision goes, {@link SealRule#ONE_SEAL}: signatures behind it are looked at when it is
   * known whose it is.
   *
   * @return empty if there is nothing whose signature could be checked
   */
  static Optional<SealBytes> find(byte[] pdf, RuleBook rules) {
    // One character per byte, so that offsets in the text are offsets in the file.
    String text = new String(pdf, StandardCharsets.ISO_8859_1);
    int key = text.indexOf(KEY);
    rules.require(SealRule.ONE_SEAL, key >= 0, "there is no signature");
    if (key < 0) {
      return Optional.empty();
    }
    Matcher ranges = RANGES.matcher(text).region(key, Math.min(text.length(), key + MAX_RANGES));
    if (!ranges.lookingAt()) {
      rules.refuse(SealRule.GAP_IS_SEAL, "the byte ranges are not four numbers");
      return Optional.empty();
    }
    long start = Long.parseLong(ranges.group(1));
    long first = Long.parseLong(ranges.group(2));
    long second = Long.parseLong(ranges.group(3));
    long end = second + Long.parseLong(ranges.group(4));
    if (start != 0 || first < 1 || second - first < 4 || end <= second || end > pdf.length) {
      rules.refuse(SealRule.GAP_IS_SEAL, "the byte ranges do not lie within the file");
      return Optional.empty();
    }
    SealBytes seal = new SealBytes((int) first, (int) second, (int) end);
    int another = text.indexOf(KEY, key + 1);
    rules.require(
        SealRule.ONE_SEAL,
        another < 0 || another >= end,
        "there is more than one signature in what is sealed");
    rules.require(
        SealRule.GAP_IS_SEAL,
        seal.gapIsContents(pdf),
        "the gap between the ranges is not the /Contents string");
    rules.require(
        SealRule.WHOLE_REVISION,
        seal.startCrossReference(pdf).isPresent(),
        "what the seal covers does not end like a PDF");
    return Optional.of(seal);
  }

  /** Whether what lies between the ranges is the hexadecimal string of a /Contents entry. */
  boolean gapIsContents(byte[] pdf) {
    return first > 0
        && second - first >= 4
        && second <= pdf.length
        && gapIsHexString(pdf)
        && followsContentsKey(pdf);
  }

  /**
   * Where the sealed revision's last cross-reference section begins; empty if it does not end with
   * startxref, a number and the end-of-file marker (ISO 32000-1 §7.5.5).
   */
  Optional<Integer> startCrossReference(byte[] pdf) {
    int from = Math.max(second, end - MAX_TRAILER_END);
    Matcher matcher =
        TRAILER_END.matcher(new String(pdf, from, end - from, StandardCharsets.ISO_8859_1));
    return matcher.find() ? Optional.of(Integer.parseInt(matcher.group(1))) : Optional.empty();
  }

  /** The bytes of the sealed revision, all that may go to a printer: the file itself if whole. */
  byte[] sealedRevision(byte[] pdf) {
    return end == pdf.length ? pdf : Arrays.copyOf(pdf, end);
  }

  private boolean gapIsHexString(byte[] pdf) {
    int digits = second - first - 2;
    if (pdf[first] != '<'
        || pdf[second - 1] != '>'
        || digits % 2 != 0
        || digits > 2 * MAX_CONTENTS_BYTES) {
      return false;
    }
    for (int at = first + 1; at < second - 1; at++) {
      if (Character.digit(pdf[at], 16) < 0) {
        return false;
      }
    }
    return true;
  }

  private boolean followsContentsKey(byte[] pdf) {
    int from = Math.max(0, first - 40);
    return CONTENTS_BEFORE_GAP
        .matcher(new String(pdf, from, first - from, StandardCharsets.ISO_8859_1))
        .find();
  }

  /** The signature with its padding. Only after {@link SealRule#GAP_IS_SEAL} has passed. */
  byte[] contents(byte[] pdf) {
    return HexFormat.of()
        .parseHex(new String(pdf, first + 1, second - first - 2, StandardCharsets.US_ASCII));
  }

  /** The sealed bytes, in order. */
  byte[] covered(byte[] pdf) {
    byte[] covered = Arrays.copyOf(pdf, first + end - second);
    System.arraycopy(pdf, second, covered, first, end - second);
    return covered;
  }

  /**
   * @return the DER object at the start of the contents
   * @throws IllegalArgumentException if there is none of a plausible length
   */
  static byte[] der(byte[] contents) {
    // X.690 §8.1.3: SEQUENCE, then a short or long definite length.
    if (contents.length < 4 || contents[0] != 0x30) {
      throw new IllegalArgumentException("no DER sequence");
    }
    int length = contents[1] & 0xff;
    int header = 2;
    if (length > 0x80) {
      int octets = length & 0x7f;
      if (octets > 3) {
        throw new IllegalArgumentException("a DER length out of bounds");
      }
      length = 0;
      for (int octet = 0; octet < octets; octet++) {
        length = (length << 8) | (contents[header++] & 0xff);
      }
    } else if (length == 0x80) {
      throw new IllegalArgumentException("an indefinite length, which DER has not");
    }
    if (header + length > contents.length) {
      throw new IllegalArgumentException("a DER length out of bounds");
    }
    return Arrays.copyOf(contents, header + length);
  }

  /** Whether only zeros follow. */
  static boolean isZero(byte[] bytes, int from) {
    for (int at = from; at < bytes.length; at++) {
      if (bytes[at] != 0) {
        return false;
      }
    }
    return true;
  }
}
