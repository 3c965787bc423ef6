package be.borne.kiosk.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.device.printer.IppPrinter;
import be.borne.device.printer.PrintOutcome;
import be.borne.device.printer.PrintProgress;
import be.borne.device.printer.PrinterDeadlines;
import be.borne.device.printer.PrinterStatus;
import be.borne.device.printer.Sides;
import be.borne.device.virtual.VirtualPrinter;
import be.borne.protocol.fleet.TerminalHealth.Counters;
import be.borne.protocol.guichet.DeliveryDoubt;
import be.borne.protocol.guichet.DeliveryReport.Outcome;
import be.borne.protocol.terminal.FaultCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prints orders on a real ippeveprinter, with the program killed and the printer unplugged. */
class PrintDeskTest {
  private static final String REFERENCE = "TSR-2026-7K3M9QX2";
  private static final Duration PLENTY = Duration.ofSeconds(60);
  private static final PrinterDeadlines QUICK =
      new PrinterDeadlines(Duration.ofSeconds(3), Duration.ofMillis(100), Duration.ofSeconds(15));

  /** For a printer that stays silent, which is waited for in full. */
  private static final PrinterDeadlines IN_VAIN =
      new PrinterDeadlines(QUICK.call(), QUICK.poll(), Duration.ofSeconds(3));

  @TempDir static Path printerDirectory;
  private static VirtualPrinter virtual;

  @TempDir Path directory;
  private final AtomicInteger ends = new AtomicInteger();
  private IppPrinter printer;
  private IppPrinter hopeless;
  private OrderJournal journal;
  private int sheetsBefore;

  @BeforeAll
  static void startPrinter() throws Exception {
    virtual = VirtualPrinter.start(printerDirectory, 0);
  }

  @AfterAll
  static void stopPrinter() {
    virtual.close();
  }

  @BeforeEach
  void open() throws Exception {
    virtual.powerOn();
    printer = new IppPrinter(virtual.address(), QUICK);
    hopeless = new IppPrinter(virtual.address(), IN_VAIN);
    journal = new OrderJournal(directory, Clock.systemUTC());
    sheetsBefore = virtual.printed().size();
  }

  @AfterEach
  void close() throws Exception {
    hopeless.close();
    printer.close();
    journal.close();
    virtual.powerOn();
    virtual.refill();
  }

  @Test
  void printsOnceAndCountsIt() throws Exception {
    ordered();
    PrintOutcome outcome =
        desk().print(REFERENCE, pdf(), 1, 1, Sides.ONE_SIDED, PrintProgress.NONE);
    assertInstanceOf(PrintOutcome.Printed.class, outcome);
    assertEquals(Optional.of(OrderStep.PRINTED), journal.stepOf(REFERENCE));
    assertEquals(new Counters(1, 0, 0, 0), journal.counters());
    assertEquals(1, virtual.printed().size() - sheetsBefore);
    assertEquals(1, ends.get());
    assertTrue(desk().settleUnfinished());
    assertEquals(1, virtual.printed().size() - sheetsBefore);
  }

  @Test
  void aTestPageIsPrintedAndIsNobodysDocument() throws Exception {
    journal.probe();
    assertInstanceOf(
        PrintOutcome.Printed.class, desk().printTrial(pdf(), PrintProgress.NONE).orElseThrow());
    assertEquals(1, virtual.printed().size() - sheetsBefore);
    assertEquals(new Counters(0, 0, 0, 0), journal.counters());
    assertEquals(List.of(), journal.unfinishedPrints());
    assertEquals(List.of(), journal.untoldDeliveries(10));
    assertEquals(0, ends.get());
  }

  /** It could push somebody's document out, or be taken for it. */
  @Test
  void noTestPageIsPrintedWhileSomebodysDocumentMayBeInThePrinter() throws Exception {
    ordered();
    journal.printIntended(REFERENCE, "borne-0000000000");
    assertEquals(Optional.empty(), desk().printTrial(pdf(), PrintProgress.NONE));
    assertEquals(0, virtual.printed().size() - sheetsBefore);
    assertEquals(Optional.of(OrderStep.PRINT_INTENDED), journal.stepOf(REFERENCE));
  }

  /** At every start the journal is looked into and the printer is looked at, both at once. */
  @Test
  void makingSureThatNothingIsUnfinishedIsNotTakenForSomethingUnfinished() throws Exception {
    journal.probe();
    PrintDesk desk = desk();
    desk.printerStatus();
    List<Callable<PrinterStatus>> looks = Collections.nCopies(40, desk::printerStatus);
    List<Callable<PrinterStatus>> all = new ArrayList<>(looks);
    all.addAll(
        Collections.nCopies(
            40,
            () -> {
              assertTrue(desk.settleUnfinished());
              return desk.printerStatus();
            }));
    Collections.shuffle(all, new Random(1));
    try (ExecutorService hands = Executors.newFixedThreadPool(4)) {
      for (Future<PrinterStatus> look : hands.invokeAll(all)) {
        assertEquals(List.of(), look.get().conditions());
      }
    }
  }

