package be.borne.kiosk.order;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does something over and over on a thread of its own: soon again while it does not succeed, now
 * and then once it has, at once when woken.
 */
final class Rounds implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  /** One round. */
  @FunctionalInterface
  interface Work {
    /**
     * @return whether nothing is left to be done before the next occasion
     */
    boolean done() throws InterruptedException;
  }

  private final String name;
  private final Work work;
  private final Duration firstPause;
  private final Duration longestPause;
  private final Duration rest;
  private final Semaphore wake = new Semaphore(1);
  private final Thread thread;

  /**
   * @param name of the thread, and in the log
   * @param firstPause after a round that was not done; doubled after each further one until woken
   * @param longestPause the most it grows to
   * @param rest the pause after a round that was done
   */
  Rounds(String name, Work work, Duration firstPause, Duration longestPause, Duration rest) {
    this.name = name;
    this.work = work;
    this.firstPause = firstPause;
    this.longestPause = longestPause;
    this.rest = rest;
    this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** There is an occasion. Never blocks. */
  void wake() {
    if (wake.availablePermits() == 0) {
      wake.release();
    }
  }

  private void run() {
    Duration pause = firstPause;
    try {
      while (true) {
        boolean done = round();
        boolean woken = wake.tryAcquire((done ? rest : pause).toMillis(), TimeUnit.MILLISECONDS);
        Duration doubled = pause.multipliedBy(2);
        // What has just happened does not wait as long as what failed for hours.
        pause =
            done || woken
                ? firstPause
                : doubled.compareTo(longestPause) > 0 ? longestPause : doubled;
      }
    } catch (InterruptedException e) {
      LOG.debug("{} end", name);
    }
  }

  private boolean round() throws InterruptedException {
    try {
      return work.done();
    } catch (JournalUnavailableException e) {
      LOG.warn("{} wait for the journal: {}", name, e.getMessage());
      return false;
    } catch (RuntimeException e) {
      LOG.error("{}", name, e);
      return false;
    }
  }

  /** Ends the thread; bounded. */
  @Override
  public void close() {
    thread.interrupt();
    try {
      if (thread.isAlive() && !thread.join(CLOSE_TIMEOUT)) {
        LOG.error("{} do not end", name);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
