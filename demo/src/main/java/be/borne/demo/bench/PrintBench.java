package be.borne.demo.bench;

import be.borne.demo.faults.Point.Moment;
import be.borne.demo.faults.PrinterWire;
import be.borne.demo.process.DemoFailure;
import be.borne.demo.process.Pause;
import be.borne.demo.process.Tool;
import be.borne.device.printer.IppPrinter;
import be.borne.device.printer.PrintOutcome;
import be.borne.device.printer.PrintProgress;
import be.borne.device.printer.Sides;
import be.borne.device.virtual.VirtualPrinter;
import be.borne.kiosk.order.OrderJournal;
import be.borne.kiosk.order.PrintDesk;
import com.hp.jipp.model.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * {@code ./borne bench print}: what handing a certificate to the printer costs the terminal above
 * what the printer itself takes, and what reaches the printer, beside {@code lp} and {@code
 * javax.print} on the same printer.
 */
final class PrintBench {
  private static final double BOUND_MILLIS = 60;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LOOK = Duration.ofMillis(5);

  private final Path directory;
  private final JavaProgram programs;
  private final int rounds;

  /**
   * @param directory for files that only the measurement needs
   * @param rounds a document each, for each way to the printer
   */
  PrintBench(Path directory, JavaProgram programs, int rounds) {
    this.directory = directory;
    this.programs = programs;
    this.rounds = rounds;
  }

  void run(Consumer<String> say)
      throws IOException, GeneralSecurityException, InterruptedException {
    Specimen specimen = Specimen.issue(directory.resolve("engine"));
    Path file = directory.resolve("certificate.pdf");
    Files.write(file, specimen.pdf());
    say.accept(
        "A sealed certificate of %d bytes, %d times each way, to one ippeveprinter. Milliseconds."
            .formatted(specimen.pdf().length, rounds));
    try (VirtualPrinter printer = VirtualPrinter.start(directory.resolve("printer"), 0)) {
      terminal(printer, specimen, say);
      // Its filters run as another user, who has to come as far as the spool.
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
      try (PrivateCups cups = PrivateCups.start(directory.resolve("cups"), printer.address())) {
        Paper paper = new Paper(printer, specimen.pdf());
        say.accept("");
        say.accept(
            "Beside them: the client's own time, until the document came out, and what came");
        peers(cups, paper, file, say);
      }
    }
  }

  // ---------------------------------------------------------------- the terminal

  /** One print, as the wire saw it. Times in nanoseconds; written by the wire's threads. */
  private static final class Passage {
    private final Map<Integer, Long> sent = new HashMap<>();
    private long printersOwn;
    private long accepted;

    synchronized void at(int operation, Moment moment) {
      if (accepted != 0) {
        return;
      }
      switch (moment) {
        case SENT -> sent.put(operation, System.nanoTime());
        case ANSWERED -> {
          printersOwn += System.nanoTime() - sent.get(operation);
          if (operation == Operation.sendDocument.getCode()) {
            accepted = System.nanoTime();
          }
        }
        default -> {}
      }
    }

    synchronized double handOverMillis(long start) {
      return (accepted - start) / 1e6;
    }

    synchronized double printersOwnMillis() {
      return printersOwn / 1e6;
    }
  }

  private void terminal(VirtualPrinter printer, Specimen specimen, Consumer<String> say)
      throws IOException, InterruptedException {
    Paper paper = new Paper(printer, specimen.pdf());
    List<Double> all = new ArrayList<>();
    List<Double> own = new ArrayList<>();
    List<Double> printers = new ArrayList<>();
    Passage[] current = {new Passage()};
    try (PrinterWire wire =
            new PrinterWire(
                printer.address().getPort(),
                (operation, moment) -> current[0].at(operation, moment));
        IppPrinter driver = new IppPrinter(wire.address());
        OrderJournal journal =
            new OrderJournal(
                Files.createDirectory(directory.resolve("journal")), Clock.systemUTC())) {
      journal.probe();
      PrintDesk desk =
          new PrintDesk(driver, journal, PATIENCE, PrintDesk.PATIENCE_WITH_PRINTER, () -> {});
      // One more, for the classes that the first one loads.
      for (int round = 0; round <= rounds; round++) {
        Passage passage = new Passage();
        current[0] = passage;
        String reference = "DEM-2026-%08d".formatted(round);
        UUID key = UUID.randomUUID();
        journal.begun(key, specimen.serviceId());
        journal.ordered(key, reference);
        long start = System.nanoTime();
        PrintOutcome outcome =
            desk.print(reference, specimen.pdf(), 1, 1, Sides.ONE_SIDED, PrintProgress.NONE);
        if (!(outcome instanceof PrintOutcome.Printed)) {
          throw new DemoFailure("the certificate was not printed: " + outcome);
        }
        paper.await();
        if (round > 0) {
          all.add(passage.handOverMillis(start));
          printers.add(passage.printersOwnMillis());
          own.add(passage.handOverMillis(start) - passage.printersOwnMillis());
        }
      }
    }
    Spread ours = Spread.of(own);
    say.accept("");
    say.accept("The terminal, from the order to print to the job accepted, every step journalled");
    say.accept("                                          p50     p95   bound   ratio");
    say.accept(
        "  whole hand-over                      %6.1f  %6.1f"
            .formatted(Spread.of(all).median(), Spread.of(all).p95()));
    say.accept(
        "  of which the printer's own           %6.1f  %6.1f"
            .formatted(Spread.of(printers).median(), Spread.of(printers).p95()));
    say.accept(
        "  above the printer's own              %6.1f  %6.1f  %6.0f   %5.2f"
            .formatted(ours.median(), ours.p95(), BOUND_MILLIS, ours.median() / BOUND_MILLIS));
    say.accept(
        "  bytes at the printer to bytes issued %6.3f, %s; the end was observed"
            .formatted(paper.ratio(), paper.identical() ? "byte for byte" : "NOT THE SAME BYTES"));
  }

