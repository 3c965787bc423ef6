package be.borne.device.printer;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Jobs of ours that must not stay in the printer's queue. */
final class Leftovers {
  private static final Logger log = LoggerFactory.getLogger(Leftovers.class);
  private final PrinterOperations operations;

  Leftovers(PrinterOperations operations) {
    this.operations = operations;
  }

  /** Cancels what is left of this name, if the printer lets us; makes no promise. */
  void cancelQuietly(String jobName) throws InterruptedException {
    try {
      for (JobView open : operations.openJobs()) {
        if (open.name().equals(jobName)) {
          operations.cancel(open.job());
        }
      }
    } catch (IppFailure e) {
      log.warn("an empty job may be left in the printer: {}", e.getMessage());
    }
  }

  /**
   * Cancels every job that a terminal made; for when nobody waits for any. One whose name the
   * printer hides may be such a job, so the queue is not empty while it is there; it may also be a
   * technician's, so it is left to end, or to whoever clears the printer.
   *
   * @return whether the queue was seen without any of either
   * @throws IppFailure if it could not be looked at
   */
  boolean seenEmpty() throws IppFailure, InterruptedException {
    return seenEmpty(operations.openJobs());
  }

  /** The same at less cost, for those who ask again and again and print nothing upon it. */
  boolean seenEmptyAtRest() throws IppFailure, InterruptedException {
    return seenEmpty(operations.queueSeen());
  }

  private boolean seenEmpty(List<JobView> open) throws InterruptedException {
    List<JobView> left = open.stream().filter(job -> PrintJob.isTerminals(job.name())).toList();
    for (JobView job : left) {
      log.warn("{} was left in the printer, and is cancelled", job.name());
      try {
        operations.cancel(job.job());
      } catch (IppFailure e) {
        // It may have ended just now; whoever asks again sees.
        log.info("Cancel-Job: {}", e.getMessage());
      }
    }
    boolean hidden = open.stream().anyMatch(JobView::nameIsHidden);
    if (hidden) {
      log.warn("a job of which the printer hides the name is in its queue");
    }
    return left.isEmpty() && !hidden;
  }
}
