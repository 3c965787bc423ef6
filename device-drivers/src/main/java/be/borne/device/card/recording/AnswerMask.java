package be.borne.device.card.recording;

import java.util.Arrays;
import java.util.Set;

/**
 * What may be known of an answer beside the content of files. Everything keeps its length; what is
 * not known to be harmless becomes zeros.
 */
final class AnswerMask {
  private static final int CHIP_NUMBER_BYTES = 16;

  /** Versions and tries left (Belpic 1.8 reference manual, 6.9). */
  private static final int CARD_DATA_BYTES = 0x1F;

  /** The list of a reader's features: tag, length 4, number (PC/SC part 10, 2.2). */
  private static final int FEATURE_BYTES = 6;

  /** What cards answer without data, besides lengths and tries (ISO 7816-4, 5.6). */
  private static final Set<Integer> WARNINGS_WITH_DATA = Set.of(0x6281, 0x6282);

  private static final int OK = 0x9000;

  private AnswerMask() {}

  /** The last two bytes; -1 if there are not two. */
  static int status(byte[] answer) {
    return answer.length < 2
        ? -1
        : (answer[answer.length - 2] & 0xFF) << 8 | (answer[answer.length - 1] & 0xFF);
  }

  /** Whether the card said yes. */
  static boolean isOk(byte[] answer) {
    return status(answer) == OK;
  }

  /**
   * Whether an answer ends in a status. One that was cut short ends in two bytes of its data, which
   * must not pass for a status.
   */
  static boolean endsInStatus(byte[] answer) {
    int status = status(answer);
    if (answer.length > 2) {
      return status == OK || WARNINGS_WITH_DATA.contains(status);
    }
    int first = status >> 8;
    boolean plausible = first >> 4 == 0x6 || first >> 4 == 0x9;
    return status == OK
        || first == 0x61
        || first == 0x6C
        || (plausible && !isLetterOrDigit(status & 0xFF));
  }

  private static boolean isLetterOrDigit(int octet) {
    return (octet >= '0' && octet <= '9')
        || (octet >= 'A' && octet <= 'Z')
        || (octet >= 'a' && octet <= 'z');
  }

  /** Zeros instead of data; the status is kept if it is one. */
  static byte[] withoutData(byte[] answer) {
    return withData(answer, new byte[Math.max(0, answer.length - 2)]);
  }

  /**
   * @param data as long as the answer's own
   */
  static byte[] withData(byte[] answer, byte[] data) {
    byte[] masked = new byte[answer.length];
    if (!endsInStatus(answer)) {
      return masked;
    }
    System.arraycopy(data, 0, masked, 0, data.length);
    System.arraycopy(answer, answer.length - 2, masked, answer.length - 2, 2);
    return masked;
  }

  /** GET CARD DATA: another chip's number, and the versions and tries as they were. */
  static byte[] cardData(byte[] answer, ChipNumbers chips) {
    byte[] masked = withoutData(answer);
    int data = answer.length - 2;
    if (data < CHIP_NUMBER_BYTES || data > CARD_DATA_BYTES || !endsInStatus(answer)) {
      return masked;
    }
    byte[] chip = chips.inventedFor(Arrays.copyOf(answer, CHIP_NUMBER_BYTES));
    System.arraycopy(chip, 0, masked, 0, CHIP_NUMBER_BYTES);
    System.arraycopy(
        answer, CHIP_NUMBER_BYTES, masked, CHIP_NUMBER_BYTES, data - CHIP_NUMBER_BYTES);
    return masked;
  }

  /** A reader's own answer: a status, or the list of its features; zeros otherwise. */
  static byte[] control(byte[] answer) {
    return answer.length == 2 || isListOfFeatures(answer)
        ? answer.clone()
        : new byte[answer.length];
  }

  private static boolean isListOfFeatures(byte[] answer) {
    if (answer.length == 0 || answer.length % FEATURE_BYTES != 0) {
      return false;
    }
    for (int at = 0; at < answer.length; at += FEATURE_BYTES) {
      if (answer[at + 1] != FEATURE_BYTES - 2 || answer[at] < 0 || answer[at] > 0x20) {
        return false;
      }
    }
    return true;
  }
}
