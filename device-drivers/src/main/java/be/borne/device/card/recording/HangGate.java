package be.borne.device.card.recording;

import be.borne.device.card.CardFault;
import be.borne.device.card.CardRefusal;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Where a call waits that got no answer in the recording, until the program gives up. */
final class HangGate {
  /** A program without a deadline of its own must end all the same. */
  private static final Duration LONGEST = Duration.ofMinutes(3);

  private volatile CountDownLatch givenUp = new CountDownLatch(1);

  /** Never comes back with an answer. */
  CardFault hang() {
    try {
      boolean released = givenUp.await(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
      return new CardFault(
          CardRefusal.CARD_FAILED,
          released ? "given up, as in the recording" : "no answer, as in the recording");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new CardFault(CardRefusal.CARD_FAILED, "interrupted", e);
    }
  }

  /** Lets go of every call that waits here. */
  void giveUp() {
    CountDownLatch waiting = givenUp;
    givenUp = new CountDownLatch(1);
    waiting.countDown();
  }
}
