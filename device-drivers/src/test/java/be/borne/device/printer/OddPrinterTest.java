package be.borne.device.printer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.device.printer.JournalledPrint.Step;
import be.borne.device.printer.PrintOutcome.Cause;
import be.borne.device.printer.PrintOutcome.NotPrinted;
import be.borne.device.printer.PrintOutcome.Printed;
import be.borne.device.printer.PrintOutcome.Reason;
import be.borne.device.printer.PrintOutcome.Unknown;
import com.hp.jipp.model.JobState;
import com.hp.jipp.model.Status;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be said of paper when the printer keeps to the letter of IPP less than others do. */
class OddPrinterTest {
  private static final Duration PLENTY = Duration.ofSeconds(60);
  private static final Duration SOON = Duration.ofMillis(600);
  private static final PrinterDeadlines QUICK =
      new PrinterDeadlines(Duration.ofSeconds(10), Duration.ofMillis(50), Duration.ofSeconds(1));

  private final PrintJob job = new PrintJob(PrintJob.newJobName(), TinyPdf.ofPages(1), 1);
  private final RecordingJournal journal = new RecordingJournal();
  private OddPrinter odd;
  private IppPrinter printer;

  @BeforeEach
  void start() throws IOException {
    odd = new OddPrinter();
    printer = new IppPrinter(odd.address(), QUICK);
  }

  @AfterEach
  void stop() {
    printer.close();
    odd.close();
  }

  @Test
  void printsOnAnOrdinaryDay() throws Exception {
    assertEquals(new Printed(1), print(PLENTY));
    assertEquals(1, odd.jobs().size());
  }

  @Test
  void aJobThatDoesNotSayThatItWaitsForItsDocumentIsCancelledAfterARestart() throws Exception {
    odd.emptyState = JobState.pending;
    odd.emptyReason = "none";
    OddPrinter.Job left = odd.make(job.jobName());
    assertEquals(
        new NotPrinted(Reason.CANCELLED_AFTER_RESTART, Optional.empty()), recover(left, PLENTY));
    assertEquals(JobState.canceled, left.state);
  }

  @Test
  void withoutCountsACancelledJobIsInDoubtEvenThen() throws Exception {
    odd.counts = false;
    OddPrinter.Job left = odd.make(job.jobName());
    assertEquals(new Unknown(Cause.NO_COUNT, Optional.empty()), recover(left, PLENTY));
  }

  @Test
  void withoutUuidsANumberThatMovedOnIsNotTakenForOurs() throws Exception {
    odd.uuids = false;
    OddPrinter.Job ours = odd.make(job.jobName());
    odd.reboot();
    OddPrinter.Job others = odd.make(PrintJob.newJobName());
    others.state = JobState.completed;
    others.impressions = OptionalInt.of(1);
    assertEquals(ours.id, others.id);
    assertEquals(new Unknown(Cause.JOB_VANISHED, Optional.empty()), recover(ours, PLENTY));
  }

  /** Some make the UUID of the job's number, and so make the same one again. */
  @Test
  void aUuidThatComesAgainAfterARebootIsNotTakenForOurs() throws Exception {
    odd.uuidsOfNumbers = true;
    OddPrinter.Job ours = odd.make(job.jobName());
    odd.reboot();
    OddPrinter.Job others = odd.make(PrintJob.newJobName());
    others.state = JobState.completed;
    others.impressions = OptionalInt.of(1);
    assertEquals(ours.uuid, others.uuid);
    assertEquals(new Unknown(Cause.JOB_VANISHED, Optional.empty()), recover(ours, PLENTY));
  }

  @Test
  void anErrorInsideTheDocumentComesTooLateToBeCertain() throws Exception {
    odd.sent = Status.clientErrorDocumentFormatError;
    odd.works =
        it -> {
          it.state = JobState.aborted;
          it.reason = "document-format-error";
          it.impressions = OptionalInt.of(1);
        };
    assertEquals(new Unknown(Cause.SOME_SHEETS_OUT, Optional.empty()), print(PLENTY));
  }

  @Test
  void aDocumentThatWasRefusedUnreadIsNotPrinted() throws Exception {
    odd.sent = Status.clientErrorDocumentFormatNotSupported;
    odd.works = it -> {};
    assertEquals(new NotPrinted(Reason.REFUSED, Optional.empty()), print(PLENTY));
    assertEquals(JobState.canceled, odd.jobs().getFirst().state);
  }

