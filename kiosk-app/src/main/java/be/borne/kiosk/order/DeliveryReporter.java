package be.borne.kiosk.order;

import be.borne.kiosk.guichet.GuichetClient;
import be.borne.kiosk.guichet.GuichetException;
import be.borne.kiosk.order.OrderJournal.UntoldDelivery;
import be.borne.protocol.terminal.FaultCode;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * After a restart finds out what became of unfinished prints, and tells the guichet what became of
 * every order's paper, from the journal, until the guichet has heard it. Works on a thread of its
 * own.
 */
public final class DeliveryReporter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryReporter.class);
  private static final int BATCH = 50;
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  private final OrderJournal journal;
  private final PrintDesk printing;
  private final GuichetClient guichet;
  private final Duration firstPause;
  private final Duration longestPause;
  private final Semaphore wake = new Semaphore(1);
  private final Thread thread;

  /**
   * @param firstPause after a failure; doubled after each further one
   * @param longestPause the most it grows to
   */
  public DeliveryReporter(
      OrderJournal journal,
      PrintDesk printing,
      GuichetClient guichet,
      Duration firstPause,
      Duration longestPause) {
    this.journal = journal;
    this.printing = printing;
    this.guichet = guichet;
    this.firstPause = firstPause;
    this.longestPause = longestPause;
    this.thread = Thread.ofVirtual().name("deliveries").unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  /** Something ended, or the journal is back: look now. Never blocks. */
  public void wake() {
    if (wake.availablePermits() == 0) {
      wake.release();
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      if (thread.isAlive() && !thread.join(CLOSE_TIMEOUT)) {
        LOG.error("the delivery reporter does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    Duration pause = firstPause;
    try {
      while (true) {
        boolean done = settleAndTell();
        pause = done ? firstPause : pause.multipliedBy(2);
        pause = pause.compareTo(longestPause) > 0 ? longestPause : pause;
        wake.tryAcquire(done ? longestPause.toMillis() : pause.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      LOG.debug("delivery reporter ends");
    }
  }

  private boolean settleAndTell() throws InterruptedException {
    try {
      boolean settled = printing.settleUnfinished();
      return tellGuichet() && settled;
    } catch (JournalUnavailableException e) {
      LOG.warn("deliveries wait for the journal: {}", e.getMessage());
      return false;
    } catch (RuntimeException e) {
      LOG.error("deliveries", e);
      return false;
    }
  }

  private boolean tellGuichet() throws InterruptedException {
    for (UntoldDelivery delivery : journal.untoldDeliveries(BATCH)) {
      try {
        guichet.report(delivery.reference(), delivery.report());
        LOG.info("guichet told of {}: {}", delivery.reference(), delivery.report().outcome());
      } catch (GuichetException e) {
        if (e.unanswered()
            || e.fault() == FaultCode.GUICHET_FAILED
            || e.fault() == FaultCode.GUICHET_UNREACHABLE) {
          LOG.warn("guichet not told of {} yet: {}", delivery.reference(), e.getMessage());
          return false;
        }
        // It was heard and refused; the same words tomorrow would be refused again.
        LOG.error(
            "guichet does not take the report of {}: {}", delivery.reference(), e.fault().code());
      }
      journal.guichetTold(delivery.reference());
    }
    return true;
  }
}
