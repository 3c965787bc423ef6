package be.borne.kiosk.order;

import be.borne.device.printer.JournalledPrint;
import be.borne.device.printer.PrintJob;
import be.borne.device.printer.PrintJournal;
import be.borne.device.printer.PrintOutcome;
import be.borne.device.printer.PrintProgress;
import be.borne.device.printer.Printer;
import be.borne.device.printer.PrinterCondition;
import be.borne.device.printer.PrinterJobId;
import be.borne.device.printer.PrinterStatus;
import be.borne.device.printer.Sides;
import be.borne.kiosk.order.OrderJournal.UnfinishedPrint;
import be.borne.protocol.guichet.DeliveryDoubt;
import be.borne.protocol.guichet.DeliveryReport;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prints an order once, with every step in the journal before it is taken, and finds out after a
 * restart what became of a print. Nothing here ever prints again. Blocking; one thing at a time.
 */
public final class PrintDesk {
  private static final Logger LOG = LoggerFactory.getLogger(PrintDesk.class);

  /** After a power cut the printer wakes up later than the terminal. */
  public static final Duration PATIENCE_WITH_PRINTER = Duration.ofMinutes(10);

  /** Longer than a look at the printer, which takes turns with a print. */
  private static final Duration LOOK = Duration.ofSeconds(10);

  /** How often it is asked what keeps the desk busy. */
  private static final Duration A_MOMENT = Duration.ofMillis(50);

  /** Of a page that no order knows. */
  private static final PrintJournal NO_STEPS =
      new PrintJournal() {
        @Override
        public void intent(String jobName) {}

        @Override
        public void created(String jobName, PrinterJobId job) {}

        @Override
        public void handedOver(String jobName, PrinterJobId job) {}

        @Override
        public void ended(String jobName, PrintOutcome outcome) {}
      };

  private final Printer printer;
  private final OrderJournal journal;
  private final Duration timeout;
  private final Duration patience;
  private final Runnable whenEnded;
  private final ReentrantLock oneAtATime = new ReentrantLock();
  private volatile boolean visitPrints;
  private volatile boolean recovers;

  /** On the monotonic clock, since setting the other one must not end anybody's patience. */
  private OptionalLong waitingSinceNanos = OptionalLong.empty();

  /**
   * @param timeout of one print, from handing it over to seeing its end
   * @param patience with a printer that cannot be asked what became of a print, or still has it;
   *     see {@link #PATIENCE_WITH_PRINTER}
   * @param ended told after each print that has ended or is left to {@link #settleUnfinished}, and
   *     when more is known of one; must not block
   */
  public PrintDesk(
      Printer printer, OrderJournal journal, Duration timeout, Duration patience, Runnable ended) {
    this.printer = printer;
    this.journal = journal;
    this.timeout = timeout;
    this.patience = patience;
    this.whenEnded = ended;
  }

  /**
   * Returns {@code Unknown} also where that may yet become certain; the journal then holds the
   * doubt, for the guichet to hear of it at once, and waits for {@link #settleUnfinished} to find
   * out.
   *
   * @param pdf sent byte for byte; must not change until this returns
   * @param pages of the document
   * @param copies how often it comes out
   * @param sides as the service has it
   * @throws InterruptedException if the program ends meanwhile; {@link #settleUnfinished} then
   *     finds out what became of it
   * @throws JournalUnavailableException if a step could not be journalled; nothing was sent then
   */
  public PrintOutcome print(
      String reference, byte[] pdf, int pages, int copies, Sides sides, PrintProgress progress)
      throws InterruptedException {
    oneAtATime.lockInterruptibly();
    visitPrints = true;
    boolean ended = false;
    try {
      PrintOutcome outcome =
          printer.print(
              new PrintJob(PrintJob.newJobName(), pdf, pages, copies, sides),
              new Steps(reference, true),
              progress,
              timeout);
      ended = true;
      return outcome;
    } finally {
      visitPrints = false;
      oneAtATime.unlock();
      if (!ended) {
        // The citizen is shown a pickup code now, so what became of it is looked into now.
        whenEnded.run();
      }
    }
  }

