package be.borne.kiosk.health;

import be.borne.protocol.fleet.Part;
import be.borne.protocol.fleet.PartState;
import be.borne.protocol.terminal.FaultCode;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at one part again and again, on a thread of its own: a platform thread, since it waits for
 * seconds and looks for moments, for years, and for a virtual one that wakes up to four others.
 */
final class PartWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PartWatch.class);

  /** Blocks within deadlines of its own; what it throws counts as failed. */
  @FunctionalInterface
  interface Look {
    PartReading at() throws InterruptedException;
  }

  /** How long until the next look. */
  @FunctionalInterface
  interface Pause {
    /**
     * @param failed whether the last look found the part failed, though that may be overlooked yet
     */
    Duration after(boolean failed);
  }

  private final Part part;
  private final Look look;
  private final Pause pause;
  private final int overlooked;
  private final TerminalStatus status;
  private final ReentrantLock oneLookAtATime = new ReentrantLock();
  private final Semaphore wake = new Semaphore(0);
  private final Thread thread;
  private volatile int failures;

  /**
   * @param pause asked after each look
   * @param overlooked how many failures in a row are overlooked in a part that was well: mobile
   *     data drops a call now and then
   */
  PartWatch(Part part, Look look, Pause pause, int overlooked, TerminalStatus status) {
    this.part = part;
    this.look = look;
    this.pause = pause;
    this.overlooked = overlooked;
    this.status = status;
    this.thread = Thread.ofPlatform().daemon().name("watch-" + part).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** The next look does not wait. Never blocks. */
  void wake() {
    wake.release();
  }

  /** Looks now, and returns when the status knows the answer. */
  void lookNow() throws InterruptedException {
    oneLookAtATime.lockInterruptibly();
    try {
      PartReading reading = reading();
      boolean failed = reading.state() == PartState.FAILED;
      int inARow = failed ? failures + 1 : 0;
      failures = inARow;
      PartState before = status.reading(part).state();
      boolean wasWell = before == PartState.READY || before == PartState.DEGRADED;
      if (!failed || !wasWell || inARow > overlooked) {
        status.note(part, reading);
      }
    } finally {
      oneLookAtATime.unlock();
    }
  }

  private PartReading reading() throws InterruptedException {
    try {
      return look.at();
    } catch (RuntimeException e) {
      LOG.error("looking at {}", part, e);
      return PartReading.failed(FaultCode.INTERNAL);
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  private void run() {
    try {
      while (true) {
        lookNow();
        if (wake.tryAcquire(pause.after(failures > 0).toMillis(), TimeUnit.MILLISECONDS)) {
          wake.drainPermits();
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("watch of {} ends", part);
    }
  }
}
