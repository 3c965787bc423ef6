package be.borne.device.virtual;

import java.util.Arrays;

/** A card that answers to power as another one does, and to commands with the first byte alone. */
record ShortAnswers(VirtualCard card) implements VirtualCard {
  @Override
  public byte[] answerToReset() {
    return card.answerToReset();
  }

  @Override
  public void reset() {
    card.reset();
  }

  @Override
  public byte[] answer(byte[] command) {
    return Arrays.copyOf(card.answer(command), 1);
  }
}
