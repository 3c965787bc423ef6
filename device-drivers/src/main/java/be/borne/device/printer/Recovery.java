package be.borne.device.printer;

import be.borne.device.printer.PrintOutcome.NotPrinted;
import be.borne.device.printer.PrintOutcome.Reason;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What became of a print that the journal shows begun and not ended. */
final class Recovery {
  private static final Logger log = LoggerFactory.getLogger(Recovery.class);

  private final PrinterOperations operations;
  private final PrinterDeadlines deadlines;
  private final JournalledPrint print;
  private final PrintProgress progress;

  Recovery(
      PrinterOperations operations,
      PrinterDeadlines deadlines,
      JournalledPrint print,
      PrintProgress progress) {
    this.operations = operations;
    this.deadlines = deadlines;
    this.print = print;
    this.progress = progress;
  }

  PrintOutcome run(Deadline deadline) throws InterruptedException {
    return print.job().isPresent()
        ? follow(print.job().get(), HandOver.beforeRestart(), deadline)
        : neverCreated(deadline);
  }

  /**
   * Send-Document comes after "created", which the journal does not have: nothing was sent. A
   * printer that shows such a job at work or done contradicts the journal, and is believed.
   */
  private PrintOutcome neverCreated(Deadline deadline) throws InterruptedException {
    Optional<JobView> seen = Optional.empty();
    try {
      seen =
          operations.allJobs().stream()
              .filter(job -> job.name().equals(print.jobName()))
              .findFirst();
    } catch (IppFailure e) {
      log.warn("an empty job may be left in the printer: {}", e.getMessage());
    }
    if (seen.isEmpty()) {
      return new NotPrinted(Reason.NEVER_SENT, Optional.empty());
    }
    boolean contradicts = seen.get().moves() || seen.get().completed() || seen.get().sheetsOut();
    if (contradicts) {
      log.error("{} has a document that the journal says was never sent", print.jobName());
    }
    return follow(
        seen.get().job(), contradicts ? HandOver.beforeRestart() : HandOver.neverBegun(), deadline);
  }

  private PrintOutcome follow(PrinterJobId job, HandOver handOver, Deadline deadline)
      throws InterruptedException {
    return new JobFollower(
            operations,
            deadlines,
            progress,
            print.jobName(),
            job,
            JobFollower.UNKNOWN_LENGTH,
            handOver)
        .followAbandoned(deadline);
  }
}