  // ---------------------------------------------------------------- the others

  private void peers(PrivateCups cups, Paper paper, Path file, Consumer<String> say)
      throws IOException {
    say.accept("                                       client     out   bytes");
    lp("lp, driverless queue", PrivateCups.DRIVERLESS, cups, paper, file, say);
    lp("lp, raw queue", PrivateCups.RAW, cups, paper, file, say);
    javax("javax.print, driverless queue", PrivateCups.DRIVERLESS, cups, paper, file, say);
    say.accept("");
    say.accept("lp and javax.print end when the spooler has the document: none of them has seen");
    say.accept("paper, and a rewritten document bears no seal any more.");
  }

  private void lp(
      String what, String queue, PrivateCups cups, Paper paper, Path file, Consumer<String> say)
      throws IOException {
    List<Double> client = new ArrayList<>();
    List<Double> out = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      long start = System.nanoTime();
      Tool.Result printed =
          Tool.run(List.of("lp", "-s", "-d", queue, file.toString()), cups.environment(), PATIENCE);
      client.add((System.nanoTime() - start) / 1e6);
      if (printed.exitCode() != 0) {
        throw new DemoFailure("lp failed");
      }
      paper.await();
      out.add((System.nanoTime() - start) / 1e6);
    }
    tell(what, client, out, paper, say);
  }

  private void javax(
      String what, String queue, PrivateCups cups, Paper paper, Path file, Consumer<String> say)
      throws IOException {
    List<Double> client = new ArrayList<>();
    List<Double> out = new ArrayList<>();
    try (Peer peer =
        Peer.start(
            programs.command(
                "demo",
                List.of("-Djava.awt.headless=true"),
                List.of(JavaxPeer.class.getName(), file.toString(), queue)),
            cups.environment(),
            directory.resolve("javax.log"))) {
      for (int round = 0; round <= rounds; round++) {
        long start = System.nanoTime();
        double millis = Double.parseDouble(peer.ask(PATIENCE));
        paper.await();
        if (round > 0) {
          client.add(millis);
          out.add((System.nanoTime() - start) / 1e6);
        }
      }
    }
    tell(what, client, out, paper, say);
  }

  private static void tell(
      String what, List<Double> client, List<Double> out, Paper paper, Consumer<String> say)
      throws IOException {
    say.accept(
        "  %-35s %7.1f %7.0f   %5.3f, %s"
            .formatted(
                what,
                Spread.of(client).median(),
                Spread.of(out).median(),
                paper.ratio(),
                paper.identical() ? "byte for byte" : "rewritten"));
  }

  /** The tray: every document that comes out is one more file. */
  private static final class Paper {
    private final VirtualPrinter printer;
    private final byte[] issued;
    private int seen;

    Paper(VirtualPrinter printer, byte[] issued) throws IOException {
      this.printer = printer;
      this.issued = issued;
      this.seen = printer.printed().size();
    }

    void await() throws IOException {
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (printer.printed().size() <= seen) {
        if (System.nanoTime() > end) {
          throw new DemoFailure("nothing came out of the printer");
        }
        Pause.of(LOOK);
      }
      seen++;
    }

    private byte[] last() throws IOException {
      return Files.readAllBytes(printer.printed().getLast());
    }

    double ratio() throws IOException {
      return (double) last().length / issued.length;
    }

    boolean identical() throws IOException {
      return Arrays.equals(last(), issued);
    }
  }
}
