package be.borne.device.printer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.device.printer.JournalledPrint.Step;
import be.borne.device.printer.PrintOutcome.Cause;
import be.borne.device.printer.PrintOutcome.NotPrinted;
import be.borne.device.printer.PrintOutcome.Printed;
import be.borne.device.printer.PrintOutcome.Reason;
import be.borne.device.printer.PrintOutcome.Unknown;
import be.borne.device.virtual.VirtualPrinter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prints on a real ippeveprinter, and breaks it at every step. */
class IppPrinterTest {
  private static final Duration PLENTY = Duration.ofSeconds(60);
  private static final Duration SOON = Duration.ofSeconds(2);

  /** A deadline that already runs while the virtual printer comes to show an empty tray. */
  private static final Duration WITH_PAPER_OUT_SHOWN = Duration.ofSeconds(20);

  private static final PrinterDeadlines QUICK =
      new PrinterDeadlines(Duration.ofSeconds(5), Duration.ofMillis(100), Duration.ofSeconds(15));

  /** For what is never seen ended, which is waited for in full. */
  private static final PrinterDeadlines IN_VAIN =
      new PrinterDeadlines(QUICK.call(), QUICK.poll(), Duration.ofSeconds(3));

  private static final byte[] PDF = TinyPdf.ofPages(1);

  @TempDir static Path directory;
  private static VirtualPrinter virtual;
  private static IppPrinter printer;
  private static IppPrinter hopeless;

  @BeforeAll
  static void start() throws Exception {
    virtual = VirtualPrinter.start(directory, 0);
    printer = new IppPrinter(virtual.address(), QUICK);
    hopeless = new IppPrinter(virtual.address(), IN_VAIN);
  }

  @AfterAll
  static void stop() {
    hopeless.close();
    printer.close();
    virtual.close();
  }

  @AfterEach
  void mendPrinter() throws Exception {
    virtual.powerOn();
    virtual.deafToCancel(false);
    virtual.slow(Duration.ZERO);
    virtual.clearJam();
    virtual.closeCover();
    virtual.tonerFull();
    virtual.refill();
  }

  private static PrintJob job() {
    return new PrintJob(PrintJob.newJobName(), PDF, 1);
  }

  private static long sheetsOf(PrintJob job) throws Exception {
    return virtual.printed().stream().filter(f -> f.toString().contains(job.jobName())).count();
  }

  @Test
  void documentArrivesByteForByteAndIsSeenPrinted() throws Exception {
    PrintJob job = new PrintJob(PrintJob.newJobName(), TinyPdf.ofPages(3), 3);
    RecordingJournal journal = new RecordingJournal();

    PrintOutcome outcome = printer.print(job, journal, PrintProgress.NONE, PLENTY);

    assertEquals(new Printed(3), outcome);
    assertEquals(List.of("intent", "created", "handed over", "ended"), journal.steps());
    List<Path> sheets =
        virtual.printed().stream().filter(f -> f.toString().contains(job.jobName())).toList();
    assertEquals(1, sheets.size());
    assertArrayEquals(job.pdf(), Files.readAllBytes(sheets.getFirst()));
  }

  @Test
  void conditionsAreToldWhileIdle() throws Exception {
    assertEquals(Severity.READY, printer.status().severity());
    virtual.tonerLow();
    assertEquals(List.of(PrinterCondition.TONER_LOW), printer.status().conditions());
    assertTrue(printer.status().canPrint());
    virtual.openCover();
    virtual.jam();
    virtual.paperOut();
    assertEquals(
        List.of(
            PrinterCondition.COVER_OPEN,
            PrinterCondition.PAPER_JAM,
            PrinterCondition.PAPER_OUT,
            PrinterCondition.TONER_LOW),
        printer.status().conditions());
    assertFalse(printer.status().canPrint());
    virtual.closeCover();
    virtual.clearJam();
    virtual.refill();
    virtual.tonerFull();
    assertEquals(List.of(), printer.status().conditions());
  }

