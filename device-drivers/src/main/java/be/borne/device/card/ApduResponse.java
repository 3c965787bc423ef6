package be.borne.device.card;

import java.util.Arrays;
import javax.smartcardio.CardException;

/** A card's answer to one command: data and the two status bytes (ISO 7816-4, 5.1). */
final class ApduResponse {
  private final byte[] data;
  private final int status;

  /**
   * @throws CardException if it is shorter than its status
   */
  ApduResponse(byte[] answer) throws CardException {
    if (answer.length < 2) {
      throw new CardException("answer without a status");
    }
    this.data = Arrays.copyOf(answer, answer.length - 2);
    this.status = (answer[answer.length - 2] & 0xFF) << 8 | (answer[answer.length - 1] & 0xFF);
  }

  byte[] data() {
    return data;
  }

  /** {@code 0x9000} is success. */
  int status() {
    return status;
  }

  boolean ok() {
    return status == 0x9000;
  }

  /** The status alone; data may be a person's. */
  @Override
  public String toString() {
    return String.format("%04X", status);
  }
}
