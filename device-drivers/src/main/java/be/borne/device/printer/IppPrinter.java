package be.borne.device.printer;

import be.borne.device.printer.PrinterOperations.PrinterView;
import java.net.URI;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLContext;

/**
 * A printer that speaks IPP, asked without a print system in between: a spooler rewrites documents,
 * hides an empty tray and, after a crash, may print twice.
 *
 * <p>A document's bytes reach the printer as they are ({@code application/pdf}), for A4, one or two
 * sides as ordered, unscaled; its pages are drawn only for a printer that takes no PDF. One
 * document is printed at most once: whatever goes wrong, nothing here ever sends it a second time.
 *
 * <p>What to see once of every printer model before it goes to a site, because the answers above
 * are only as truthful as the printer: {@code borne print} ends in "printed" with the right count;
 * the same with the tray empty ends, at its deadline, in "not printed" and no sheet comes on
 * refill, or in "unknown".
 */
public final class IppPrinter implements Printer {
  private final PrinterDeadlines deadlines;
  private final IppClient client;
  private final PrinterOperations operations;
  private final ReentrantLock oneAtATime = new ReentrantLock();
  private final EmptyQueue emptyQueue = new EmptyQueue(System::nanoTime);

  /**
   * @param address {@code ipp://host[:port]/path} or {@code ipps://…}
   * @throws IllegalArgumentException if it is neither
   */
  public IppPrinter(URI address) {
    this(address, PrinterDeadlines.USUAL);
  }

  public IppPrinter(URI address, PrinterDeadlines deadlines) {
    this(address, deadlines, usualTrust(address));
  }

  /**
   * @param tls whom to trust over {@code ipps}
   */
  public IppPrinter(URI address, PrinterDeadlines deadlines, SSLContext tls) {
    this(new IppClient(address, deadlines.call(), tls), deadlines);
  }

  /** One whose place has to be found out. */
  IppPrinter(PrinterLocation location, PrinterDeadlines deadlines) {
    this(new IppClient(location, deadlines.call(), PinnedCertificates.none()), deadlines);
  }

  private IppPrinter(IppClient client, PrinterDeadlines deadlines) {
    this.deadlines = deadlines;
    this.client = client;
    this.operations = new PrinterOperations(client, deadlines.call());
    // A run that was killed while it drew a document must not wait for the next one to be drawn.
    RasterPlace.sweepQuietly();
  }

  @Override
  public PrinterStatus status() throws InterruptedException {
    return operations.status();
  }

  @Override
  public PrinterStatus statusAtRest() throws InterruptedException {
    try {
      PrinterView seen = operations.viewSeen();
      if (!oneAtATime.tryLock()) {
        return seen.status();
      }
      try {
        return queueIsEmpty(seen)
            ? seen.status()
            : seen.status().with(PrinterCondition.EARLIER_JOB);
      } finally {
        oneAtATime.unlock();
      }
    } catch (IppFailure e) {
      // It may come back as another one, or with what it had before its power went.
      emptyQueue.forget();
      return PrinterOperations.statusOf(e);
    }
  }

  private boolean queueIsEmpty(PrinterView seen) throws IppFailure, InterruptedException {
    if (emptyQueue.isLikelyStill(seen)) {
      return true;
    }
    emptyQueue.forget();
    boolean empty = new Leftovers(operations).seenEmptyAtRest();
    if (empty) {
      emptyQueue.seen(seen);
    }
    return empty;
  }

  /**
   * Puts a document on paper once and follows it to its end.
   *
   * <p>As long as the printer cannot print, or holds a job of an earlier visit, nothing is
   * journalled or sent: paper that is filled up in time is simply waited for. After that: intent,
   * Create-Job, created, Send-Document, handed over, and looks at the job until it ends. At the
   * deadline the job is cancelled and looked at until it ends, for at most {@link
   * PrinterDeadlines#settle} more.
   *
   * <p>What may be called not printed, and what may not: a job cancelled while the tray is empty
   * can be shown as canceled and still put out its sheet when someone fills the tray. So a job that
   * ended early counts as not printed only when it is seen ended, seen at rest (neither {@code
   * processing-to-stop-point}, nor a printer still working, nor the job still in the queue), and
   * the printer says that 0 impressions and no sheet came. A printer that does not count makes such
   * an end unknown, unless the document certainly never reached it; and one that counts is believed
   * even then.
   *
   * @param timeout from now to giving up
   * @return also told to the journal's {@code ended}, before
   * @throws InterruptedException when interrupted; the journal stays at its last step, for {@link
   *     #recover}
   * @throws RuntimeException what the journal threw from {@code intent} or {@code created}; the
   *     document has not been sent
   */
  @Override
  public PrintOutcome print(
      PrintJob job, PrintJournal journal, PrintProgress progress, Duration timeout)
      throws InterruptedException {
    oneAtATime.lockInterruptibly();
    try {
      emptyQueue.forget();
      PrintOutcome outcome =
          new Printing(operations, deadlines, job, journal, progress).run(Deadline.in(timeout));
      journal.ended(job.jobName(), outcome);
      return outcome;
    } finally {
      oneAtATime.unlock();
    }
  }

  /**
   * Finds out after a restart what became of a print. Never sends anything: a job that is still
   * being printed is followed like in {@link #print}; one that waits, for its document, its turn or
   * a hand, is cancelled, because whoever wanted its paper may have gone.
   *
   * <p>A print that was not yet journalled as created is certain not to have been sent. Of any
   * other, the printer alone knows; if it has forgotten (most forget at power-off), the outcome is
   * unknown.
   *
   * <p>After {@code Unknown} with PRINTER_UNREACHABLE or STILL_IN_PRINTER it may be called again
   * later, and may then find a certain answer.
   *
   * @param timeout to wait for the printer to answer, and for the job to end by itself
   */
  @Override
  public PrintOutcome recover(
      JournalledPrint print, PrintJournal journal, PrintProgress progress, Duration timeout)
      throws InterruptedException {
    oneAtATime.lockInterruptibly();
    try {
      emptyQueue.forget();
      PrintOutcome outcome =
          new Recovery(operations, deadlines, print, progress).run(Deadline.in(timeout));
      journal.ended(print.jobName(), outcome);
      return outcome;
    } finally {
      oneAtATime.unlock();
    }
  }

  private static SSLContext usualTrust(URI address) {
    try {
      return "ipps".equals(address.getScheme())
          ? SSLContext.getDefault()
          : PinnedCertificates.none();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has a default TLS context", e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