  @Test
  void withoutPaperNothingIsSent() throws Exception {
    virtual.paperOut();
    PrintJob job = job();
    RecordingJournal journal = new RecordingJournal();

    PrintOutcome outcome = printer.print(job, journal, PrintProgress.NONE, SOON);

    assertEquals(
        new NotPrinted(Reason.PRINTER_NOT_READY, Optional.of(PrinterCondition.PAPER_OUT)), outcome);
    assertEquals(List.of("ended"), journal.steps());
  }

  @Test
  void paperFilledUpInTimeIsWaitedFor() throws Exception {
    virtual.paperOut();
    PrintJob job = job();
    RecordingProgress progress =
        RecordingProgress.thenAt(PrinterCondition.PAPER_OUT, virtual::refill);

    assertEquals(new Printed(1), printer.print(job, new RecordingJournal(), progress, PLENTY));
    assertEquals(1, sheetsOf(job));
  }

  @Test
  void paperOutDuringPrintHoldsTheJobAndRefillPrintsItOnce() throws Exception {
    PrintJob job = job();
    RecordingJournal journal = RecordingJournal.thenAtCreated(virtual::paperOut);
    RecordingProgress progress =
        RecordingProgress.thenAt(
            PrinterCondition.PAPER_OUT,
            () -> {
              assertEquals(0, sheetsOf(job));
              virtual.refill();
            });

    assertEquals(new Printed(1), printer.print(job, journal, progress, PLENTY));
    assertTrue(progress.saw(PrinterCondition.PAPER_OUT));
    assertEquals(1, sheetsOf(job));
  }

  @Test
  void paperOutToTheDeadlineIsTakenBackWithoutASheet() throws Exception {
    PrintJob job = job();
    RecordingJournal journal = RecordingJournal.thenAtCreated(virtual::paperOut);

    PrintOutcome outcome = printer.print(job, journal, PrintProgress.NONE, WITH_PAPER_OUT_SHOWN);

    assertEquals(
        new NotPrinted(Reason.CANCELLED_AT_DEADLINE, Optional.of(PrinterCondition.PAPER_OUT)),
        outcome);
    virtual.refill();
    assertEquals(
        new Printed(1), printer.print(job(), new RecordingJournal(), PrintProgress.NONE, PLENTY));
    assertEquals(0, sheetsOf(job), "a cancelled document came out later");
  }

  @Test
  void printerThatKeepsACancelledJobLeavesItUnknownAndRecoveryLearnsMore() throws Exception {
    virtual.deafToCancel(true);
    PrintJob job = job();
    RecordingJournal journal = RecordingJournal.thenAtCreated(virtual::paperOut);

    PrintOutcome outcome = hopeless.print(job, journal, PrintProgress.NONE, WITH_PAPER_OUT_SHOWN);

    assertEquals(
        new Unknown(Cause.STILL_IN_PRINTER, Optional.of(PrinterCondition.PAPER_OUT)), outcome);
    assertEquals(0, sheetsOf(job));

    virtual.refill(); // the sheet comes out now, of a job that is shown as canceled
    PrintOutcome later =
        printer.recover(
            journal.journalled(job, Step.HANDED_OVER), journal, PrintProgress.NONE, PLENTY);
    assertEquals(new Unknown(Cause.SOME_SHEETS_OUT, Optional.empty()), later);
    assertEquals(1, sheetsOf(job));
  }

  @Test
  void jamDuringPrintIsShownAndClearingItPrintsOnce() throws Exception {
    PrintJob job = job();
    virtual.slow(Duration.ofSeconds(1));
    RecordingJournal journal = RecordingJournal.thenAtCreated(() -> virtual.jam());
    RecordingProgress progress =
        RecordingProgress.thenAt(PrinterCondition.PAPER_JAM, virtual::clearJam);

    assertEquals(new Printed(1), printer.print(job, journal, progress, PLENTY));
    assertTrue(progress.saw(PrinterCondition.PAPER_JAM));
    assertEquals(1, sheetsOf(job));
  }

