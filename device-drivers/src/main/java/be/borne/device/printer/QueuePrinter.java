package be.borne.device.printer;

import be.borne.device.printer.PrintOutcome.Cause;
import be.borne.device.printer.PrintOutcome.NotPrinted;
import be.borne.device.printer.PrintOutcome.Reason;
import be.borne.device.printer.PrintOutcome.Unknown;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import javax.print.DocFlavor;
import javax.print.PrintException;
import javax.print.PrintService;
import javax.print.PrintServiceLookup;
import javax.print.SimpleDoc;
import javax.print.attribute.HashPrintRequestAttributeSet;
import javax.print.attribute.PrintRequestAttributeSet;
import javax.print.attribute.standard.Copies;
import javax.print.attribute.standard.JobName;
import javax.print.attribute.standard.JobSheets;
import javax.print.attribute.standard.MediaSizeName;
import javax.print.attribute.standard.PrinterIsAcceptingJobs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A queue of the print system, through {@code javax.print}: the last resort, for a printer that can
 * be reached no other way. Nothing can be seen through it. It shows neither paper nor jam, it takes
 * documents while the tray is empty, and it says "completed" as soon as it has passed something on:
 * so no print through it is ever called printed, and none is called not printed once it was handed
 * over. The print system may also rewrite, scale and keep what it is given.
 *
 * <p>Needs CUPS, and {@code lpr} (Debian: cups-bsd).
 */