  /** One that prints while it reads finds out in the midst of a document that it is too long. */
  @Test
  void aRefusalDoesNotUndoTheSheetsThatCameBeforeIt() throws Exception {
    odd.sent = Status.clientErrorRequestEntityTooLarge;
    odd.works =
        it -> {
          it.state = JobState.aborted;
          it.reason = "aborted-by-system";
          it.impressions = OptionalInt.of(1);
        };
    assertEquals(new Unknown(Cause.SOME_SHEETS_OUT, Optional.empty()), print(PLENTY));
  }

  /** Whatever the printer answered: a refusal of the request, of the transfer, of the document. */
  @ParameterizedTest
  @MethodSource("refusals")
  void sheetsThatCameAreNeverNotPrinted(Status refusal) throws Exception {
    odd.sent = refusal;
    odd.works =
        it -> {
          it.state = JobState.aborted;
          it.reason = "aborted-by-system";
          it.impressions = OptionalInt.empty();
          it.sheets = OptionalInt.of(1);
        };
    assertEquals(new Unknown(Cause.SOME_SHEETS_OUT, Optional.empty()), print(PLENTY));
  }

  @Test
  void aCountThatComesAfterTheEndStillCounts() throws Exception {
    odd.sent = Status.clientErrorBadRequest;
    odd.works =
        it -> {
          it.reason = "processing-to-stop-point";
          it.state = JobState.aborted;
          later(
              () -> {
                it.impressions = OptionalInt.of(1);
                it.reason = "aborted-by-system";
              });
        };
    assertEquals(new Unknown(Cause.SOME_SHEETS_OUT, Optional.empty()), print(PLENTY));
  }

  @Test
  void sheetsOfAJobThatVanishesAreNotForgotten() throws Exception {
    odd.sent = Status.clientErrorBadRequest;
    odd.cancels = false;
    odd.works =
        it -> {
          it.state = JobState.processing;
          it.impressions = OptionalInt.of(1);
          later(() -> odd.forget(it));
        };
    assertEquals(new Unknown(Cause.SOME_SHEETS_OUT, Optional.empty()), print(PLENTY));
  }

  @Test
  void aRefusedJobThatMovesPaperAndDoesNotEndIsStillInThePrinter() throws Exception {
    odd.sent = Status.clientErrorBadRequest;
    odd.cancels = false;
    odd.works =
        it -> {
          it.state = JobState.processing;
          it.impressions = OptionalInt.of(1);
        };
    assertEquals(new Unknown(Cause.STILL_IN_PRINTER, Optional.empty()), print(SOON));
  }

  /** These speak of the job or of the transfer, which may have been half done. */
  @ParameterizedTest
  @MethodSource("refusalsInTheMidst")
  void aRefusalInTheMidstIsInDoubtWhereNothingIsCounted(Status refusal) throws Exception {
    odd.counts = false;
    odd.sent = refusal;
    odd.works =
        it -> {
          it.state = JobState.aborted;
          it.reason = "aborted-by-system";
        };
    assertEquals(new Unknown(Cause.NO_COUNT, Optional.empty()), print(PLENTY));
  }

  @ParameterizedTest
  @MethodSource("refusalsInTheMidst")
  void aJobThatIsGoneAfterARefusalInTheMidstIsInDoubt(Status refusal) throws Exception {
    odd.sent = refusal;
    odd.works = odd::forget;
    assertEquals(new Unknown(Cause.JOB_VANISHED, Optional.empty()), print(PLENTY));
  }

  @ParameterizedTest
  @MethodSource("refusalsInTheMidst")
  void aRefusalInTheMidstIsNotPrintedWhereNoSheetWasCounted(Status refusal) throws Exception {
    odd.sent = refusal;
    odd.works =
        it -> {
          it.state = JobState.aborted;
          it.reason = "aborted-by-system";
        };
    // Why is not told for certain: its end may be seen before the refusal has arrived.
    assertInstanceOf(NotPrinted.class, print(PLENTY));
  }

  @Test
  void aDocumentThatWasRefusedUnreadIsNotPrintedEvenWhereNothingIsCounted() throws Exception {
    odd.counts = false;
    odd.sent = Status.clientErrorDocumentFormatNotSupported;
    odd.works = it -> {};
    assertEquals(new NotPrinted(Reason.REFUSED, Optional.empty()), print(PLENTY));
    assertEquals(JobState.canceled, odd.jobs().getFirst().state);
  }

  /** Some close an empty job like any other, and call it completed. */
  @Test
  void completionOfARefusedDocumentProvesNothingWhereNothingIsCounted() throws Exception {
    odd.counts = false;
    odd.sent = Status.clientErrorDocumentFormatNotSupported;
    assertEquals(new Unknown(Cause.NO_COUNT, Optional.empty()), print(PLENTY));
  }

