package be.borne.device.printer;

import be.borne.device.printer.PrintOutcome.NotPrinted;
import be.borne.device.printer.PrintOutcome.Reason;
import java.util.Optional;

/** What became of a print that the journal shows begun and not ended. */
final class Recovery {
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
    if (print.job().isEmpty()) {
      // Send-Document comes after "created", which the journal does not have.
      new Leftovers(operations).cancelQuietly(print.jobName());
      return new NotPrinted(Reason.NEVER_SENT, Optional.empty());
    }
    return new JobFollower(
            operations,
            deadlines,
            progress,
            print.jobName(),
            print.job().get(),
            0,
            HandOver.beforeRestart())
        .follow(deadline);
  }
}