  @Test
  void printerThatGivesUpHasNotPrinted() throws Exception {
    virtual.abortNext();
    PrintJob job = job();
    assertEquals(
        new NotPrinted(Reason.ABORTED, Optional.empty()),
        printer.print(job, new RecordingJournal(), PrintProgress.NONE, PLENTY));
    assertEquals(0, sheetsOf(job));
  }

  @Test
  void cancelledAtThePrinterBeforeASheetHasNotPrinted() throws Exception {
    virtual.slow(Duration.ofSeconds(30));
    PrintJob job = job();
    RecordingJournal journal = new RecordingJournal();
    try (IppClient hand = PanelHand.at(virtual.address())) {
      RecordingProgress progress =
          RecordingProgress.thenAtPhase(
              PrintProgress.Phase.PRINTING,
              () -> PanelHand.cancel(hand, virtual.address(), journal.job().id()));
      assertEquals(
          new NotPrinted(Reason.CANCELLED_AT_PRINTER, Optional.empty()),
          printer.print(job, journal, progress, PLENTY));
    }
    assertEquals(0, sheetsOf(job));
  }

  @Test
  void deadPrinterIsUnreachableAndNothingIsJournalledAsBegun() throws Exception {
    virtual.powerCut();
    RecordingJournal journal = new RecordingJournal();
    assertEquals(List.of(PrinterCondition.UNREACHABLE), printer.status().conditions());
    assertEquals(
        new NotPrinted(Reason.PRINTER_NOT_READY, Optional.of(PrinterCondition.UNREACHABLE)),
        printer.print(job(), journal, PrintProgress.NONE, SOON));
    assertEquals(List.of("ended"), journal.steps());
  }

  @Test
  void printerThatDiesBeforeTheDocumentWasSentHasNotPrinted() throws Exception {
    PrintJob job = job();
    RecordingJournal journal = RecordingJournal.thenAtCreated(virtual::powerCut);
    assertEquals(
        new NotPrinted(Reason.PRINTER_UNREACHABLE, Optional.of(PrinterCondition.UNREACHABLE)),
        hopeless.print(job, journal, PrintProgress.NONE, PLENTY));
  }

  @Test
  void printerThatDiesWithTheDocumentLeavesItUnknown() throws Exception {
    virtual.slow(Duration.ofSeconds(30));
    PrintJob job = job();
    RecordingJournal journal = new RecordingJournal();
    RecordingProgress progress =
        RecordingProgress.thenAtPhase(PrintProgress.Phase.PRINTING, virtual::powerCut);
    assertEquals(
        new Unknown(Cause.PRINTER_UNREACHABLE, Optional.of(PrinterCondition.UNREACHABLE)),
        hopeless.print(job, journal, progress, Duration.ofSeconds(5)));

    virtual.powerOn();
    assertEquals(
        new Unknown(Cause.JOB_VANISHED, Optional.empty()),
        printer.recover(
            journal.journalled(job, Step.HANDED_OVER), journal, PrintProgress.NONE, PLENTY));
    assertEquals(0, sheetsOf(job));
  }

  @Test
  void printerThatRestartsDuringAPrintLeavesItUnknownEvenWhenItsNumbersRepeat() throws Exception {
    virtual.powerCut();
    virtual.powerOn();
    virtual.slow(Duration.ofSeconds(30));
    PrintJob job = job();
    RecordingJournal journal = new RecordingJournal();
    RecordingProgress progress =
        RecordingProgress.thenAtPhase(
            PrintProgress.Phase.PRINTING,
            () -> {
              virtual.powerCut();
              virtual.slow(Duration.ZERO);
              virtual.powerOn();
              // Another document, which gets the number that ours had.
              try (IppPrinter other = new IppPrinter(virtual.address(), QUICK)) {
                RecordingJournal others = new RecordingJournal();
                other.print(job(), others, PrintProgress.NONE, PLENTY);
                assertEquals(journal.job().id(), others.job().id());
              }
            });
    assertEquals(
        new Unknown(Cause.JOB_VANISHED, Optional.empty()),
        printer.print(job, journal, progress, PLENTY));
    assertEquals(0, sheetsOf(job));
  }