public final class QueuePrinter implements Printer {
  private static final Logger log = LoggerFactory.getLogger(QueuePrinter.class);
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,127}");
  private static final Duration LOOKING = Duration.ofSeconds(5);

  /** A queue gives no number, and the journal wants one that nobody will ask about. */
  private static final PrinterJobId NO_NUMBER = new PrinterJobId(1, "");

  private final String queue;
  private final ReentrantLock oneAtATime = new ReentrantLock();

  /**
   * @param address {@code queue:NAME}
   * @throws IllegalArgumentException if it is not
   */
  public QueuePrinter(URI address) {
    if (!"queue".equals(address.getScheme())
        || !address.isOpaque()
        || !NAME.matcher(address.getSchemeSpecificPart()).matches()) {
      throw new IllegalArgumentException("a queue's address is queue:NAME");
    }
    this.queue = address.getSchemeSpecificPart();
  }

  /** Whether the queue is there and open; of the printer behind it, that nothing is known. */
  @Override
  public PrinterStatus status() throws InterruptedException {
    Optional<PrintService> service = find();
    if (service.isEmpty()) {
      return PrinterStatus.of(PrinterCondition.UNREACHABLE);
    }
    boolean accepting =
        service.get().getAttribute(PrinterIsAcceptingJobs.class)
            != PrinterIsAcceptingJobs.NOT_ACCEPTING_JOBS;
    return new PrinterStatus(
        PrinterStatus.State.IDLE,
        accepting,
        accepting
            ? List.of(PrinterCondition.NOT_OBSERVABLE)
            : List.of(PrinterCondition.NOT_OBSERVABLE, PrinterCondition.NOT_ACCEPTING_JOBS),
        "queue " + queue,
        List.of(),
        new PrinterAbilities(
            List.of(), Set.of(Sides.values()), false, Optional.empty(), PrintJob.MOST_COPIES));
  }

  /** What lies in a queue behind a queue, nobody can see either. */
  @Override
  public PrinterStatus statusAtRest() throws InterruptedException {
    return status();
  }

  @Override
  public PrintOutcome print(
      PrintJob job, PrintJournal journal, PrintProgress progress, Duration timeout)
      throws InterruptedException {
    oneAtATime.lockInterruptibly();
    try {
      PrintOutcome outcome = handOver(job, journal, progress, Deadline.in(timeout));
      journal.ended(job.jobName(), outcome);
      return outcome;
    } finally {
      oneAtATime.unlock();
    }
  }

  /** Nobody knows what a queue did with what it was given. */
  @Override
  public PrintOutcome recover(
      JournalledPrint print, PrintJournal journal, PrintProgress progress, Duration timeout)
      throws InterruptedException {
    oneAtATime.lockInterruptibly();
    try {
      PrintOutcome outcome =
          print.step() == JournalledPrint.Step.INTENDED
              ? new NotPrinted(Reason.NEVER_SENT, Optional.empty())
              : notObservable();
      journal.ended(print.jobName(), outcome);
      return outcome;
    } finally {
      oneAtATime.unlock();
    }
  }

  private PrintOutcome handOver(
      PrintJob job, PrintJournal journal, PrintProgress progress, Deadline deadline)
      throws InterruptedException {
    PrinterStatus status = status();
    progress.observed(PrintProgress.Phase.WAITING_FOR_PRINTER, status);
    Optional<PrintService> service = find();
    if (!status.canPrint() || service.isEmpty()) {
      return new NotPrinted(Reason.PRINTER_NOT_READY, status.worst());
    }
    journal.intent(job.jobName());
    journal.created(job.jobName(), NO_NUMBER);
    progress.observed(PrintProgress.Phase.HANDING_OVER, status);
    CompletableFuture<Boolean> taken = give(service.get(), job);
    try {
      taken.get(deadline.left().toMillis(), TimeUnit.MILLISECONDS);
      journal.handedOver(job.jobName(), NO_NUMBER);
      progress.observed(PrintProgress.Phase.PRINTING, status);
    } catch (ExecutionException e) {
      // It may have given the queue the document, or part of it, before it failed.
      log.warn("queue {}: {}", queue, e.getCause().getClass().getSimpleName());
    } catch (TimeoutException e) {
      log.warn("queue {}: it did not take the document in time", queue);
    } catch (RuntimeException e) {
      log.error("the hand-over could not be journalled", e);
    }
    return notObservable();
  }

  private static CompletableFuture<Boolean> give(PrintService service, PrintJob job) {
    PrintRequestAttributeSet attributes = new HashPrintRequestAttributeSet();
    attributes.add(new JobName(job.jobName(), null));
    attributes.add(new Copies(job.copies()));
    attributes.add(MediaSizeName.ISO_A4);
    // Unless told otherwise, a cover sheet is asked for: paper that nobody ordered, and a print
    // system without cover sheets refuses the whole document.
    attributes.add(JobSheets.NONE);
    attributes.add(
        job.sides() == be.borne.device.printer.Sides.TWO_SIDED_LONG_EDGE
            ? javax.print.attribute.standard.Sides.TWO_SIDED_LONG_EDGE
            : javax.print.attribute.standard.Sides.ONE_SIDED);
    DocFlavor flavor =
        service.isDocFlavorSupported(DocFlavor.BYTE_ARRAY.PDF)
            ? DocFlavor.BYTE_ARRAY.PDF
            : DocFlavor.BYTE_ARRAY.AUTOSENSE;
    return inThread(
        () -> {
          service.createPrintJob().print(new SimpleDoc(job.pdf(), flavor, null), attributes);
          return true;
        });
  }

  private Optional<PrintService> find() throws InterruptedException {
    CompletableFuture<Optional<PrintService>> found =
        inThread(
            () -> {
              for (PrintService service : PrintServiceLookup.lookupPrintServices(null, null)) {
                if (service.getName().equals(queue)) {
                  return Optional.of(service);
                }
              }
              return Optional.empty();
            });
    try {
      return found.get(LOOKING.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      log.warn("the print system does not answer: {}", e.getClass().getSimpleName());
      return Optional.empty();
    }
  }

  private interface Asked<T> {
    T get() throws PrintException;
  }

  /** {@code javax.print} has no deadlines: what hangs in it must hang alone. */
  private static <T> CompletableFuture<T> inThread(Asked<T> asked) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .name("print-queue")
        .start(
            () -> {
              try {
                answer.complete(asked.get());
              } catch (PrintException | RuntimeException | LinkageError e) {
                answer.completeExceptionally(e);
              }
            });
    return answer;
  }

  private static PrintOutcome notObservable() {
    return new Unknown(Cause.NOT_OBSERVABLE, Optional.of(PrinterCondition.NOT_OBSERVABLE));
  }

  @Override
  public void close() {
    // Nothing is held open.
  }
}
