package be.borne.demo.faults;

import be.borne.demo.faults.Point.Moment;
import be.borne.device.virtual.VirtualPrinter;
import be.borne.provisioning.authority.IssuedIdentity;
import com.hp.jipp.model.Operation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Where a terminal stands: its printer, its line to the guichet, and who is told what passes on
 * both. Everything here can be broken, and is mended again.
 */
final class Place implements AutoCloseable {
  private static final Duration QUEUE = Duration.ofSeconds(15);
  private static final Duration LOOK = Duration.ofMillis(50);

  private final VirtualPrinter printer;
  private final PrinterWire wire;
  private final PrinterQueue queue;
  private final GuichetWire line;
  private final GuichetProcess guichet;

  private volatile Consumer<Point> stop;
  private volatile Runnable questionStop;
  private volatile Runnable jobStop;

  /**
   * @param townHall whose key the line needs to know what passes
   * @param terminal the same at its other end
   */
  Place(Path directory, GuichetProcess guichet, IssuedIdentity townHall, IssuedIdentity terminal)
      throws IOException, GeneralSecurityException {
    this.guichet = guichet;
    standBy();
    this.printer = VirtualPrinter.start(directory.resolve("printer"), 0);
    this.wire = new PrinterWire(printer.address().getPort(), this::passing);
    this.queue = new PrinterQueue(printer.address());
    this.line = new GuichetWire(guichet.address(), townHall, terminal, this::calling);
  }

  private void passing(int operation, Moment moment) {
    for (Point point : Point.values()) {
      if (point.isOnTheWire(operation, moment)) {
        stop.accept(point);
      }
    }
    if (moment == Moment.ASKED
        && (operation == Operation.getJobs.getCode()
            || operation == Operation.getJobAttributes.getCode())) {
      questionStop.run();
    }
    if (moment == Moment.ASKED && operation == Operation.createJob.getCode()) {
      jobStop.run();
    }
  }

  private void calling(GuichetCall call, Moment moment) {
    for (Point point : Point.values()) {
      if (point.isOnTheLine(call, moment)) {
        stop.accept(point);
      }
    }
  }

  // ---------------------------------------------------------------- who is told

  /** Nobody is told anything any more. */
  void standBy() {
    stop = _ -> {};
    questionStop = () -> {};
    jobStop = () -> {};
  }

  void onPassing(Consumer<Point> told) {
    stop = told;
  }

  /** When the terminal asks the printer what became of a job. */
  void onQuestion(Runnable told) {
    questionStop = told;
  }

  /** When the terminal asks the printer for a job. */
  void onJob(Runnable told) {
    jobStop = told;
  }

  // ---------------------------------------------------------------- harm

  void set(Circumstance circumstance) throws IOException {
    boolean slow = circumstance == Circumstance.SLOW;
    printer.slow(slow ? Duration.ofSeconds(1) : Duration.ZERO);
    printer.betweenSheets(Duration.ofMillis(slow ? 700 : 0));
    printer.deafToCancel(circumstance == Circumstance.PAPER_OUT_DEAF);
  }

  /** What the death of the terminal does to its connections. */
  void dropConnections() {
    wire.wire().drop();
    line.wire().drop();
  }

  void cutPower() {
    cut(wire.wire());
    try {
      printer.powerCut();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void cutPrinter() {
    cut(wire.wire());
  }

  void silencePrinter() {
    wire.wire().fallSilent();
  }

  void cutGuichet() {
    cut(line.wire());
  }

  void silenceGuichet() {
    line.wire().fallSilent();
  }

  void killGuichet() {
    guichet.kill();
    line.wire().drop();
  }

  private static void cut(Wire cable) {
    try {
      cable.cut();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void takePaperAway() {
    jobStop = () -> {};
    try {
      printer.paperOut();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  // ---------------------------------------------------------------- and mending

  void mendPrinter() throws IOException {
    printer.powerOn();
    wire.wire().mend();
  }

  void mendGuichet() throws IOException, InterruptedException {
    guichet.restart();
    line.wire().mend();
  }

  void mendAll() throws IOException, InterruptedException {
    mendPrinter();
    mendGuichet();
    set(Circumstance.QUICK);
    printer.refill();
  }

  // ---------------------------------------------------------------- what is to be seen

  VirtualPrinter printer() {
    return printer;
  }

  PrinterWire wire() {
    return wire;
  }

  GuichetWire line() {
    return line;
  }

  GuichetProcess guichet() {
    return guichet;
  }

  Paper paper(String sha256) throws IOException {
    return Paper.of(printer.sheets(), sha256);
  }

  /**
   * @return how many jobs stay in the printer for good
   */
  int awaitEmptyQueue() throws IOException, InterruptedException {
    long end = System.nanoTime() + QUEUE.toNanos();
    while (true) {
      int open = queue.openJobs();
      if (open == 0 || System.nanoTime() - end >= 0) {
        return open;
      }
      Thread.sleep(LOOK);
    }
  }

  @Override
  public void close() throws IOException {
    queue.close();
    line.close();
    wire.close();
    printer.close();
  }
}
