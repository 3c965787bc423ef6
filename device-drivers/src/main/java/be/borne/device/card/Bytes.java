package be.borne.device.card;

import java.util.Arrays;

/** Byte arrays put together. */
final class Bytes {
  private Bytes() {}

  static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  /** With zeros behind, up to a length; unchanged if it is as long or longer. */
  static byte[] padded(byte[] content, int length) {
    return Arrays.copyOf(content, Math.max(content.length, length));
  }
}
