package be.borne.device.card.recording;

import be.borne.device.card.CardFault;
import be.borne.device.card.CardRefusal;
import java.time.Duration;

/**
 * How much of a recording's time a replay takes.
 *
 * @param longest what a call that took longer takes; zero replays at once
 */
record Delays(Duration longest) {
  /** As long as the call took, within bounds. */
  void take(RecordedEvent.Call call) throws CardFault {
    long nanos = Math.min(call.took() * 1_000, longest.toNanos());
    if (nanos <= 0) {
      return;
    }
    try {
      Thread.sleep(Duration.ofNanos(nanos));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CardFault(CardRefusal.CARD_FAILED, "interrupted", e);
    }
  }
}