  @Test
  void recoveryOfAPrintThatCompletedMeanwhile() throws Exception {
    PrintJob job = job();
    RecordingJournal journal = new RecordingJournal();
    printer.print(job, journal, PrintProgress.NONE, PLENTY);
    assertEquals(
        new Printed(1),
        printer.recover(
            journal.journalled(job, Step.CREATED), journal, PrintProgress.NONE, PLENTY));
    assertEquals(1, sheetsOf(job));
  }

  @Test
  void recoveryFollowsAPrintThatWasInterrupted() throws Exception {
    virtual.slow(Duration.ofSeconds(3));
    PrintJob job = job();
    RecordingJournal journal = new RecordingJournal();
    Thread me = Thread.currentThread();
    RecordingProgress progress =
        RecordingProgress.thenAtPhase(PrintProgress.Phase.PRINTING, me::interrupt);
    assertThrows(InterruptedException.class, () -> printer.print(job, journal, progress, PLENTY));
    assertEquals(List.of("intent", "created", "handed over"), journal.steps());

    assertEquals(
        new Printed(1),
        printer.recover(
            journal.journalled(job, Step.HANDED_OVER), journal, PrintProgress.NONE, PLENTY));
    assertEquals(1, sheetsOf(job));
  }

  @Test
  void journalThatFailsAtCreatedStopsThePrintAndRecoveryCancelsTheEmptyJob() throws Exception {
    PrintJob job = job();
    RecordingJournal journal =
        RecordingJournal.thenAtCreated(
            () -> {
              throw new IllegalStateException("disk full");
            });
    assertThrows(
        IllegalStateException.class, () -> printer.print(job, journal, PrintProgress.NONE, PLENTY));
    assertEquals(
        new NotPrinted(Reason.NEVER_SENT, Optional.empty()),
        printer.recover(
            journal.journalled(job, Step.INTENDED), journal, PrintProgress.NONE, PLENTY));
    // The queue is free: the next document comes out.
    assertInstanceOf(
        Printed.class, printer.print(job(), new RecordingJournal(), PrintProgress.NONE, PLENTY));
    assertEquals(0, sheetsOf(job));
  }

  @Test
  void recoveryCancelsAJobThatNeverGotItsDocument() throws Exception {
    PrintJob job = job();
    PrinterJobId orphan;
    try (IppClient client = PanelHand.at(virtual.address())) {
      PrinterOperations operations = new PrinterOperations(client, QUICK.call());
      orphan = operations.createJob(job.jobName(), Sides.ONE_SIDED, 1, operations.printerView());
    }
    assertEquals(
        new NotPrinted(Reason.NEVER_SENT, Optional.empty()),
        printer.recover(
            new JournalledPrint(job.jobName(), Step.CREATED, Optional.of(orphan)),
            new RecordingJournal(),
            PrintProgress.NONE,
            PLENTY));
    assertInstanceOf(
        Printed.class, printer.print(job(), new RecordingJournal(), PrintProgress.NONE, PLENTY));
  }

  @Test
  void noPrinterAtThatAddress() throws Exception {
    try (IppPrinter nowhere = new IppPrinter(URI.create("ipp://localhost:9/ipp/print"), QUICK)) {
      assertEquals(Optional.of(PrinterCondition.UNREACHABLE), nowhere.status().worst());
    }
    assertThrows(
        IllegalArgumentException.class, () -> new IppPrinter(URI.create("http://localhost/")));
    assertThrows(
        IllegalArgumentException.class,
        () -> new PrintJob("short", "x".getBytes(StandardCharsets.US_ASCII), 1));
  }
}
