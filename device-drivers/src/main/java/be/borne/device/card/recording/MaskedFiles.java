package be.borne.device.card.recording;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The images of files as they may be known, each masked once. */
final class MaskedFiles {
  private final ContentMask mask;
  private final Map<FileImage, byte[]> masked = new HashMap<>();

  MaskedFiles(ContentMask mask) {
    this.mask = mask;
  }

  /**
   * Copies a part of a file over an answer's data; what is beyond the file's known beginning stays
   * as it is.
   */
  void copy(FileImage image, int offset, byte[] answer, int length) {
    byte[] content = masked.computeIfAbsent(image, this::maskedBeginning);
    int bytes = Math.min(length, content.length - offset);
    if (bytes > 0) {
      System.arraycopy(content, offset, answer, 0, bytes);
    }
  }

  private byte[] maskedBeginning(FileImage image) {
    byte[] raw = image.beginning();
    try {
      return mask.masked(image.file(), raw);
    } finally {
      Arrays.fill(raw, (byte) 0);
    }
  }
}
