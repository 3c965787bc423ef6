package be.borne.townhall.console;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Lets many readers wait for the next piece of news, which they fetch themselves. */
public final class NewsBoard {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private long edition;

  /** There is news; never blocks for long. */
  public void post() {
    lock.lock();
    try {
      edition++;
      news.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for news.
   *
   * @param seen the edition last seen; 0 at first
   * @return the present edition, the one seen if nothing came in time
   */
  long await(long seen, Duration atMost) throws InterruptedException {
    lock.lock();
    try {
      long left = atMost.toNanos();
      while (edition == seen && left > 0) {
        left = news.awaitNanos(left);
      }
      return edition;
    } finally {
      lock.unlock();
    }
  }
}
