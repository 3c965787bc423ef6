package be.borne.device.printer;

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
}
