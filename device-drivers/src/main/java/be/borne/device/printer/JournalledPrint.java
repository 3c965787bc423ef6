package be.borne.device.printer;

import java.util.Optional;

/**
 * A print that the journal knows to have begun and not to have ended.
 *
 * @param jobName its unique name
 * @param step the last one journalled
 * @param job known from {@link Step#CREATED} on
 */
public record JournalledPrint(String jobName, Step step, Optional<PrinterJobId> job) {

  /** The methods of {@link PrintJournal} that lie before the end. */
  public enum Step {
    INTENDED,
    CREATED,
    HANDED_OVER
  }

  public JournalledPrint {
    if (!PrintJob.NAME.matcher(jobName).matches()) {
      throw new IllegalArgumentException("not the name of a job");
    }
    if ((step == Step.INTENDED) == job.isPresent()) {
      throw new IllegalArgumentException("a print has a job exactly from CREATED on");
    }
  }
}
