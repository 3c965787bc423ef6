package be.borne.kiosk.order;

import be.borne.kiosk.guichet.GuichetClient;
import be.borne.kiosk.guichet.GuichetException;
import be.borne.kiosk.order.OrderJournal.UntoldDelivery;
import be.borne.kiosk.order.OrderJournal.UntoldDoubt;
import be.borne.protocol.guichet.DeliveryDoubt;
import be.borne.protocol.guichet.DeliveryReport;
import be.borne.protocol.guichet.OpenClaims.OpenClaim;
import be.borne.protocol.terminal.FaultCode;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out what became of unfinished prints, and tells the guichet, from the journal, until the
 * guichet has heard it: at once of every print that is in doubt, and of every order's paper once it
 * is certain or given up. Asks the guichet now and then which claims it still holds open for this
 * terminal, so that none stays open because of a journal that was lost or a call that came late.
 * Works on two threads of its own: while a silent printer is waited for, the guichet is not.
 */
public final class DeliveryReporter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryReporter.class);
  private static final int BATCH = 50;

  /** Until a print is settled nobody is served, so it is looked at again soon. */
  private static final int LOOKING_AGAIN = 4;

  private final OrderJournal journal;
  private final GuichetClient guichet;
  private final Clock clock;
  private final Rounds findingOut;
  private final Rounds telling;

  /** Something said to the guichet. */
  private interface Saying {
    void say() throws GuichetException, InterruptedException;
  }

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
    this.guichet = guichet;
    this.clock = clock;
    this.findingOut =
        new Rounds(
            "unfinished prints",
            printing::settleUnfinished,
            firstPause,
            firstPause.multipliedBy(LOOKING_AGAIN),
            longestPause);
    this.telling = new Rounds("deliveries", this::tellAll, firstPause, longestPause, longestPause);
  }

  public void start() {
    findingOut.start();
    telling.start();
  }

  /** Something ended or is in doubt, or the journal is back: look now. Never blocks. */
  public void wake() {
    findingOut.wake();
    telling.wake();
  }

  @Override
  public void close() {
    findingOut.close();
    telling.close();
  }

  private boolean tellAll() throws InterruptedException {
    // Somebody may stand before staff with the code by now. A guichet that does not know of doubts
    // must not keep itself from hearing the rest.
    boolean doubtsTold = tellDoubts();
    return tellGuichet() && settleOpenClaims() && doubtsTold;
  }

  private boolean tellDoubts() throws InterruptedException {
    for (UntoldDoubt each : journal.untoldDoubts(BATCH)) {
      DeliveryDoubt doubt = each.doubt();
      Optional<GuichetException> refused =
          said(each.reference(), () -> guichet.doubt(each.reference(), doubt), doubt.known());
      if (refused.isPresent()) {
        if (isTemporary(refused.get())) {
          return false;
        }
        LOG.error(
            "guichet does not take the doubt about {}: {}",
            each.reference(),
            refused.get().fault().code());
      }
      journal.guichetToldOf(doubt);
    }
    return journal.untoldDoubts(1).isEmpty();
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
    Optional<GuichetException> refused =
        said(reference, () -> guichet.report(reference, report), report.outcome());
    if (refused.isEmpty()) {
      return true;
    }
    if (isTemporary(refused.get())) {
      return false;
    }
    if (report.outcome() == DeliveryReport.Outcome.NOT_PRINTED) {
      // Most often the visit ended before the guichet was asked for the right to print.
      LOG.info("guichet knows no claim of {} that could be not printed", reference);
    } else {
      // It was heard and refused; the same words tomorrow would be refused again.
      LOG.error(
          "guichet does not take the report of {}: {}", reference, refused.get().fault().code());
    }
    return true;
  }

  /**
   * @return why it was not taken; empty if it was
   */
  private static Optional<GuichetException> said(String reference, Saying saying, Enum<?> word)
      throws InterruptedException {
    try {
      saying.say();
      LOG.info("guichet told of {}: {}", reference, word);
      return Optional.empty();
    } catch (GuichetException e) {
      if (isTemporary(e)) {
        LOG.warn("guichet not told of {} yet: {}", reference, e.getMessage());
      }
      return Optional.of(e);
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