  /**
   * Prints a page that is nobody's document: no order, no journal, no count. Only while nothing
   * else prints and no earlier print is unsettled; waits for neither. Should the program end
   * meanwhile, what is left of it in the printer's queue is cancelled as {@link #printerStatus}
   * looks.
   *
   * @param pdf one page; must not change until this returns
   * @return empty if the printer may still have somebody's document: nothing was sent then
   * @throws JournalUnavailableException if nobody can tell whether it has
   */
  public Optional<PrintOutcome> printTrial(byte[] pdf, PrintProgress progress)
      throws InterruptedException {
    if (!oneAtATime.tryLock(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
      return Optional.empty();
    }
    visitPrints = true;
    try {
      return journal.unfinishedPrints().isEmpty()
          ? Optional.of(
              printer.print(
                  new PrintJob(PrintJob.newJobName(), pdf, 1), NO_STEPS, progress, timeout))
          : Optional.empty();
    } finally {
      visitPrints = false;
      oneAtATime.unlock();
    }
  }

  /** Whether neither a print nor a recovery is under way; waits some seconds for the end of one. */
  public boolean isAtRest() throws InterruptedException {
    boolean rests = oneAtATime.tryLock(LOOK.toMillis(), TimeUnit.MILLISECONDS);
    if (rests) {
      oneAtATime.unlock();
    }
    return rests;
  }

  /**
   * How the printer is, for whoever decides whether the terminal may serve. While it may still put
   * out paper of an earlier visit, it has the condition {@link PrinterCondition#EARLIER_JOB}; what
   * is left in its queue is cancelled. Never waits for a print or a recovery, only for those who
   * make sure that there is none: a terminal is not to close because it looks.
   */
  public PrinterStatus printerStatus() throws InterruptedException {
    long end = System.nanoTime() + LOOK.toNanos();
    while (!oneAtATime.tryLock(A_MOMENT.toMillis(), TimeUnit.MILLISECONDS)) {
      if (visitPrints) {
        return printer.status();
      }
      if (recovers || System.nanoTime() > end) {
        return printer.status().with(PrinterCondition.EARLIER_JOB);
      }
    }
    try {
      return journal.unfinishedPrints().isEmpty()
          ? printer.statusAtRest()
          : printer.status().with(PrinterCondition.EARLIER_JOB);
    } catch (JournalUnavailableException e) {
      // That keeps the terminal from serving by itself, and has a fault of its own.
      return printer.status();
    } finally {
      oneAtATime.unlock();
    }
  }

  /**
   * Finds out about every print of which the journal does not know the end.
   *
   * @return whether all are settled; if not, ask again later
   * @throws JournalUnavailableException if the journal cannot be used
   */
  public boolean settleUnfinished() throws InterruptedException {
    oneAtATime.lockInterruptibly();
    try {
      List<UnfinishedPrint> unfinished = journal.unfinishedPrints();
      if (unfinished.isEmpty()) {
        waitingSinceNanos = OptionalLong.empty();
        return true;
      }
      recovers = true;
      long now = System.nanoTime();
      long since = waitingSinceNanos.orElse(now);
      waitingSinceNanos = OptionalLong.of(since);
      boolean patient = now - since < patience.toNanos();
      noteInterrupted(unfinished);
      for (UnfinishedPrint print : unfinished) {
        PrintOutcome outcome =
            printer.recover(
                journalled(print),
                new Steps(print.reference(), patient),
                PrintProgress.NONE,
                timeout);
        LOG.info("print of {} left unfinished: {}", print.reference(), outcome);
      }
      return journal.unfinishedPrints().isEmpty();
    } finally {
      recovers = false;
      oneAtATime.unlock();
    }
  }

  /** Asking the printer may take minutes in which someone already stands before staff. */
  private void noteInterrupted(List<UnfinishedPrint> unfinished) {
    boolean news = false;
    for (UnfinishedPrint print : unfinished) {
      // At its intent the printer has no document, and the answer comes at once.
      if (print.step() != OrderStep.PRINT_INTENDED) {
        news |= journal.inDoubt(print.reference(), DeliveryDoubt.Known.TERMINAL_INTERRUPTED);
      }
    }
    if (news) {
      whenEnded.run();
    }
  }

  private static JournalledPrint journalled(UnfinishedPrint print) {
    JournalledPrint.Step step =
        switch (print.step()) {
          case PRINT_INTENDED -> JournalledPrint.Step.INTENDED;
          case JOB_CREATED -> JournalledPrint.Step.CREATED;
          case HANDED_OVER -> JournalledPrint.Step.HANDED_OVER;
          case BEGUN, ORDERED, PRINTED, NOT_PRINTED, UNKNOWN, ABANDONED ->
              throw new IllegalStateException("not an unfinished print");
        };
    return new JournalledPrint(
        print.jobName(), step, print.job().map(job -> new PrinterJobId(job.id(), job.uuid())));
  }

  /** The journal of one order, as the printer's driver tells it. */
  private final class Steps implements PrintJournal {
    private final String reference;
    private final boolean mayAskAgain;

    /**
     * @param mayAskAgain whether an answer that may yet become certain is left open
     */
    Steps(String reference, boolean mayAskAgain) {
      this.reference = reference;
      this.mayAskAgain = mayAskAgain;
    }

    @Override
    public void intent(String jobName) {
      journal.printIntended(reference, jobName);
    }

    @Override
    public void created(String jobName, PrinterJobId job) {
      journal.printCreated(jobName, new UnfinishedPrint.Job(job.id(), job.uuid()));
    }

    @Override
    public void handedOver(String jobName, PrinterJobId job) {
      journal.printHandedOver(jobName);
    }

    @Override
    public void ended(String jobName, PrintOutcome outcome) {
      try {
        Optional<DeliveryDoubt.Known> known = yetToBeFoundOut(outcome);
        if (mayAskAgain && known.isPresent()) {
          if (!journal.inDoubt(reference, known.get())) {
            return;
          }
        } else {
          journal.printEnded(
              reference,
              switch (outcome) {
                case PrintOutcome.Printed _ -> DeliveryReport.Outcome.PRINTED;
                case PrintOutcome.NotPrinted _ -> DeliveryReport.Outcome.NOT_PRINTED;
                case PrintOutcome.Unknown _ -> DeliveryReport.Outcome.UNKNOWN;
              });
        }
      } catch (JournalUnavailableException e) {
        // The paper has come or not, whatever the disk says: the citizen is told what was seen, and
        // the journal catches up by settleUnfinished.
        LOG.error("the end of the print of {} could not be journalled", reference, e);
      }
      whenEnded.run();
    }

    /** What is known of a print of which the printer may yet be heard to say what became of it. */
    private static Optional<DeliveryDoubt.Known> yetToBeFoundOut(PrintOutcome outcome) {
      return outcome instanceof PrintOutcome.Unknown unknown
          ? switch (unknown.cause()) {
            case PRINTER_UNREACHABLE -> Optional.of(DeliveryDoubt.Known.PRINTER_SILENT);
            case STILL_IN_PRINTER -> Optional.of(DeliveryDoubt.Known.STILL_IN_PRINTER);
            case JOB_VANISHED,
                SOME_SHEETS_OUT,
                NO_COUNT,
                COMPLETED_WITH_ERRORS,
                COMPLETED_WITHOUT_IMPRESSIONS,
                NOT_OBSERVABLE ->
                Optional.empty();
          }
          : Optional.empty();
    }
  }
}