  @Test
  void aPrinterThatNeverBecomesReadyGetsNothing() throws Exception {
    ordered();
    virtual.paperOut();
    PrintDesk hurried =
        new PrintDesk(printer, journal, Duration.ofSeconds(1), PLENTY, ends::incrementAndGet);
    PrintOutcome outcome =
        hurried.print(REFERENCE, pdf(), 1, 1, Sides.ONE_SIDED, PrintProgress.NONE);
    assertInstanceOf(PrintOutcome.NotPrinted.class, outcome);
    assertEquals(FaultCode.PAPER_OUT, PrinterFaults.of((PrintOutcome.NotPrinted) outcome));
    assertEquals(Optional.of(OrderStep.NOT_PRINTED), journal.stepOf(REFERENCE));
  }

  @Test
  void killedAfterTheIntentNothingWasPrinted() throws Exception {
    killAt(OrderStep.PRINT_INTENDED);
    settle();
    assertEquals(Optional.of(OrderStep.NOT_PRINTED), journal.stepOf(REFERENCE));
    assertEquals(0, virtual.printed().size() - sheetsBefore);
  }

  @Test
  void killedBeforeTheDocumentTravelledNothingWasPrinted() throws Exception {
    killAt(OrderStep.JOB_CREATED);
    settle();
    assertEquals(Optional.of(OrderStep.NOT_PRINTED), journal.stepOf(REFERENCE));
    assertEquals(0, virtual.printed().size() - sheetsBefore);
    assertEquals(new Counters(0, 0, 0, 0), journal.counters());
  }

  @Test
  void killedAfterTheHandOverTheOneSheetIsFoundAndCounted() throws Exception {
    killAt(OrderStep.HANDED_OVER);
    settle();
    assertEquals(Optional.of(OrderStep.PRINTED), journal.stepOf(REFERENCE));
    assertEquals(1, virtual.printed().size() - sheetsBefore);
    assertEquals(new Counters(1, 0, 0, 0), journal.counters());
    assertEquals(Outcome.PRINTED, journal.untoldDeliveries(1).getFirst().report().outcome());
  }

  @Test
  void aPrinterThatIsStillAwayIsAskedAgainAndThenGivenUp() throws Exception {
    killAt(OrderStep.HANDED_OVER);
    virtual.powerCut();
    journal.probe();
    assertFalse(hurried(PLENTY).settleUnfinished());
    assertEquals(Optional.of(OrderStep.HANDED_OVER), journal.stepOf(REFERENCE));
    assertEquals(
        DeliveryDoubt.Known.PRINTER_SILENT, journal.untoldDoubts(1).getFirst().doubt().known());
    assertEquals(2, ends.get(), "that it was interrupted, and that the printer is silent");
    assertTrue(hurried(Duration.ZERO).settleUnfinished());
    assertEquals(Optional.of(OrderStep.UNKNOWN), journal.stepOf(REFERENCE));
    assertEquals(new Counters(0, 1, 0, 0), journal.counters());
  }

  /** When this returns the citizen is shown a pickup code. */
  @Test
  void aPrinterThatFallsSilentLeavesADoubtThatIsOnDiskBeforeAnybodyIsTold() throws Exception {
    ordered();
    AtomicBoolean cut = new AtomicBoolean();
    PrintProgress cutting =
        (phase, status) -> {
          if (phase == PrintProgress.Phase.PRINTING && cut.compareAndSet(false, true)) {
            cutPower();
          }
        };
    PrintDesk desk =
        new PrintDesk(hopeless, journal, Duration.ofSeconds(10), PLENTY, ends::incrementAndGet);
    PrintOutcome outcome = desk.print(REFERENCE, pdf(), 1, 1, Sides.ONE_SIDED, cutting);
    assertInstanceOf(PrintOutcome.Unknown.class, outcome);
    DeliveryDoubt doubt = journal.untoldDoubts(10).getFirst().doubt();
    assertEquals(DeliveryDoubt.Known.PRINTER_SILENT, doubt.known());
    assertEquals(1, ends.get(), "nobody is told that there is a doubt");
    assertEquals(List.of(), journal.untoldDeliveries(10), "given up too soon");
  }

  private static void cutPower() {
    try {
      virtual.powerCut();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private PrintDesk desk() {
    return new PrintDesk(printer, journal, PLENTY, PLENTY, ends::incrementAndGet);
  }

  private PrintDesk hurried(Duration patience) {
    return new PrintDesk(hopeless, journal, Duration.ofSeconds(1), patience, ends::incrementAndGet);
  }

  private void settle() throws Exception {
    journal.probe();
    assertTrue(desk().settleUnfinished());
  }

  private void ordered() {
    journal.probe();
    UUID key = UUID.randomUUID();
    journal.begun(key, "residence");
    journal.ordered(key, REFERENCE);
  }

  private void killAt(OrderStep step) throws Exception {
    Path document = directory.resolve("document.pdf");
    Files.write(document, pdf());
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                KilledPrint.class.getName(),
                virtual.address().toString(),
                directory.toString(),
                step.name(),
                document.toString(),
                REFERENCE)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("killed.log").toFile())
            .start();
    try {
      assertTrue(process.waitFor(100, TimeUnit.SECONDS), "was not killed");
      assertEquals(128 + 9, process.exitValue());
    } finally {
      process.destroyForcibly();
    }
  }

  private static byte[] pdf() throws IOException {
    try (PDDocument document = new PDDocument();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
      document.addPage(new PDPage(PDRectangle.A4));
      document.save(bytes);
      return bytes.toByteArray();
    }
  }
}
