package be.borne.kiosk.order;

import be.borne.kiosk.guichet.GuichetClient;
import be.borne.kiosk.guichet.GuichetException;
import be.borne.kiosk.order.OrderJournal.UntoldDelivery;
import be.borne.protocol.guichet.DeliveryReport;
import be.borne.protocol.guichet.OpenClaims.OpenClaim;
import be.borne.protocol.terminal.FaultCode;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * After a restart finds out what became of unfinished prints, and tells the guichet what became of
 * every order's paper, from the journal, until the guichet has heard it. Asks the guichet now and
 * then which claims it still holds open for this terminal, so that none stays open because of a
 * journal that was lost or a call that came late. Works on a thread of its own.
 */
public final class DeliveryReporter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryReporter.class);
  private static final int BATCH = 50;
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  private final OrderJournal journal;
  private final PrintDesk printing;
  private final GuichetClient guichet;
  private final Clock clock;
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
      Clock clock,
      Duration firstPause,
      Duration longestPause) {
    this.journal = journal;
    this.printing = printing;
    this.guichet = guichet;
    this.clock = clock;
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
      return tellGuichet() && settleOpenClaims() && settled;
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
      if (!isHeard(delivery.reference(), delivery.report())) {
        return false;
      }
      journal.guichetTold(delivery.report().claimId());
    }
    return journal.untoldDeliveries(1).isEmpty();
  }

  /**
   * @return whether there is nothing more to say, because the guichet has heard it or never will
   */
  private boolean isHeard(String reference, DeliveryReport report) throws InterruptedException {
    try {
      guichet.report(reference, report);
      LOG.info("guichet told of {}: {}", reference, report.outcome());
      return true;
    } catch (GuichetException e) {
      if (isTemporary(e)) {
        LOG.warn("guichet not told of {} yet: {}", reference, e.getMessage());
        return false;
      }
      if (report.outcome() == DeliveryReport.Outcome.NOT_PRINTED) {
        // Most often the visit ended before the guichet was asked for the right to print.
        LOG.info("guichet knows no claim of {} that could be not printed", reference);
      } else {
        // It was heard and refused; the same words tomorrow would be refused again.
        LOG.error("guichet does not take the report of {}: {}", reference, e.fault().code());
      }
      return true;
    }
  }

  private static boolean isTemporary(GuichetException e) {
    return e.unanswered()
        || e.fault() == FaultCode.GUICHET_FAILED
        || e.fault() == FaultCode.GUICHET_UNREACHABLE;
  }

  /** Whatever the guichet holds open and this terminal is not working on gets its end. */
  private boolean settleOpenClaims() throws InterruptedException {
    List<OpenClaim> open;
    try {
      open = guichet.openClaims().claims();
    } catch (GuichetException e) {
      LOG.warn("guichet not asked for open claims yet: {}", e.getMessage());
      return false;
    }
    boolean toldAgain = false;
    for (OpenClaim claim : open) {
      switch (journal.guichetHoldsOpen(claim.claimId())) {
        case UNDER_WAY -> {}
        case ENDED -> toldAgain = true;
        case NEVER_CAME_TO_PRINT -> {
          if (!isHeard(claim.reference(), of(claim, DeliveryReport.Outcome.NOT_PRINTED))) {
            return false;
          }
        }
        case UNKNOWN -> {
          LOG.warn(
              "the journal does not know the claim on {}: a person has to look", claim.reference());
          if (!isHeard(claim.reference(), of(claim, DeliveryReport.Outcome.UNKNOWN))) {
            return false;
          }
        }
      }
    }
    return !toldAgain || tellGuichet();
  }

  private DeliveryReport of(OpenClaim claim, DeliveryReport.Outcome outcome) {
    return new DeliveryReport(claim.claimId(), outcome, clock.instant());
  }
}
