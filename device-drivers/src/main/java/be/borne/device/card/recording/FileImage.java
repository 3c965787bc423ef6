package be.borne.device.card.recording;

import java.util.Arrays;
import java.util.BitSet;

/** What is known of a file, put together from the parts of it that were read. */
final class FileImage {
  /** A READ BINARY reaches no further. */
  private static final int MAX_BYTES = 0x8000 + 256;

  private final int file;
  private final BitSet known = new BitSet();
  private byte[] content = new byte[0];

  /**
   * @param file its path below the master file
   */
  FileImage(int file) {
    this.file = file;
  }

  int file() {
    return file;
  }

  /**
   * Adds a part.
   *
   * @return false, and nothing is added, if it contradicts what is known: it is another file then
   */
  boolean add(int offset, byte[] part) {
    if (offset < 0 || offset + part.length > MAX_BYTES) {
      return false;
    }
    for (int i = 0; i < part.length; i++) {
      if (known.get(offset + i) && content[offset + i] != part[i]) {
        return false;
      }
    }
    if (content.length < offset + part.length) {
      byte[] longer = Arrays.copyOf(content, offset + part.length);
      wipe();
      content = longer;
    }
    System.arraycopy(part, 0, content, offset, part.length);
    known.set(offset, offset + part.length);
    return true;
  }

  /** From the file's beginning up to the first byte that is not known. */
  byte[] beginning() {
    return Arrays.copyOf(content, Math.min(content.length, known.nextClearBit(0)));
  }

  void wipe() {
    Arrays.fill(content, (byte) 0);
  }
}
