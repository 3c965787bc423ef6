package be.borne.device.virtual;

import java.util.Arrays;

/** Answers of a chip (ISO 7816-4, 5.1): data, and two bytes of status. */
final class CardAnswer {
  static final int OK = 0x9000;
  static final int WRONG_LENGTH = 0x6700;
  static final int NO_RIGHT = 0x6982;
  static final int PIN_BLOCKED = 0x6983;
  static final int NOT_PREPARED = 0x6985;
  static final int NO_FILE_SELECTED = 0x6986;
  static final int WRONG_DATA = 0x6A80;
  static final int NO_SUCH_FILE = 0x6A82;
  static final int WRONG_PARAMETERS = 0x6A86;
  static final int NO_SUCH_KEY = 0x6A88;
  static final int BEYOND_THE_END = 0x6B00;
  static final int NO_SUCH_INSTRUCTION = 0x6D00;
  static final int NO_SUCH_CLASS = 0x6E00;

  /** With the number of tries left in the last four bits. */
  private static final int WRONG_PIN = 0x63C0;

  private CardAnswer() {}

  static byte[] ok() {
    return status(OK);
  }

  static byte[] status(int status) {
    return with(new byte[0], status);
  }

  static byte[] ok(byte[] data) {
    return with(data, OK);
  }

  static byte[] with(byte[] data, int status) {
    byte[] answer = Arrays.copyOf(data, data.length + 2);
    answer[data.length] = (byte) (status >> 8);
    answer[data.length + 1] = (byte) status;
    return answer;
  }

  /** The last two bytes. */
  static int statusOf(byte[] answer) {
    return number(answer, answer.length - 2);
  }

  static byte[] wrongPin(int triesLeft) {
    return status(WRONG_PIN | triesLeft);
  }

  /** That the length asked for should have been this one; 256 is written as 0. */
  static byte[] wanted(int length) {
    return status(0x6C00 | (length & 0xFF));
  }

  /** T=0: that so many bytes wait for GET RESPONSE; 256 and more are written as 0. */
  static int waiting(int length) {
    return 0x6100 | (length > 0xFF ? 0 : length);
  }

  /** Two bytes, big-endian. */
  static int number(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF);
  }
}
