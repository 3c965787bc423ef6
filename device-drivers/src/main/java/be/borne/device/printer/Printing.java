package be.borne.device.printer;

import be.borne.device.printer.PrintOutcome.NotPrinted;
import be.borne.device.printer.PrintOutcome.Reason;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One document's way into the printer, step by journalled step, up to its hand-over. */
final class Printing {
  private static final Logger log = LoggerFactory.getLogger(Printing.class);

  private final PrinterOperations operations;
  private final PrinterDeadlines deadlines;
  private final PrintJob job;
  private final PrintJournal journal;
  private final PrintProgress progress;
  private final Leftovers leftovers;

  Printing(
      PrinterOperations operations,
      PrinterDeadlines deadlines,
      PrintJob job,
      PrintJournal journal,
      PrintProgress progress) {
    this.operations = operations;
    this.deadlines = deadlines;
    this.job = job;
    this.journal = journal;
    this.progress = progress;
    this.leftovers = new Leftovers(operations);
  }

  PrintOutcome run(Deadline deadline) throws InterruptedException {
    Readiness readiness = waitUntilReady(deadline);
    if (readiness.abilities().isEmpty()) {
      return new NotPrinted(Reason.PRINTER_NOT_READY, readiness.status().worst());
    }

    PrinterAbilities abilities = readiness.abilities().get().abilities();
    PrinterAbilities.Way way = abilities.way(job.copies());
    if (way == PrinterAbilities.Way.NONE) {
      log.warn("the printer makes no {} copies of a document", job.copies());
      return new NotPrinted(Reason.COPIES_NOT_POSSIBLE, Optional.empty());
    }
    boolean drawn = way == PrinterAbilities.Way.RASTER;
    Sides sides = drawn ? sidesOfDrawn() : job.sides();
    Sendable document;
    try {
      document = drawn ? draw(abilities, sides, deadline) : new Sendable(Sendable.PDF, job.pdf());
    } catch (RasterFailure e) {
      log.warn("{}", e.getMessage());
      return new NotPrinted(Reason.NOT_DRAWN, Optional.empty());
    }

    journal.intent(job.jobName());
    PrinterJobId created;
    try {
      created = createJob(sides, drawn ? 1 : job.copies(), readiness.abilities().get(), deadline);
    } catch (IppFailure e) {
      log.warn("Create-Job failed: {}", e.getMessage());
      // An answer that got lost may have left an empty job behind, which blocks small printers.
      leftovers.cancelQuietly(job.jobName());
      return new NotPrinted(
          e.kind() == IppFailure.Kind.REFUSED ? Reason.REFUSED : Reason.PRINTER_UNREACHABLE,
          PrinterOperations.statusOf(e).worst());
    }

    try {
      journal.created(job.jobName(), created);
    } catch (RuntimeException e) {
      leftovers.cancelQuietly(job.jobName());
      throw e;
    }
    HandOver handOver =
        new HandOver(
            operations.sendDocument(created, document),
            () -> journal.handedOver(job.jobName(), created));
    JobFollower follower =
        new JobFollower(
            operations, deadlines, progress, job.jobName(), created, job.impressions(), handOver);
    return follower.follow(deadline);
  }

  private Sendable draw(PrinterAbilities abilities, Sides sides, Deadline deadline)
      throws RasterFailure, InterruptedException {
    return PdfRaster.draw(
        job,
        abilities.raster().orElseThrow(),
        abilities.sidesFor(sides).orElse(Sides.ONE_SIDED),
        deadline);
  }

  /** Drawn copies follow one another page by page: none may begin on the back of the one before. */
  private Sides sidesOfDrawn() {
    return job.copies() > 1 && job.pages() % 2 == 1 ? Sides.ONE_SIDED : job.sides();
  }

  private record Readiness(
      PrinterStatus status, Optional<PrinterOperations.PrinterView> abilities) {}

  private Readiness waitUntilReady(Deadline deadline) throws InterruptedException {
    while (true) {
      PrinterStatus status;
      try {
        PrinterOperations.PrinterView view = operations.printerView();
        status = view.status();
        if (status.canPrint()) {
          // One that is at work with an empty queue has a job that it shows as cancelled and
          // prints all the same. Such paper would come out in front of the wrong person.
          if (leftovers.seenEmpty() && status.state() != PrinterStatus.State.PROCESSING) {
            return new Readiness(status, Optional.of(view));
          }
          status = status.with(PrinterCondition.EARLIER_JOB);
        }
      } catch (IppFailure e) {
        status = PrinterOperations.statusOf(e);
      }
      progress.observed(PrintProgress.Phase.WAITING_FOR_PRINTER, status);
      if (deadline.passed()) {
        return new Readiness(status, Optional.empty());
      }
      deadline.sleepAtMost(deadlines.poll());
    }
  }

  /** A busy printer said no to nothing but the moment: the same question may be asked again. */
  private PrinterJobId createJob(
      Sides sides, int copies, PrinterOperations.PrinterView abilities, Deadline deadline)
      throws IppFailure, InterruptedException {
    while (true) {
      try {
        return operations.createJob(job.jobName(), sides, copies, abilities);
      } catch (IppFailure e) {
        if (!e.isBusy() || deadline.passed()) {
          throw e;
        }
        progress.observed(PrintProgress.Phase.WAITING_FOR_PRINTER, operations.status());
        deadline.sleepAtMost(deadlines.poll());
      }
    }
  }
}
