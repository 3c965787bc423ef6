package be.borne.device.card;

import java.util.Arrays;

/** A card's answer to one command: data and the two status bytes (ISO 7816-4, 5.1). */
final class ApduResponse {
  private static final int OK = 0x9000;
  private static final int MORE_DATA = 0x6100;
  private static final int WRONG_LENGTH = 0x6C00;

  private final byte[] data;
  private final int status;

  /**
   * @param answer data and status, at least two bytes
   */
  ApduResponse(byte[] answer) {
    this(
        Arrays.copyOf(answer, answer.length - 2),
        (answer[answer.length - 2] & 0xFF) << 8 | (answer[answer.length - 1] & 0xFF));
  }

  ApduResponse(byte[] data, int status) {
    this.data = data;
    this.status = status;
  }

  byte[] data() {
    return data;
  }

  /** {@code 0x9000} is success. */
  int status() {
    return status;
  }

  boolean ok() {
    return status == OK;
  }

  /** 61xx: xx bytes wait for GET RESPONSE. */
  boolean announcesMore() {
    return (status & 0xFF00) == MORE_DATA;
  }

  /**
   * 6Cxx: xx is the length that should have been asked for. Never comes with data: behind data, it
   * is two bytes of an answer that was cut short.
   */
  boolean correctsLength() {
    return (status & 0xFF00) == WRONG_LENGTH && data.length == 0;
  }

  /** The status alone; data may be a person's, and so may what stands in a status' place. */
  @Override
  public String toString() {
    return data.length == 0 || ok() ? String.format("%04X", status) : "no status behind the data";
  }
}
