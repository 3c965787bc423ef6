package be.borne.device.printer;

import java.nio.ByteBuffer;

/**
 * Looks an IPP answer over before the codec unfolds it (RFC 8010 §3.1): every length lies inside
 * the answer, and numbers of attributes and depth of collections stay small. What passes can
 * neither exhaust the stack nor the memory of whoever reads it.
 */
final class IppBounds {
  static final int MAX_ANSWER_BYTES = 512 * 1024;
  private static final int HEADER_BYTES = 8;
  private static final int MAX_VALUES = 20_000;
  private static final int MAX_DEPTH = 8;

  private static final int END_OF_ATTRIBUTES = 0x03;
  private static final int LAST_DELIMITER = 0x0f;
  private static final int BEGIN_COLLECTION = 0x34;
  private static final int END_COLLECTION = 0x37;

  private IppBounds() {}

  /**
   * @throws IppFailure of kind BAD_ANSWER, saying at which byte
   */
  static void check(byte[] answer) throws IppFailure {
    if (answer.length < HEADER_BYTES + 1 || answer.length > MAX_ANSWER_BYTES) {
      throw bad("an answer of " + answer.length + " bytes");
    }
    ByteBuffer bytes = ByteBuffer.wrap(answer).position(HEADER_BYTES);
    int values = 0;
    int depth = 0;
    while (bytes.hasRemaining()) {
      int tag = bytes.get() & 0xff;
      if (tag == END_OF_ATTRIBUTES) {
        return;
      }
      if (tag <= LAST_DELIMITER) {
        continue;
      }
      if (++values > MAX_VALUES) {
        throw bad("more than " + MAX_VALUES + " values");
      }
      skipField(bytes);
      skipField(bytes);
      if (tag == BEGIN_COLLECTION && ++depth > MAX_DEPTH) {
        throw bad("collections nested deeper than " + MAX_DEPTH);
      }
      if (tag == END_COLLECTION && --depth < 0) {
        throw bad("a collection that ends without beginning, at byte " + bytes.position());
      }
    }
    throw bad("no end-of-attributes tag");
  }

  private static void skipField(ByteBuffer bytes) throws IppFailure {
    if (bytes.remaining() < Short.BYTES) {
      throw bad("it breaks off at byte " + bytes.position());
    }
    int length = bytes.getShort() & 0xffff;
    if (length > Short.MAX_VALUE || length > bytes.remaining()) {
      throw bad("a length of " + length + " at byte " + bytes.position());
    }
    bytes.position(bytes.position() + length);
  }

  private static IppFailure bad(String what) {
    return new IppFailure(IppFailure.Kind.BAD_ANSWER, "not an IPP answer: " + what, null);
  }
}
