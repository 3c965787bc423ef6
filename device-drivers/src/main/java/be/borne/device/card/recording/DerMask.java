package be.borne.device.card.recording;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * DER (X.690) whose tags, lengths, object identifiers, booleans and single-byte integers stay, and
 * whose texts, times, numbers, keys and signatures are invented. Works on the beginning of a file
 * too. What is no DER becomes zeros.
 */
final class DerMask {
  private static final int MAX_DEPTH = 16;
  private static final int CONSTRUCTED = 0x20;
  private static final int CONTEXT = 0x80;

  /** Key usages fit in; nothing of a person does. */
  private static final int SHORT_BIT_STRING = 3;

  private final byte[] der;
  private final byte[] masked;

  private DerMask(byte[] der) {
    this.der = der;
    this.masked = new byte[der.length];
  }

  static byte[] masked(byte[] der) {
    DerMask mask = new DerMask(der);
    if (der.length > 1 && der[0] == 0x30) {
      mask.sequence(0, Integer.MAX_VALUE, 0, true);
    }
    return mask.masked;
  }

  /** One element: its content begins at {@code value}, and says to end at {@code end}. */
  private record Element(int tag, int value, int end) {}

  /** Null if it is none, or does not fit into what is around it. */
  private Element elementAt(int at, int limit) {
    if (at + 1 >= der.length || (der[at] & 0x1F) == 0x1F) {
      return null;
    }
    int first = der[at + 1] & 0xFF;
    int lengthBytes = first < 0x80 ? 0 : first & 0x7F;
    if (first == 0x80 || lengthBytes > 2 || at + 2 + lengthBytes > der.length) {
      return null;
    }
    int length = first;
    if (lengthBytes > 0) {
      length = 0;
      for (int i = 0; i < lengthBytes; i++) {
        length = length << 8 | (der[at + 2 + i] & 0xFF);
      }
    }
    int value = at + 2 + lengthBytes;
    return length > limit - value ? null : new Element(der[at] & 0xFF, value, value + length);
  }

  private void sequence(int start, int limit, int depth, boolean onlyOne) {
    int at = start;
    while (at < Math.min(limit, der.length) && depth < MAX_DEPTH) {
      Element element = elementAt(at, limit);
      if (element == null) {
        return;
      }
      System.arraycopy(der, at, masked, at, element.value() - at);
      content(element, depth);
      at = element.end();
      if (onlyOne) {
        return;
      }
    }
  }

  private void content(Element element, int depth) {
    if ((element.tag() & CONSTRUCTED) != 0) {
      sequence(element.value(), element.end(), depth + 1, false);
      return;
    }
    if (element.end() > der.length) {
      return;
    }
    byte[] value = Arrays.copyOfRange(der, element.value(), element.end());
    if (holdsDer(element, value)) {
      int before = element.tag() == 0x03 ? 1 : 0;
      sequence(element.value() + before, element.end(), depth + 1, false);
      return;
    }
    System.arraycopy(primitive(element.tag(), value), 0, masked, element.value(), value.length);
  }

  /** A certificate's extensions and RSA keys are DER in a string of octets or bits. */
  private boolean holdsDer(Element element, byte[] value) {
    int before = element.tag() == 0x03 ? 1 : 0;
    if ((element.tag() != 0x04 && element.tag() != 0x03) || value.length <= before + 2) {
      return false;
    }
    int tag = value[before] & 0xFF;
    if ((before == 1 && value[0] != 0) || (tag != 0x30 && !(before == 0 && tag == 0x03))) {
      return false;
    }
    Element inner = elementAt(element.value() + before, element.end());
    return inner != null && inner.end() == element.end();
  }

  private static byte[] primitive(int tag, byte[] value) {
    return switch (tag) {
      case 0x01, 0x05, 0x06 -> value;
      case 0x02 -> value.length == 1 ? value : filled(value.length, 0x01);
      case 0x03 -> value.length <= SHORT_BIT_STRING ? value : new byte[value.length];
      case 0x0C, 0x13, 0x14, 0x16, 0x1A -> TextMask.masked(value);
      case 0x17 -> time(value, "200101000000Z");
      case 0x18 -> time(value, "20200101000000Z");
      default ->
          tag >= CONTEXT && isPrintable(value) ? TextMask.masked(value) : new byte[value.length];
    };
  }

  private static byte[] time(byte[] value, String invented) {
    return value.length == invented.length()
        ? invented.getBytes(StandardCharsets.US_ASCII)
        : new byte[value.length];
  }

  private static byte[] filled(int length, int filler) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) filler);
    return bytes;
  }

  private static boolean isPrintable(byte[] value) {
    for (byte character : value) {
      if (character < ' ' || character > '~') {
        return false;
      }
    }
    return true;
  }
}
