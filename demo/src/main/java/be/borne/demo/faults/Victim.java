package be.borne.demo.faults;

import be.borne.device.printer.IppPrinter;
import be.borne.device.printer.PrintOutcome;
import be.borne.device.printer.PrintProgress;
import be.borne.device.printer.PrinterDeadlines;
import be.borne.device.printer.PrinterStatus;
import be.borne.kiosk.order.OrderJournal;
import be.borne.kiosk.order.OrderStep;
import be.borne.kiosk.order.PrintDesk;
import be.borne.protocol.fleet.TerminalHealth.Counters;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * A terminal's printing half as a program of its own, wired as the kiosk wires it: at its start it
 * settles what an earlier life left, then prints an order, and settles again. Says each step on its
 * standard output and waits for {@code go} and {@code mended} on its standard input. It is there to
 * be killed.
 *
 * <p>Arguments: the printer's address, the journal's directory, the document to print and that for
 * a second order if the first was not printed, {@code print} or {@code settle}, and how many
 * seconds a print may take.
 */
final class Victim {
  static final String FIRST = "TSR-2026-00000001";
  static final String SECOND = "TSR-2026-00000002";
  static final int PAGES = 2;

  /** As a terminal's own, and shorter, so that five hundred lives take minutes. */
  static final PrinterDeadlines DEADLINES =
      new PrinterDeadlines(Duration.ofSeconds(3), Duration.ofMillis(200), Duration.ofSeconds(3));

  /** Where nothing is to come any more; waiting longer would not make it come. */
  static final Duration SHORT_TIMEOUT = Duration.ofSeconds(10);

  /** Where the print is to come through after all, on a machine that has a lot to do. */
  static final Duration LONG_TIMEOUT = Duration.ofSeconds(60);

  /** None beyond one recovery, which waits for the printer as long as a print does. */
  private static final Duration PATIENCE_WITH_PRINTER = Duration.ZERO;

  private static final Duration PATIENCE_FOR_SECOND = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final OrderJournal journal;
  private final PrintDesk desk;
  private final PrintDesk patientDesk;
  private final BufferedReader orders =
      new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));

  private Victim(OrderJournal journal, IppPrinter printer, Duration timeout) {
    this.journal = journal;
    this.desk = new PrintDesk(printer, journal, timeout, PATIENCE_WITH_PRINTER, () -> {});
    this.patientDesk =
        new PrintDesk(printer, journal, LONG_TIMEOUT, PATIENCE_WITH_PRINTER, () -> {});
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    try (OrderJournal journal = new OrderJournal(Path.of(arguments[1]), Clock.systemUTC());
        IppPrinter printer = new IppPrinter(URI.create(arguments[0]), DEADLINES)) {
      new Victim(journal, printer, Duration.ofSeconds(Long.parseLong(arguments[5])))
          .live(arguments[4].equals("print"), Path.of(arguments[2]), Path.of(arguments[3]));
    }
  }

  private void live(boolean print, Path first, Path second)
      throws IOException, InterruptedException {
    say("ready");
    await("go");
    journal.probe();
    settle();
    if (print) {
      order(desk, FIRST, first);
      settle();
    }
    say("final " + stepOf(FIRST));
    await("mended");
    awaitPrinter();
    say("first " + stepOf(FIRST));
    if (stepOf(FIRST).equals(OrderStep.NOT_PRINTED.name())) {
      order(patientDesk, SECOND, second);
      settle();
    }
    say("second " + stepOf(SECOND));
    tellGuichet();
    Counters counters = journal.counters();
    say("counted " + counters.documentsDelivered() + " " + counters.documentsUnknown());
    say("done");
  }

  private void order(PrintDesk at, String reference, Path document)
      throws IOException, InterruptedException {
    UUID key = UUID.randomUUID();
    journal.begun(key, "residence");
    journal.ordered(key, reference);
    PrintOutcome outcome =
        at.print(reference, Files.readAllBytes(document), PAGES, PrintProgress.NONE);
    say("outcome " + outcome);
  }

  private void settle() throws InterruptedException {
    while (!desk.settleUnfinished()) {
      Thread.sleep(PAUSE);
    }
  }

  /** As the terminal's watch does, which lets nobody begin before. */
  private void awaitPrinter() throws InterruptedException {
    long end = System.nanoTime() + PATIENCE_FOR_SECOND.toNanos();
    PrinterStatus status = desk.printerStatus();
    while (!status.canPrint() && System.nanoTime() - end < 0) {
      Thread.sleep(PAUSE);
      status = desk.printerStatus();
    }
    say("printer " + status.conditions());
  }

  private void tellGuichet() {
    for (OrderJournal.UntoldDelivery delivery : journal.untoldDeliveries(10)) {
      say("told " + delivery.reference() + " " + delivery.report().outcome());
      journal.guichetTold(delivery.reference());
    }
  }

  private String stepOf(String reference) {
    Optional<OrderStep> step = journal.stepOf(reference);
    return step.map(OrderStep::name).orElse("-");
  }

  private void await(String word) throws IOException {
    String line = orders.readLine();
    if (!word.equals(line)) {
      throw new IOException("expected " + word + ", heard " + line);
    }
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
