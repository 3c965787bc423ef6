package be.borne.device.virtual;

/** A chip in software, whatever it is: what it answers, not how it is connected. */
public interface VirtualCard {
  byte[] answerToReset();

  /** Power off and on. */
  void reset();

  /**
   * One command.
   *
   * @param command header and, if it has any, length and data
   * @return data and two bytes of status
   */
  byte[] answer(byte[] command);
}
