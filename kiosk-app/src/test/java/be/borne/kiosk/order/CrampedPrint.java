package be.borne.kiosk.order;

import be.borne.device.printer.IppPrinter;
import be.borne.device.printer.PrintOutcome;
import be.borne.device.printer.PrintProgress;
import be.borne.device.printer.PrinterDeadlines;
import be.borne.device.printer.Sides;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * A program of its own that prints with its journal on a disk that fills up at a phase of the
 * print, and says what came of it. It runs in a mount namespace, on a file system of one megabyte
 * that nobody else sees. Arguments: the printer, the disk, the phase, a PDF, the reference; the
 * phase is one of {@link PrintProgress.Phase}, {@code BEFORE} or {@code NEVER}.
 */
final class CrampedPrint {
  private static final Duration PLENTY = Duration.ofSeconds(60);
  private static final PrinterDeadlines QUICK =
      new PrinterDeadlines(Duration.ofSeconds(5), Duration.ofMillis(100), Duration.ofSeconds(10));

  private CrampedPrint() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path disk = Path.of(arguments[1]);
    String phase = arguments[2];
    String reference = arguments[4];
    byte[] pdf = Files.readAllBytes(Path.of(arguments[3]));
    try (OrderJournal journal = new OrderJournal(disk, Clock.systemUTC());
        IppPrinter printer = new IppPrinter(URI.create(arguments[0]), QUICK)) {
      journal.probe();
      UUID key = UUID.randomUUID();
      journal.begun(key, "residence");
      journal.ordered(key, reference);
      PrintDesk desk = new PrintDesk(printer, journal, PLENTY, PLENTY, () -> {});
      if (phase.equals("BEFORE")) {
        fill(disk);
      }
      try {
        PrintOutcome outcome =
            desk.print(
                reference,
                pdf,
                1,
                1,
                Sides.ONE_SIDED,
                (at, status) -> {
                  if (at.name().equals(phase)) {
                    fill(disk);
                  }
                });
        say("outcome " + outcome.getClass().getSimpleName());
      } catch (JournalUnavailableException e) {
        say("outcome JournalUnavailable");
      }
      say("probe " + probe(journal));
      Files.deleteIfExists(disk.resolve("filler"));
      say("probe with room " + probe(journal));
      while (!desk.settleUnfinished()) {
        Thread.sleep(100);
      }
      Optional<OrderStep> step = journal.stepOf(reference);
      say("step " + step.map(OrderStep::name).orElse("none"));
      say("counted " + journal.counters().documentsDelivered());
      say("printer " + desk.printerStatus().conditions());
    }
  }

  private static boolean probe(OrderJournal journal) {
    try {
      journal.probe();
      return true;
    } catch (JournalUnavailableException e) {
      return false;
    }
  }

  /** To the last byte. */
  private static void fill(Path disk) {
    Path filler = disk.resolve("filler");
    if (Files.exists(filler)) {
      return;
    }
    try (OutputStream out = Files.newOutputStream(filler)) {
      byte[] block = new byte[1024];
      while (true) {
        out.write(block);
      }
    } catch (IOException full) {
      say("disk full");
    }
  }

  private static void say(String line) {
    System.out.println(line);
  }
}
