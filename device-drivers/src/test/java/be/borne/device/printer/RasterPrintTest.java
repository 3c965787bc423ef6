package be.borne.device.printer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.device.printer.PrintOutcome.NotPrinted;
import be.borne.device.printer.PrintOutcome.Printed;
import be.borne.device.printer.PrintOutcome.Reason;
import be.borne.device.printer.RasterSettings.Color;
import be.borne.device.printer.RasterSettings.SheetBack;
import be.borne.device.virtual.VirtualPrinter;
import be.borne.device.virtual.VirtualPrinterModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A printer that takes no PDF gets dots: as many pages, the very size, and legible. */
class RasterPrintTest {
  private static final Duration PLENTY = Duration.ofMinutes(2);

  @TempDir Path directory;

  private static PrintJob job(int pages, Sides sides) throws Exception {
    return new PrintJob(PrintJob.newJobName(), QrPdf.ofPages(pages), pages, 1, sides);
  }

  private static List<PwgReader.Page> drawn(
      PrintJob job, int dpi, Color color, SheetBack back, Sides sides) throws Exception {
    return PwgReader.read(
        PdfRaster.draw(job, new RasterSettings(dpi, color, back), sides, Deadline.in(PLENTY))
            .bytes());
  }

  @Test
  void printerWithoutPdfGetsPagesOfDotsAndCountsThem() throws Exception {
    try (VirtualPrinter virtual =
            VirtualPrinter.start(directory, 0, VirtualPrinterModel.RASTER_ONLY);
        IppPrinter printer = new IppPrinter(virtual.address())) {
      PrinterStatus status = printer.status();
      assertEquals(List.of(), status.conditions());
      assertEquals(PrinterAbilities.Way.RASTER, status.abilities().way());
      assertEquals(
          Optional.of(new RasterSettings(600, Color.SGRAY_8, SheetBack.NORMAL)),
          status.abilities().raster());
      RecordingJournal journal = new RecordingJournal();

      assertEquals(
          new Printed(3),
          printer.print(job(3, Sides.TWO_SIDED_LONG_EDGE), journal, PrintProgress.NONE, PLENTY));

      assertEquals(List.of("intent", "created", "handed over", "ended"), journal.steps());
      List<Path> arrived = virtual.printed();
      assertEquals(1, arrived.size());
      List<PwgReader.Page> pages = PwgReader.read(Files.readAllBytes(arrived.getFirst()));
      assertEquals(3, pages.size());
      for (int at = 0; at < pages.size(); at++) {
        PwgReader.Page page = pages.get(at);
        assertEquals(4961, page.width());
        assertEquals(7016, page.height());
        assertTrue(page.duplex());
        assertEquals(QrPdf.text(at + 1), page.code().getText());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Color.class)
  void codeIsLegibleInEveryKindOfDots(Color color) throws Exception {
    List<PwgReader.Page> pages =
        drawn(job(1, Sides.ONE_SIDED), 300, color, SheetBack.NORMAL, Sides.ONE_SIDED);
    assertEquals(1, pages.size());
    assertFalse(pages.getFirst().duplex());
    assertEquals(1, pages.getFirst().totalPages());
    assertEquals(QrPdf.text(1), pages.getFirst().code().getText());
  }

  @ParameterizedTest
  @ValueSource(ints = {150, 203, 300, 360, 600, 1200})
  void pageIsAnExactSheetAndNothingOnItIsScaled(int dpi) throws Exception {
    PwgReader.Page page =
        drawn(job(1, Sides.ONE_SIDED), dpi, Color.SGRAY_8, SheetBack.NORMAL, Sides.ONE_SIDED)
            .getFirst();
    assertEquals(Math.round(210 / 25.4 * dpi), page.width());
    assertEquals(Math.round(297 / 25.4 * dpi), page.height());
    assertEquals(dpi, page.dpi());
    int[] inked = page.inked();
    double dotsPerMm = dpi / 25.4;
    // Two dots: the edges of sheet and code each fall somewhere inside a dot.
    assertEquals(QrPdf.MARGIN_MM * dotsPerMm, inked[0], 2);
    assertEquals(QrPdf.MARGIN_MM * dotsPerMm, inked[1], 2);
    assertEquals(QrPdf.SIZE_MM * dotsPerMm, inked[2] - inked[0] + 1, 2);
    assertEquals(QrPdf.SIZE_MM * dotsPerMm, inked[3] - inked[1] + 1, 2);
  }

  @Test
  void backOfASheetLiesAsThePrinterWantsIt() throws Exception {
    PrintJob job = job(3, Sides.TWO_SIDED_LONG_EDGE);
    List<PwgReader.Page> rotated =
        drawn(job, 300, Color.SGRAY_8, SheetBack.ROTATED, Sides.TWO_SIDED_LONG_EDGE);
    assertEquals(List.of(1, -1, 1), rotated.stream().map(PwgReader.Page::feedTransform).toList());
    assertEquals(
        List.of(1, -1, 1), rotated.stream().map(PwgReader.Page::crossFeedTransform).toList());
    assertEquals(QrPdf.text(2), rotated.get(1).code().getText());
    assertTrue(rotated.get(0).inked()[0] < 1240 && rotated.get(0).inked()[1] < 1754);
    assertTrue(rotated.get(1).inked()[0] > 1240 && rotated.get(1).inked()[1] > 1754);
    assertTrue(rotated.get(2).inked()[0] < 1240 && rotated.get(2).inked()[1] < 1754);

    List<PwgReader.Page> flipped =
        drawn(job, 300, Color.SGRAY_8, SheetBack.FLIPPED, Sides.TWO_SIDED_LONG_EDGE);
    assertEquals(List.of(1, -1, 1), flipped.stream().map(PwgReader.Page::feedTransform).toList());
    assertEquals(
        List.of(1, 1, 1), flipped.stream().map(PwgReader.Page::crossFeedTransform).toList());
    assertEquals(QrPdf.text(2), flipped.get(1).flipped().code().getText());
    assertEquals(QrPdf.text(3), flipped.get(2).code().getText());
  }

  @Test
  void oneSidedPagesAreNeverTurned() throws Exception {
    for (PwgReader.Page page :
        drawn(job(2, Sides.ONE_SIDED), 300, Color.SGRAY_8, SheetBack.ROTATED, Sides.ONE_SIDED)) {
      assertEquals(1, page.feedTransform());
      assertTrue(page.inked()[0] < 1240 && page.inked()[1] < 1754);
    }
  }

  @Test
  void whatCannotBeDrawnIsNotSentAndNothingOfItStaysInMemory() throws Exception {
    PrintJob nonsense =
        new PrintJob(
            PrintJob.newJobName(), "%PDF-1.4 nonsense".getBytes(StandardCharsets.US_ASCII), 1);
    PrintJob miscounted = new PrintJob(PrintJob.newJobName(), QrPdf.ofPages(2), 3);
    try (VirtualPrinter virtual =
            VirtualPrinter.start(directory, 0, VirtualPrinterModel.RASTER_ONLY);
        IppPrinter printer = new IppPrinter(virtual.address())) {
      for (PrintJob job : List.of(nonsense, miscounted)) {
        RecordingJournal journal = new RecordingJournal();
        assertEquals(
            new NotPrinted(Reason.NOT_DRAWN, Optional.empty()),
            printer.print(job, journal, PrintProgress.NONE, PLENTY));
        assertEquals(List.of("ended"), journal.steps());
      }
      assertEquals(List.of(), virtual.printed());
    }
  }

  @Test
  void aProgramIsNotADocument() {
    byte[] postScript =
        "%!PS\n(/etc/passwd) (r) file pop showpage\n".getBytes(StandardCharsets.US_ASCII);
    RasterFailure failure = assertThrows(RasterFailure.class, () -> draw(postScript, PLENTY));
    assertEquals("the document is not a PDF", failure.getMessage());
  }

  @Test
  void aDocumentThatDrawsWithoutEndIsGivenUp() throws Exception {
    byte[] laughs = TinyPdf.drawingItself(12, 20);
    long begin = System.nanoTime();
    RasterFailure failure =
        assertThrows(RasterFailure.class, () -> draw(laughs, Duration.ofSeconds(2)));
    assertTrue(failure.getMessage().startsWith("gs"), failure.getMessage());
    assertTrue(Duration.ofNanos(System.nanoTime() - begin).compareTo(PLENTY) < 0);
  }

  private static Sendable draw(byte[] document, Duration atMost) throws Exception {
    return PdfRaster.draw(
        new PrintJob(PrintJob.newJobName(), document, 1),
        new RasterSettings(300, Color.SGRAY_8, SheetBack.NORMAL),
        Sides.ONE_SIDED,
        Deadline.in(atMost));
  }

  @Test
  void drawingLeavesNothingBehind() throws Exception {
    List<PwgReader.Page> pages =
        drawn(job(1, Sides.ONE_SIDED), 300, Color.SGRAY_8, SheetBack.NORMAL, Sides.ONE_SIDED);
    assertEquals(1, pages.size());
    try (Stream<Path> files = Files.list(Path.of("/dev/shm"))) {
      assertEquals(
          List.of(),
          files
              .filter(file -> file.getFileName().toString().startsWith("borne-raster-"))
              .filter(RasterPrintTest::isOld)
              .toList());
    }
  }

  /** Another test on this machine may be drawing at this moment. */
  private static boolean isOld(Path file) {
    try {
      return Files.getLastModifiedTime(file).toMillis()
          < System.currentTimeMillis() - PLENTY.toMillis();
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void everyDamagedRasterIsRefused() throws Exception {
    PrintJob job = job(2, Sides.ONE_SIDED);
    RasterSettings settings = new RasterSettings(150, Color.SGRAY_8, SheetBack.NORMAL);
    byte[] good = PdfRaster.draw(job, settings, Sides.ONE_SIDED, Deadline.in(PLENTY)).bytes();
    byte[] short1 = Arrays.copyOf(good, good.length - 1);
    byte[] long1 = Arrays.copyOf(good, good.length + 1);
    for (byte[] damaged : List.of(short1, long1, new byte[0], new byte[] {'R', 'a', 'S', '2'})) {
      assertThrows(RasterFailure.class, () -> PwgPages.finish(damaged, settings, false, 2));
    }
    for (RasterSettings other :
        List.of(
            new RasterSettings(300, Color.SGRAY_8, SheetBack.NORMAL),
            new RasterSettings(150, Color.SRGB_8, SheetBack.NORMAL))) {
      assertThrows(RasterFailure.class, () -> PwgPages.finish(good.clone(), other, false, 2));
    }
    assertThrows(RasterFailure.class, () -> PwgPages.finish(good.clone(), settings, true, 2));
    assertThrows(RasterFailure.class, () -> PwgPages.finish(good.clone(), settings, false, 1));
  }

  @Test
  void choiceOfWhatAPrinterOffers() {
    assertEquals(
        Optional.of(new RasterSettings(600, Color.SRGB_8, SheetBack.ROTATED)),
        RasterSettings.choose(
            List.of(300, 600, 1200), List.of("black_1", "sgray_8", "srgb_8"), true, "rotated"));
    assertEquals(
        Optional.of(new RasterSettings(300, Color.BLACK_1, SheetBack.NORMAL)),
        RasterSettings.choose(List.of(300), List.of("black_1"), false, "manual-tumble"));
    assertEquals(
        Optional.empty(), RasterSettings.choose(List.of(72), List.of("sgray_8"), false, ""));
    assertEquals(
        Optional.empty(), RasterSettings.choose(List.of(300), List.of("cmyk_8"), true, ""));
  }

  @Test
  void readerOfThisTestSeesWhichWayUpAPageIs() throws Exception {
    PwgReader.Page page =
        drawn(job(1, Sides.ONE_SIDED), 150, Color.SGRAY_8, SheetBack.NORMAL, Sides.ONE_SIDED)
            .getFirst();
    assertTrue(page.hasCode());
    int top = page.inked()[1];
    assertTrue(page.flipped().inked()[1] > page.height() / 2, "top was at " + top);
  }
}