  @Test
  void sheetsOfAJobThatTheJournalSaysWasNeverSentAreBelieved() throws Exception {
    OddPrinter.Job left = odd.make(job.jobName());
    left.state = JobState.aborted;
    left.sheets = OptionalInt.of(1);
    assertEquals(
        new Unknown(Cause.SOME_SHEETS_OUT, Optional.empty()),
        printer.recover(
            new JournalledPrint(job.jobName(), Step.INTENDED, Optional.empty()),
            journal,
            PrintProgress.NONE,
            PLENTY));
  }

  private static Stream<Status> refusals() {
    return Stream.concat(
        Stream.of(
            Status.clientErrorBadRequest,
            Status.clientErrorForbidden,
            Status.clientErrorDocumentFormatNotSupported,
            Status.clientErrorCompressionNotSupported,
            Status.clientErrorDocumentFormatError,
            Status.serverErrorInternalError,
            Status.serverErrorJobCanceled),
        refusalsInTheMidst());
  }

  private static Stream<Status> refusalsInTheMidst() {
    return Stream.of(
        Status.clientErrorNotPossible,
        Status.clientErrorTimeout,
        Status.clientErrorNotFound,
        Status.clientErrorGone,
        Status.clientErrorRequestEntityTooLarge);
  }

  private static void later(Runnable change) {
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                Thread.sleep(QUICK.poll().multipliedBy(6));
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              change.run();
            });
  }

  /** Between taking the document and looking into it, some still show the job as empty. */
  @Test
  void aJobThatStillLooksEmptyWithItsDocumentIsNotCancelled() throws Exception {
    odd.works =
        it ->
            later(
                () -> {
                  if (it.open()) {
                    it.impressions = OptionalInt.of(1);
                    it.state = JobState.completed;
                  }
                });
    assertEquals(new Printed(1), print(PLENTY));
  }

  @Test
  void aJobThatTheJournalSaysWasNeverSentAndThatIsDoneIsBelieved() throws Exception {
    OddPrinter.Job left = odd.make(job.jobName());
    left.state = JobState.completed;
    left.impressions = OptionalInt.of(1);
    assertEquals(
        new Printed(1),
        printer.recover(
            new JournalledPrint(job.jobName(), Step.INTENDED, Optional.empty()),
            journal,
            PrintProgress.NONE,
            PLENTY));
  }

  @Test
  void anEmptyJobOfAnIntentIsCancelledAndCertain() throws Exception {
    odd.counts = false;
    OddPrinter.Job left = odd.make(job.jobName());
    assertEquals(
        new NotPrinted(Reason.NEVER_SENT, Optional.empty()),
        printer.recover(
            new JournalledPrint(job.jobName(), Step.INTENDED, Optional.empty()),
            journal,
            PrintProgress.NONE,
            PLENTY));
    assertEquals(JobState.canceled, left.state);
  }

  @Test
  void nothingIsPrintedWhileAnEarlierVisitsJobIsInThePrinter() throws Exception {
    odd.cancels = false;
    OddPrinter.Job earlier = odd.make(PrintJob.newJobName());
    assertEquals(
        new NotPrinted(Reason.PRINTER_NOT_READY, Optional.of(PrinterCondition.EARLIER_JOB)),
        print(SOON));
    assertEquals(List.of("ended"), journal.steps());
    assertEquals(List.of(earlier), odd.jobs());
    assertFalse(printer.statusAtRest().canPrint());

    odd.cancels = true;
    assertEquals(List.of(PrinterCondition.EARLIER_JOB), printer.statusAtRest().conditions());
    assertEquals(JobState.canceled, earlier.state);
    assertTrue(printer.statusAtRest().canPrint());
    assertEquals(new Printed(1), print(PLENTY));
  }

  /** It may be the last citizen's, whatever the printer's privacy says of it. */
  @ParameterizedTest
  @ValueSource(strings = {OddPrinter.LEFT_OUT, OddPrinter.NO_VALUE, "", "****"})
  void aJobWithoutANameInTheQueueMayBeAnEarlierVisits(String shown) throws Exception {
    odd.shownName = name -> shown;
    OddPrinter.Job earlier = odd.make(PrintJob.newJobName());
    assertEquals(List.of(PrinterCondition.EARLIER_JOB), printer.statusAtRest().conditions());
    assertFalse(printer.statusAtRest().canPrint());
    assertEquals(
        new NotPrinted(Reason.PRINTER_NOT_READY, Optional.of(PrinterCondition.EARLIER_JOB)),
        print(SOON));
    assertEquals(List.of(earlier), odd.jobs());
    assertEquals(JobState.pendingHeld, earlier.state);

    earlier.state = JobState.canceled;
    assertTrue(printer.statusAtRest().canPrint());
  }

  @Test
  void aPrinterThatHidesNamesStillPrints() throws Exception {
    odd.shownName = name -> OddPrinter.LEFT_OUT;
    assertEquals(new Printed(1), print(PLENTY));
  }

  @Test
  void anEmptyQueueIsNotAskedForAtEachLookButSeenToFill() throws Exception {
    for (int looks = 0; looks < 3; looks++) {
      assertTrue(printer.statusAtRest().canPrint());
    }
    assertEquals(1, odd.queueLooks.get());
    odd.cancels = false;
    odd.make(PrintJob.newJobName());
    assertEquals(List.of(PrinterCondition.EARLIER_JOB), printer.statusAtRest().conditions());
  }

  @Test
  void thatAPrinterDoesNotCountItsJobsMakesItAskedEachTime() throws Exception {
    odd.saidQueued = _ -> OptionalInt.empty();
    assertTrue(printer.statusAtRest().canPrint());
    odd.cancels = false;
    odd.make(PrintJob.newJobName());
    assertEquals(List.of(PrinterCondition.EARLIER_JOB), printer.statusAtRest().conditions());
  }

  @Test
  void aJobThatWasSeenIsNotForgottenBecauseThePrinterLooksAsItDidWithoutIt() throws Exception {
    odd.saidQueued = _ -> OptionalInt.of(0);
    assertTrue(printer.statusAtRest().canPrint());
    odd.cancels = false;
    OddPrinter.Job earlier = odd.make(PrintJob.newJobName());
    earlier.state = JobState.processing;
    assertEquals(List.of(PrinterCondition.EARLIER_JOB), printer.statusAtRest().conditions());
    earlier.state = JobState.pendingHeld;
    assertEquals(List.of(PrinterCondition.EARLIER_JOB), printer.statusAtRest().conditions());
  }

  @Test
  void aPrinterThatWasAwayIsAskedForItsQueueWhenItIsBack() throws Exception {
    odd.saidQueued = _ -> OptionalInt.of(0);
    assertTrue(printer.statusAtRest().canPrint());
    odd.answers = false;
    assertEquals(List.of(PrinterCondition.NOT_A_PRINTER), printer.statusAtRest().conditions());
    odd.answers = true;
    odd.cancels = false;
    odd.make(PrintJob.newJobName());
    assertEquals(List.of(PrinterCondition.EARLIER_JOB), printer.statusAtRest().conditions());
  }

  @Test
  void whatAPrintLeftIsSeenAtOnceAlthoughThePrinterSaysThatItHasNoJob() throws Exception {
    odd.saidQueued = _ -> OptionalInt.of(0);
    assertTrue(printer.statusAtRest().canPrint());
    odd.cancels = false;
    odd.works = it -> it.state = JobState.pending;
    assertEquals(new Unknown(Cause.STILL_IN_PRINTER, Optional.empty()), print(SOON));
    assertEquals(List.of(PrinterCondition.EARLIER_JOB), printer.statusAtRest().conditions());
  }

  @Test
  void whatARecoveryLeftIsSeenAtOnceAlthoughThePrinterSaysThatItHasNoJob() throws Exception {
    odd.saidQueued = _ -> OptionalInt.of(0);
    assertTrue(printer.statusAtRest().canPrint());
    odd.cancels = false;
    OddPrinter.Job left = odd.make(job.jobName());
    assertEquals(new Unknown(Cause.STILL_IN_PRINTER, Optional.empty()), recover(left, SOON));
    assertEquals(List.of(PrinterCondition.EARLIER_JOB), printer.statusAtRest().conditions());
  }

  @Test
  void jobsOfOthersAreLeftAlone() throws Exception {
    OddPrinter.Job trial = odd.make(PrintJob.newTrialName());
    assertTrue(printer.statusAtRest().canPrint());
    assertEquals(new Printed(1), print(PLENTY));
    assertEquals(JobState.pendingHeld, trial.state);
  }

  private PrintOutcome print(Duration timeout) throws InterruptedException {
    return printer.print(job, journal, PrintProgress.NONE, timeout);
  }

  private PrintOutcome recover(OddPrinter.Job left, Duration timeout) throws InterruptedException {
    return printer.recover(
        new JournalledPrint(
            job.jobName(), Step.CREATED, Optional.of(new PrinterJobId(left.id, left.uuid))),
        journal,
        PrintProgress.NONE,
        timeout);
  }
}
