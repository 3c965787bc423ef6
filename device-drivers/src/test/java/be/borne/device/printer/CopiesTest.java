package be.borne.device.printer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import be.borne.device.printer.PrintOutcome.Cause;
import be.borne.device.printer.PrintOutcome.NotPrinted;
import be.borne.device.printer.PrintOutcome.Printed;
import be.borne.device.printer.PrintOutcome.Reason;
import be.borne.device.printer.PrintOutcome.Unknown;
import be.borne.device.virtual.VirtualPrinter;
import be.borne.device.virtual.VirtualPrinterModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several of one document: every sheet of all of them has to be seen, or it is not printed. */
class CopiesTest {
  private static final Duration PLENTY = Duration.ofSeconds(60);
  private static final PrinterDeadlines QUICK =
      new PrinterDeadlines(Duration.ofSeconds(10), Duration.ofMillis(50), Duration.ofSeconds(1));

  @TempDir Path directory;

  @Test
  void thePrinterMakesCopiesOfAPdfThatIsSentOnce() throws Exception {
    try (VirtualPrinter virtual = VirtualPrinter.start(directory, 0)) {
      assertEquals(new Printed(6), printed(virtual, TinyPdf.ofPages(2), 2, Sides.ONE_SIDED));
      assertEquals(1, virtual.printed().size());
      assertEquals(6, virtual.sheets().size());
      assertEquals(3, virtual.sheets().stream().filter(sheet -> sheet.page() == 2).count());
    }
  }

  /** The second copy of one page would begin on the back of the first. */
  @Test
  void drawnCopiesNeverShareASheet() throws Exception {
    try (VirtualPrinter virtual =
        VirtualPrinter.start(directory, 0, VirtualPrinterModel.RASTER_ONLY)) {
      assertEquals(
          new Printed(3), printed(virtual, QrPdf.ofPages(1), 1, Sides.TWO_SIDED_LONG_EDGE));
      List<PwgReader.Page> pages = PwgReader.read(Files.readAllBytes(virtual.printed().getFirst()));
      assertEquals(
          List.of(false, false, false), pages.stream().map(PwgReader.Page::duplex).toList());
      assertEquals(List.of(3, 3, 3), pages.stream().map(PwgReader.Page::totalPages).toList());
      for (PwgReader.Page page : pages) {
        assertEquals(QrPdf.text(1), page.code().getText());
      }
    }
  }

  /** A sealed document cannot be made longer, and two jobs would be two prints. */
  @Test
  void whatThePrinterCannotCopyIsNotSentAtAll() throws Exception {
    PrintJob job = new PrintJob(PrintJob.newJobName(), TinyPdf.ofPages(1), 1, 2, Sides.ONE_SIDED);
    RecordingJournal journal = new RecordingJournal();
    try (OddPrinter odd = new OddPrinter();
        IppPrinter printer = new IppPrinter(odd.address())) {
      assertEquals(
          new NotPrinted(Reason.COPIES_NOT_POSSIBLE, Optional.empty()),
          printer.print(job, journal, PrintProgress.NONE, PLENTY));
      assertEquals(0, odd.jobs().size());
      assertEquals(List.of("ended"), journal.steps());
    }
  }

  /** It says that it is done, and has counted one of two. */
  @Test
  void oneOfTwoCopiesIsNotPrinted() throws Exception {
    PrintJob job = new PrintJob(PrintJob.newJobName(), TinyPdf.ofPages(1), 1, 2, Sides.ONE_SIDED);
    try (OddPrinter odd = new OddPrinter();
        IppPrinter printer = new IppPrinter(odd.address(), QUICK)) {
      odd.mostCopies = 9;
      assertEquals(
          new Unknown(Cause.SOME_SHEETS_OUT, Optional.empty()),
          printer.print(job, new RecordingJournal(), PrintProgress.NONE, PLENTY));
    }
  }

  private static PrintOutcome printed(VirtualPrinter virtual, byte[] pdf, int pages, Sides sides)
      throws Exception {
    PrintJob job = new PrintJob(PrintJob.newJobName(), pdf, pages, 3, sides);
    try (IppPrinter printer = new IppPrinter(virtual.address())) {
      return printer.print(job, new RecordingJournal(), PrintProgress.NONE, PLENTY);
    }
  }
}
