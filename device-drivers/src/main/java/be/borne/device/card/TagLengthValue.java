package be.borne.device.card;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The fields of the eID's identity and address files (Belgian Electronic Identity Card content, "ID
 * and address file" 5.0): one byte of tag, length in bytes that each add up to 255, value. Zeros
 * after the last field are padding.
 */
final class TagLengthValue {
  /** The files are some 200 bytes on every card issued. */
  static final int MAX_FILE_BYTES = 2_048;

  private TagLengthValue() {}

  /**
   * @return tag to value, in the order of the file
   * @throws IllegalArgumentException if a field overruns the file, a tag comes twice, or the file
   *     is too long; the message quotes no content
   */
  static Map<Integer, byte[]> parse(byte[] file) {
    if (file.length > MAX_FILE_BYTES) {
      throw new IllegalArgumentException("file is longer than " + MAX_FILE_BYTES + " bytes");
    }
    int end = withoutPadding(file).length;
    Map<Integer, byte[]> fields = new LinkedHashMap<>();
    int at = 0;
    // A last field that is empty ends in its own zero length, which looks like padding.
    while (at < end) {
      int tag = file[at++] & 0xFF;
      int length = 0;
      int part;
      do {
        if (at >= file.length) {
          throw new IllegalArgumentException("file ends within a length");
        }
        part = file[at++] & 0xFF;
        length += part;
      } while (part == 0xFF);
      if (length > file.length - at) {
        throw new IllegalArgumentException("field overruns the file");
      }
      if (fields.put(tag, Arrays.copyOfRange(file, at, at + length)) != null) {
        throw new IllegalArgumentException("tag comes twice");
      }
      at += length;
    }
    return Collections.unmodifiableMap(fields);
  }

  /** The file up to its last byte that is not zero. */
  static byte[] withoutPadding(byte[] file) {
    int end = file.length;
    while (end > 0 && file[end - 1] == 0) {
      end--;
    }
    return Arrays.copyOf(file, end);
  }
}
