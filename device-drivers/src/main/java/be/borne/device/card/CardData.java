package be.borne.device.card;

import java.util.Arrays;

/** What GET CARD DATA answers (Belpic 1.8 reference manual, 6.9). */
final class CardData {
  private static final int CHIP_NUMBER_BYTES = 16;
  private static final int APPLET_VERSION_AT = 21;

  private final byte[] data;
  private final int triesLeft;

  /**
   * @param data at least 28 bytes
   * @param triesLeft -1 where this generation of card does not say
   */
  CardData(byte[] data, int triesLeft) {
    this.data = data.clone();
    this.triesLeft = triesLeft;
  }

  byte[] chipNumber() {
    return Arrays.copyOf(data, CHIP_NUMBER_BYTES);
  }

  /** In BCD: {@code 0x18} for 1.8. */
  int applet() {
    return appletOf(data);
  }

  int triesLeft() {
    return triesLeft;
  }

  static int appletOf(byte[] data) {
    return data[APPLET_VERSION_AT] & 0xFF;
  }

  /** The chip number is a person's: not told. */
  @Override
  public String toString() {
    return String.format("CardData[applet %02X]", applet());
  }
}
