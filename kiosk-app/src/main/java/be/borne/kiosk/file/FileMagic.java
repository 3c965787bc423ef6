package be.borne.kiosk.file;

import be.borne.protocol.guichet.form.FileKind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** What a file is by its first bytes, whatever it is called. */
final class FileMagic {
  /** Enough for the longest sign. */
  static final int BYTES = 8;

  private static final byte[] PDF = "%PDF-".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

  private FileMagic() {}

  /**
   * @param head at least {@link #BYTES} bytes of it, or all of a shorter file
   */
  static Optional<FileKind> of(byte[] head) {
    if (begins(head, PDF)) {
      return Optional.of(FileKind.PDF);
    }
    if (begins(head, JPEG)) {
      return Optional.of(FileKind.JPEG);
    }
    return begins(head, PNG) ? Optional.of(FileKind.PNG) : Optional.empty();
  }

  private static boolean begins(byte[] file, byte[] sign) {
    return file.length >= sign.length && Arrays.equals(file, 0, sign.length, sign, 0, sign.length);
  }
}
