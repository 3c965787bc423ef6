package be.borne.device.card;

import java.util.OptionalInt;

/**
 * A connection to one card: bytes in, bytes out. Calls block without a bound of their own; {@link
 * CardConnection} sets it. Used by one thread at a time.
 */
public interface CardLink {

  /** What the card said when it was powered (ISO 7816-3, 8.2). */
  byte[] answerToReset();

  /**
   * Sends one command.
   *
   * @param command as it goes over the wire; never kept, so that a PIN in it can be wiped
   * @return data and two bytes of status; where the link can, neither 61xx nor 6Cxx is followed
   * @throws CardFault if no answer came
   */
  byte[] transmit(byte[] command) throws CardFault;

  /**
   * Sends a command to the reader instead of the card (PC/SC part 10).
   *
   * @throws CardFault {@code CARD_FAILED} if the reader knows no such command
   */
  byte[] control(int code, byte[] command) throws CardFault;

  /**
   * The reader's firmware, major and minor version a byte each: {@code 0x0506} is 5.06. Empty where
   * it cannot be known, which is usual.
   */
  default OptionalInt readerFirmware() {
    return OptionalInt.empty();
  }

  /**
   * Lets go of the card. Never throws; the second time does nothing.
   *
   * @param reset whether the chip is reset, which ends every right won by a PIN
   */
  void release(boolean reset);
}
