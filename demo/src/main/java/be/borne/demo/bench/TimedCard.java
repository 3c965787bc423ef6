package be.borne.demo.bench;

import be.borne.device.virtual.VirtualCard;
import java.util.ArrayList;
import java.util.List;

/** A card that notes how long it waited for each command after its last answer. */
final class TimedCard implements VirtualCard {
  private final VirtualCard card;
  private final List<Long> gapsNanos = new ArrayList<>();
  private long answeredAtNanos;

  TimedCard(VirtualCard card) {
    this.card = card;
  }

  List<Long> gapsNanos() {
    return gapsNanos;
  }

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
    if (answeredAtNanos != 0) {
      gapsNanos.add(System.nanoTime() - answeredAtNanos);
    }
    byte[] answer = card.answer(command);
    answeredAtNanos = System.nanoTime();
    return answer;
  }
}
