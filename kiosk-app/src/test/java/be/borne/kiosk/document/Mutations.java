package be.borne.kiosk.document;

import java.util.Arrays;
import java.util.Random;

/** What chance does to a file: bits, bytes, pieces left out, put in twice, or swapped. */
final class Mutations {
  private static final int LONGEST_PIECE = 60;

  private Mutations() {}

  /** The same for the same seed; one to three changes. */
  static byte[] of(byte[] good, Random random) {
    byte[] pdf = good.clone();
    for (int change = random.nextInt(3); change >= 0; change--) {
      pdf = changed(pdf, random);
    }
    return pdf;
  }

  private static byte[] changed(byte[] pdf, Random random) {
    if (pdf.length < 2 * LONGEST_PIECE) {
      return pdf;
    }
    int from = random.nextInt(pdf.length - LONGEST_PIECE);
    int to = random.nextInt(pdf.length - LONGEST_PIECE);
    int length = 1 + random.nextInt(LONGEST_PIECE);
    switch (random.nextInt(7)) {
      case 0 -> pdf[from] ^= (byte) (1 << random.nextInt(8));
      case 1 -> pdf[from] = (byte) random.nextInt(256);
      case 2 -> System.arraycopy(pdf.clone(), from, pdf, to, length);
      case 3 -> {
        return without(pdf, from, length);
      }
      case 4 -> {
        return inserted(pdf, to, Arrays.copyOfRange(pdf, from, from + length));
      }
      case 5 -> {
        byte[] random8 = new byte[1 + random.nextInt(8)];
        random.nextBytes(random8);
        return inserted(pdf, to, random8);
      }
      default -> {
        return random.nextInt(4) == 0 ? Arrays.copyOf(pdf, from) : digitChanged(pdf, from, random);
      }
    }
    return pdf;
  }

  /** Numbers are what offsets, lengths and references are made of. */
  private static byte[] digitChanged(byte[] pdf, int from, Random random) {
    for (int at = from; at < pdf.length; at++) {
      if (pdf[at] >= '0' && pdf[at] <= '9') {
        pdf[at] = (byte) ('0' + random.nextInt(10));
        return pdf;
      }
    }
    return pdf;
  }

  private static byte[] without(byte[] pdf, int from, int length) {
    byte[] shorter = new byte[pdf.length - length];
    System.arraycopy(pdf, 0, shorter, 0, from);
    System.arraycopy(pdf, from + length, shorter, from, shorter.length - from);
    return shorter;
  }

  private static byte[] inserted(byte[] pdf, int at, byte[] piece) {
    byte[] longer = new byte[pdf.length + piece.length];
    System.arraycopy(pdf, 0, longer, 0, at);
    System.arraycopy(piece, 0, longer, at, piece.length);
    System.arraycopy(pdf, at, longer, at + piece.length, pdf.length - at);
    return longer;
  }
}
