package be.borne.device.printer;

import be.borne.device.printer.RasterSettings.Color;
import be.borne.device.printer.RasterSettings.SheetBack;
import java.io.IOException;
import java.time.Duration;

/** A program of its own that draws a document which is never done, to be killed meanwhile. */
final class KilledDrawing {
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(8);

  private KilledDrawing() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    PdfRaster.draw(
        new PrintJob(PrintJob.newJobName(), TinyPdf.drawingItself(12, 20), 1),
        new RasterSettings(300, Color.SGRAY_8, SheetBack.NORMAL),
        Sides.ONE_SIDED,
        Deadline.in(LONG_ENOUGH));
  }
}
