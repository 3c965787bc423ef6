package be.borne.device.virtual;

import java.util.HexFormat;

/** A card that works and is no eID: a loyalty card, say. It knows no command at all. */
public final class VirtualForeignCard implements VirtualCard {
  /** Two historical bytes, T=0, and nothing more. */
  private static final byte[] ANSWER_TO_RESET = HexFormat.of().parseHex("3B021450");

  @Override
  public byte[] answerToReset() {
    return ANSWER_TO_RESET.clone();
  }

  @Override
  public void reset() {
    // It remembers nothing.
  }

  @Override
  public byte[] answer(byte[] command) {
    return new byte[] {0x6D, 0x00};
  }
}
