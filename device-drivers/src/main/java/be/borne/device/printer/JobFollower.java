package be.borne.device.printer;

import be.borne.device.printer.PrintOutcome.Cause;
import be.borne.device.printer.PrintOutcome.NotPrinted;
import be.borne.device.printer.PrintOutcome.Printed;
import be.borne.device.printer.PrintOutcome.Reason;
import be.borne.device.printer.PrintOutcome.Unknown;
import be.borne.device.printer.PrintProgress.Phase;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at one job until it is seen to have ended, and decides what may truthfully be said of its
 * paper. The rules stand at {@link IppPrinter#print}.
 */
final class JobFollower {
  private static final Logger log = LoggerFactory.getLogger(JobFollower.class);

  private final PrinterOperations operations;
  private final PrinterDeadlines deadlines;
  private final PrintProgress progress;
  private final String jobName;
  private final PrinterJobId job;
  private final int expectedImpressions;
  private final HandOver handOver;

  /** For {@code expectedImpressions} where nobody knows how many pages the document has. */
  static final int UNKNOWN_LENGTH = 0;

  /** Whoever wanted the paper is gone: it may finish, but nobody waits for it to begin. */
  private boolean abandoned;

  private PrinterStatus lastStatus = PrinterStatus.of(PrinterCondition.UNREACHABLE);
  private Optional<PrinterCondition> lastTrouble = Optional.empty();

  /** Whether the printer ever counted paper of it: a count that goes back takes no sheet back. */
  private boolean sheetsOut;

  /** Why we cancelled it; empty while we have not. */
  private Optional<Reason> cancelledFor = Optional.empty();

  /**
   * @param expectedImpressions {@link #UNKNOWN_LENGTH} if not known
   */
  JobFollower(
      PrinterOperations operations,
      PrinterDeadlines deadlines,
      PrintProgress progress,
      String jobName,
      PrinterJobId job,
      int expectedImpressions,
      HandOver handOver) {
    this.operations = operations;
    this.deadlines = deadlines;
    this.progress = progress;
    this.jobName = jobName;
    this.job = job;
    this.expectedImpressions = expectedImpressions;
    this.handOver = handOver;
  }

  PrintOutcome follow(Deadline deadline) throws InterruptedException {
    try {
      return lookUntilEnd(deadline);
    } finally {
      handOver.stop();
    }
  }

  /** The same for a document whose citizen may have gone: what does not move is cancelled. */
  PrintOutcome followAbandoned(Deadline deadline) throws InterruptedException {
    abandoned = true;
    return follow(deadline);
  }

  private PrintOutcome lookUntilEnd(Deadline deadline) throws InterruptedException {
    Deadline limit = deadline;
    boolean answered = false;
    while (true) {
      HandOver.State document = handOver.state();
      try {
        look(document);
        Optional<JobView> seen = find();
        answered = true;
        if (document == HandOver.State.NEVER_TAKEN) {
          document = handOver.state();
        }
        if (seen.isEmpty()) {
          return vanished(document);
        }
        if (seen.get().ended()) {
          return judge(seen.get(), limit);
        }
        if (document == HandOver.State.NEVER_TAKEN
            || (document == HandOver.State.IN_DOUBT && seen.get().waitsForDocument())) {
          limit = cancelFor(handOver.reasonIfUnsent(), limit);
        }
        if (abandoned && !(seen.get().moves() && lastStatus.canPrint())) {
          limit = cancelFor(Reason.CANCELLED_AFTER_RESTART, limit);
        }
      } catch (IppFailure e) {
        answered = false;
        lastStatus = PrinterOperations.statusOf(e);
        note(lastStatus);
        progress.observed(phase(document), lastStatus);
      }
      if (document == HandOver.State.NEVER_TAKEN) {
        limit = cancelFor(handOver.reasonIfUnsent(), limit);
      }
      if (limit.passed()) {
        if (cancelledFor.isPresent()) {
          return stuck(document, answered);
        }
        limit = cancelFor(Reason.CANCELLED_AT_DEADLINE, limit);
      }
      if (cancelledFor.isPresent()) {
        cancel();
      }
      limit.sleepAtMost(deadlines.poll());
    }
  }

  private void look(HandOver.State document) throws IppFailure, InterruptedException {
    lastStatus = operations.printerView().status();
    note(lastStatus);
    progress.observed(phase(document), lastStatus);
  }

  /** What led to the cancellation stays the trouble, even if it passes while we take back. */
  private void note(PrinterStatus status) {
    Optional<PrinterCondition> trouble =
        status.worst().filter(condition -> condition.severity() == Severity.FAILED);
    if (cancelledFor.isEmpty() || trouble.isPresent()) {
      lastTrouble = trouble;
    }
  }

  private Phase phase(HandOver.State document) {
    if (cancelledFor.isPresent()) {
      return Phase.CANCELLING;
    }
    return document == HandOver.State.UNDER_WAY ? Phase.HANDING_OVER : Phase.PRINTING;
  }

  /** By its number, and if that leads nowhere among all jobs: the number may have moved on. */
  private Optional<JobView> find() throws IppFailure, InterruptedException {
    Optional<JobView> found = operations.job(job, jobName);
    if (found.isEmpty()) {
      found = operations.allJobs().stream().filter(view -> view.isSameAs(job, jobName)).findFirst();
    }
    if (found.isPresent() && found.get().sheetsOut()) {
      sheetsOut = true;
      handOver.contradicted();
    }
    return found;
  }

  private Deadline cancelFor(Reason reason, Deadline limit) {
    if (cancelledFor.isPresent()) {
      return limit;
    }
    cancelledFor = Optional.of(reason);
    handOver.stop();
    return Deadline.in(deadlines.settle());
  }

  private void cancel() throws InterruptedException {
    try {
      operations.cancel(job);
    } catch (IppFailure e) {
      // It may have ended just now, or be out of reach: the next look tells which.
      log.info("Cancel-Job: {}", e.getMessage());
    }
  }

  private PrintOutcome vanished(HandOver.State document) {
    if (document == HandOver.State.NEVER_TAKEN) {
      return new NotPrinted(handOver.reasonIfUnsent(), lastTrouble);
    }
    return new Unknown(sheetsOut ? Cause.SOME_SHEETS_OUT : Cause.JOB_VANISHED, lastTrouble);
  }

  private PrintOutcome stuck(HandOver.State document, boolean answered) {
    if (document == HandOver.State.NEVER_TAKEN) {
      return new NotPrinted(handOver.reasonIfUnsent(), lastTrouble);
    }
    return new Unknown(answered ? Cause.STILL_IN_PRINTER : Cause.PRINTER_UNREACHABLE, lastTrouble);
  }

  /** After a cancellation no more time is taken than it was given. */
  private PrintOutcome judge(JobView ended, Deadline limit) throws InterruptedException {
    // An answer to Send-Document that came in the same moment as the end still gets journalled.
    handOver.noteAnswer();
    Deadline settle = cancelledFor.isPresent() ? limit : Deadline.in(deadlines.settle());
    return ended.completed() ? completed(ended, settle) : endedEarly(ended, settle);
  }

  private PrintOutcome completed(JobView ended, Deadline settle) throws InterruptedException {
    if (ended.reasons().contains("job-completed-with-errors")) {
      return new Unknown(Cause.COMPLETED_WITH_ERRORS, lastTrouble);
    }
    if (ended.reasons().contains("queued-in-device")) {
      // RFC 8011 §5.3.8: "completed" for us, but the device behind it has yet to print.
      return new Unknown(Cause.STILL_IN_PRINTER, lastTrouble);
    }
    JobView last = ended;
    while (fallsShort(last.impressions()) && !settle.passed()) {
      settle.sleepAtMost(deadlines.poll());
      last = again().orElse(last);
    }
    if (!queueIsClear(settle)) {
      return new Unknown(Cause.STILL_IN_PRINTER, lastTrouble);
    }
    if (last.impressions().isEmpty()) {
      // An empty job that was closed is completed too.
      return answer(settle) == HandOver.State.NEVER_TAKEN || handOver.refused()
          ? new Unknown(Cause.NO_COUNT, lastTrouble)
          : new Printed(0);
    }
    int impressions = last.impressions().getAsInt();
    if (impressions == 0 && !sheetsOut) {
      return new Unknown(Cause.COMPLETED_WITHOUT_IMPRESSIONS, lastTrouble);
    }
    return fallsShort(last.impressions())
        ? new Unknown(Cause.SOME_SHEETS_OUT, lastTrouble)
        : new Printed(impressions);
  }

  /** False only if the printer was seen to hold on to something of ours. */
  private boolean queueIsClear(Deadline settle) throws InterruptedException {
    while (true) {
      try {
        if (operations.openJobs().stream()
            .noneMatch(view -> view.name().equals(jobName) || view.isSameAs(job, jobName))) {
          return true;
        }
      } catch (IppFailure e) {
        log.info("looking at the queue after the end: {}", e.getMessage());
        return true;
      }
      if (settle.passed()) {
        return false;
      }
      settle.sleepAtMost(deadlines.poll());
    }
  }

  private boolean fallsShort(OptionalInt impressions) {
    return impressions.isPresent() && impressions.getAsInt() < Math.max(1, expectedImpressions);
  }

  private PrintOutcome endedEarly(JobView ended, Deadline settle) throws InterruptedException {
    boolean canceled = ended.canceled();
    JobView last = ended;
    boolean atRest = atRest(last);
    while (!atRest && !settle.passed()) {
      settle.sleepAtMost(deadlines.poll());
      last = again().orElse(last);
      atRest = atRest(last);
    }
    HandOver.State document =
        last.impressions().isEmpty() && !sheetsOut ? answer(settle) : handOver.state();
    // What others have in the printer cannot make a document doubtful that it never got.
    boolean neverTaken = document == HandOver.State.NEVER_TAKEN;
    if (!atRest && !neverTaken) {
      return new Unknown(Cause.STILL_IN_PRINTER, lastTrouble);
    }
    if (sheetsOut) {
      return new Unknown(Cause.SOME_SHEETS_OUT, lastTrouble);
    }
    if (last.impressions().isEmpty() && !neverTaken) {
      return new Unknown(Cause.NO_COUNT, lastTrouble);
    }
    Reason reason =
        neverTaken || handOver.refused()
            ? handOver.reasonIfUnsent()
            : canceled ? cancelledFor.orElse(Reason.CANCELLED_AT_PRINTER) : Reason.ABORTED;
    return new NotPrinted(reason, lastTrouble);
  }

  /** Where nothing is counted, all hangs on the answer, which may come a little after the end. */
  private HandOver.State answer(Deadline settle) throws InterruptedException {
    while (handOver.state() == HandOver.State.UNDER_WAY && !settle.passed()) {
      settle.sleepAtMost(deadlines.poll());
    }
    return handOver.state();
  }

  /** The job stands still, the printer works on nothing, and its queue holds nothing of ours. */
  private boolean atRest(JobView ended) throws InterruptedException {
    if (!ended.cameToRest()) {
      return false;
    }
    try {
      lastStatus = operations.printerView().status();
      List<JobView> open = operations.openJobs();
      return lastStatus.state() != PrinterStatus.State.PROCESSING
          && open.stream().noneMatch(view -> view.isSameAs(job, jobName));
    } catch (IppFailure e) {
      log.info("looking after a job that ended: {}", e.getMessage());
      return false;
    }
  }

  private Optional<JobView> again() throws InterruptedException {
    try {
      return find();
    } catch (IppFailure e) {
      log.info("looking again at a job that ended: {}", e.getMessage());
      return Optional.empty();
    }
  }
}
