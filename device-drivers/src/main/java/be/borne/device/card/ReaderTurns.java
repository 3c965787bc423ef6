package be.borne.device.card;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * One connection to a reader at a time. The JDK keeps the last card of each reader and looks at it
 * when the next is connected; if another thread is just then letting go of it, the PC/SC library
 * works on memory that it has given back, and the JVM crashes. Keyed by the reader's name, because
 * the JDK's own store of readers is the JVM's, too. Thread-safe.
 */
final class ReaderTurns {
  private final Map<String, Semaphore> turns = new ConcurrentHashMap<>();

  /**
   * Waits until nobody else is connected.
   *
   * @return to be released when the card has been let go of
   * @throws CardFault if it takes longer than this
   */
  Semaphore take(String reader, Duration patience) throws CardFault {
    Semaphore turn = turns.computeIfAbsent(reader, name -> new Semaphore(1, true));
    try {
      if (turn.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        return turn;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new CardFault(CardRefusal.CARD_FAILED, "another connection to the reader has not ended");
  }

  /** Whoever is connected hangs, and shares nothing any more with those who come after. */
  void startAnew(String reader) {
    turns.remove(reader);
  }
}
