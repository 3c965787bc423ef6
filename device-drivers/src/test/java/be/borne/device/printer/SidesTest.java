package be.borne.device.printer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import be.borne.device.printer.PrintOutcome.Printed;
import be.borne.device.virtual.VirtualPrinter;
import be.borne.device.virtual.VirtualPrinterModel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One side of the sheet or both, as ordered and as the printer can. */
class SidesTest {
  private static final Duration PLENTY = Duration.ofSeconds(60);

  @TempDir Path directory;

  @Test
  void printerThatTurnsSheetsIsToldWhatWasOrdered() throws Exception {
    try (VirtualPrinter virtual = VirtualPrinter.start(directory, 0)) {
      assertEquals(Optional.of("one-sided"), toldFor(Sides.ONE_SIDED, virtual));
      assertEquals(Optional.of("two-sided-long-edge"), toldFor(Sides.TWO_SIDED_LONG_EDGE, virtual));
    }
  }

  @Test
  void printerThatCannotTurnSheetsPrintsATwoSidedOrderOnOneSide() throws Exception {
    VirtualPrinterModel plain =
        new VirtualPrinterModel(List.of("application/pdf"), false, "", Optional.empty());
    try (VirtualPrinter virtual = VirtualPrinter.start(directory, 0, plain)) {
      assertEquals(Optional.of("one-sided"), toldFor(Sides.TWO_SIDED_LONG_EDGE, virtual));
    }
  }

  /** Every page must be seen to come out, or this fails. */
  private static Optional<String> toldFor(Sides ordered, VirtualPrinter virtual) throws Exception {
    PrintJob job = new PrintJob(PrintJob.newJobName(), TinyPdf.ofPages(3), 3, 1, ordered);
    RecordingJournal journal = new RecordingJournal();
    try (IppPrinter printer = new IppPrinter(virtual.address());
        IppClient hand = PanelHand.at(virtual.address())) {
      assertEquals(new Printed(3), printer.print(job, journal, PrintProgress.NONE, PLENTY));
      return PanelHand.sidesOf(hand, virtual.address(), journal.job().id());
    }
  }
}
