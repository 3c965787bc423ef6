package be.borne.device.printer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.device.printer.JournalledPrint.Step;
import be.borne.device.printer.PrintOutcome.Cause;
import be.borne.device.printer.PrintOutcome.NotPrinted;
import be.borne.device.printer.PrintOutcome.Reason;
import be.borne.device.printer.PrintOutcome.Unknown;
import be.borne.device.virtual.VirtualPrinter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A queue of a real CUPS, with a real printer behind it of which nothing is seen. */
class QueuePrinterTest {
  private static final Duration PLENTY = Duration.ofSeconds(90);

  @TempDir Path directory;

  /** javax.print finds its CUPS by the environment: a JVM of its own asks the private one. */
  private List<String> client(PrivateCups cups, String... arguments) throws Exception {
    Path said = directory.resolve("said.txt");
    List<String> command =
        new java.util.ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + directory,
                "-cp",
                System.getProperty("java.class.path"),
                QueueClient.class.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(said.toFile());
    builder.redirectError(directory.resolve("errors.txt").toFile());
    builder.environment().put("CUPS_SERVER", cups.address());
    Process process = builder.start();
    try {
      assertTrue(process.waitFor(PLENTY.toSeconds(), TimeUnit.SECONDS));
    } finally {
      process.destroyForcibly();
    }
    assertEquals(0, process.exitValue(), Files.readString(directory.resolve("errors.txt")));
    return Files.readAllLines(said);
  }

  @Test
  void whatAQueueWasGivenComesOutAndIsNeverCalledPrinted() throws Exception {
    Path pdf = Files.write(directory.resolve("document.pdf"), TinyPdf.ofPages(2));
    try (VirtualPrinter virtual = VirtualPrinter.start(directory.resolve("printer"), 0);
        PrivateCups cups = PrivateCups.start(directory, "Library", virtual.address())) {
      virtual.paperOut();
      assertEquals(
          List.of("status IDLE true [NOT_OBSERVABLE] DEGRADED"),
          client(cups, "status", "queue:Library"),
          "an empty tray cannot be seen through a queue, and nothing else may be claimed");
      virtual.refill();

      assertEquals(
          List.of(
              "intent",
              "created",
              "handed over",
              "ended",
              "Unknown[cause=NOT_OBSERVABLE, condition=Optional[NOT_OBSERVABLE]]"),
          client(cups, "print", "queue:Library", pdf.toString()));
      long end = System.nanoTime() + PLENTY.toNanos();
      while (virtual.printed().isEmpty() && System.nanoTime() < end) {
        Thread.sleep(50);
      }
      assertEquals(1, virtual.printed().size(), () -> cups.said());
      assertArrayEquals(Files.readAllBytes(pdf), Files.readAllBytes(virtual.printed().getFirst()));

      assertEquals(
          List.of("status UNREACHABLE false [UNREACHABLE] FAILED"),
          client(cups, "status", "queue:Elsewhere"));
      assertEquals(
          List.of("ended", "NotPrinted[reason=PRINTER_NOT_READY, condition=Optional[UNREACHABLE]]"),
          client(cups, "print", "queue:Elsewhere", pdf.toString()));
    }
  }

  @Test
  void afterARestartOnlyWhatWasNeverGivenIsCertain() throws Exception {
    try (Printer printer = Printer.at(URI.create("queue:Library"), Optional.empty())) {
      String name = PrintJob.newJobName();
      assertEquals(
          new NotPrinted(Reason.NEVER_SENT, Optional.empty()),
          printer.recover(
              new JournalledPrint(name, Step.INTENDED, Optional.empty()),
              new RecordingJournal(),
              PrintProgress.NONE,
              PLENTY));
      for (Step step : List.of(Step.CREATED, Step.HANDED_OVER)) {
        assertEquals(
            new Unknown(Cause.NOT_OBSERVABLE, Optional.of(PrinterCondition.NOT_OBSERVABLE)),
            printer.recover(
                new JournalledPrint(name, step, Optional.of(new PrinterJobId(1, ""))),
                new RecordingJournal(),
                PrintProgress.NONE,
                PLENTY));
      }
    }
  }

  @Test
  void namesThatAreNoQueues() {
    for (String address : List.of("queue:", "queue://a", "queue:a%20b", "queue:../x", "lpd:x")) {
      assertThrows(
          IllegalArgumentException.class,
          () -> Printer.at(URI.create(address), Optional.empty()),
          address);
    }
  }
}
