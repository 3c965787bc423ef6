package be.borne.demo.faults;

import be.borne.demo.faults.Point.Moment;
import be.borne.demo.process.DemoFailure;
import be.borne.device.virtual.VirtualPrinter;
import be.borne.device.virtual.VirtualPrinter.Sheet;
import com.hp.jipp.model.Operation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One printer, one wire, and the terminals that live and die at them, one after the other. */
final class Rig implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Rig.class);
  private static final Duration START = Duration.ofMinutes(3);
  private static final Duration LIFE = Duration.ofSeconds(400);
  private static final Duration QUEUE = Duration.ofSeconds(15);
  private static final Duration LOOK = Duration.ofMillis(50);
  private static final Duration WHILE = Duration.ofMillis(1500);

  /** Longer than the terminal waits for one answer. */
  private static final Duration SILENT_WHILE = Victim.DEADLINES.call().plusMillis(500);

  private final Path directory;
  private final VictimProgram program;
  private final VirtualPrinter printer;
  private final PrinterWire wire;
  private final PrinterQueue queue;
  private int runs;

  private volatile Consumer<Point> stop = _ -> {};
  private volatile Runnable questionStop = () -> {};
  private volatile Runnable jobStop = () -> {};

  Rig(Path directory, VictimProgram program) throws IOException {
    this.directory = Files.createDirectories(directory);
    this.program = program;
    this.printer = VirtualPrinter.start(directory.resolve("printer"), 0);
    this.wire = new PrinterWire(printer.address().getPort(), this::passing);
    this.queue = new PrinterQueue(printer.address());
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

  /** A life without any harm, which leaves the archive of classes. */
  void train() throws IOException, InterruptedException {
    Files.createDirectories(directory.resolve("training"));
    Lives lives = new Lives(directory.resolve("training"), "training", Victim.LONG_TIMEOUT);
    try (Life life = lives.begin("print", false, true)) {
      life.tell("go");
      life.tell("mended");
      if (life.await("done", LIFE).isEmpty() || !life.endedWell(LIFE)) {
        throw new DemoFailure("the terminal does not even print undisturbed: " + life.said());
      }
    }
    program.useArchive();
  }

  Run play(Scenario scenario) throws IOException, InterruptedException {
    long begun = System.nanoTime();
    Path folder = directory.resolve("run-" + ++runs);
    Files.createDirectories(folder);
    Lives lives =
        new Lives(
            folder,
            directory.getFileName() + "-" + runs,
            scenario.endsInSilence() ? Victim.SHORT_TIMEOUT : Victim.LONG_TIMEOUT);
    mendAll();
    boolean slow = scenario.circumstance() == Circumstance.SLOW;
    printer.slow(slow ? Duration.ofSeconds(1) : Duration.ZERO);
    printer.betweenSheets(Duration.ofMillis(slow ? 700 : 0));
    printer.deafToCancel(scenario.circumstance() == Circumstance.PAPER_OUT_DEAF);
    List<String> log = new ArrayList<>();
    try {
      Life last = lives.suffer(scenario, log);
      Run run = judge(scenario, lives, last, log, begun);
      delete(folder);
      return run;
    } finally {
      lives.close();
      stop = _ -> {};
      questionStop = () -> {};
      jobStop = () -> {};
    }
  }

  private Run judge(Scenario scenario, Lives lives, Life last, List<String> log, long begun)
      throws IOException, InterruptedException {
    Optional<String> step = last.await("final ", LIFE);
    lives.disarm();
    mendAll();
    last.tell("mended");
    boolean done = last.await("done", LIFE).isPresent() && last.endedWell(START);
    int left = awaitEmptyQueue();
    log.addAll(last.said());
    String first = last.await("first ", Duration.ZERO).orElse("-");
    String second = last.await("second ", Duration.ZERO).orElse("-");
    List<Sheet> all = printer.sheets();
    List<Integer> firstPages = pages(all, lives.firstSha256);
    List<Integer> secondPages = pages(all, lives.secondSha256);
    return new Run(
        scenario,
        done && step.isPresent() && step.get().equals(first) ? first : "-",
        first.equals("UNKNOWN") ? cause(log) : "",
        firstPages.size(),
        copies(firstPages),
        second,
        secondPages.size() == Victim.PAGES && copies(secondPages) == 1,
        left,
        lives.befell || scenario.fault() == Fault.NONE,
        reported(log, Victim.FIRST, first) && reported(log, Victim.SECOND, second),
        (System.nanoTime() - begun) / 1_000_000,
        List.copyOf(log));
  }

  private static List<Integer> pages(List<Sheet> all, String sha256) {
    return all.stream().filter(it -> it.documentSha256().equals(sha256)).map(Sheet::page).toList();
  }

  private static int copies(List<Integer> pages) {
    int most = 0;
    for (int page : pages) {
      most = Math.max(most, (int) pages.stream().filter(it -> it == page).count());
    }
    return most;
  }

  private static boolean reported(List<String> log, String reference, String step) {
    List<String> told =
        log.stream().filter(line -> line.startsWith("told " + reference + " ")).toList();
    return step.equals("-")
        ? told.isEmpty()
        : told.equals(List.of("told " + reference + " " + step));
  }

  /** As the terminal's log has it. */
  private static String cause(List<String> log) {
    String cause = "not said";
    for (String line : log) {
      int at = line.indexOf("Unknown[cause=");
      if (at >= 0 && (line.startsWith("outcome ") || line.startsWith("log print of"))) {
        cause = line.substring(at + "Unknown[cause=".length()).replaceFirst(",.*", "");
      }
    }
    return cause;
  }

  private int awaitEmptyQueue() throws IOException, InterruptedException {
    long end = System.nanoTime() + QUEUE.toNanos();
    while (true) {
      int open = queue.openJobs();
      if (open == 0 || System.nanoTime() - end >= 0) {
        return open;
      }
      Thread.sleep(LOOK);
    }
  }

  private void mendAll() throws IOException, InterruptedException {
    printer.powerOn();
    wire.mend();
    printer.deafToCancel(false);
    printer.slow(Duration.ZERO);
    printer.refill();
  }

  /** The terminals of one run: the same journal, one life after the other. */
  private final class Lives implements AutoCloseable {
    private final Path folder;
    private final Path first;
    private final Path second;
    private final String firstSha256;
    private final String secondSha256;
    private final Duration timeout;
    private final AtomicBoolean sprung = new AtomicBoolean();
    private final AtomicBoolean secondSprung = new AtomicBoolean();
    private final List<Thread> mending = new ArrayList<>();
    private Optional<JournalStops> stops = Optional.empty();
    private volatile Life life;
    private volatile boolean over;
    private boolean befell;

    Lives(Path folder, String name, Duration timeout) throws IOException {
      this.timeout = timeout;
      this.folder = folder;
      this.first = folder.resolve("first.pdf");
      this.second = folder.resolve("second.pdf");
      this.firstSha256 = write(first, name + " first");
      this.secondSha256 = write(second, name + " second");
    }

    private static String write(Path file, String name) throws IOException {
      byte[] pdf = TwoPages.named(name);
      Files.write(file, pdf);
      try {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(pdf));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every JVM has SHA-256", e);
      }
    }

    Life begin(String what, boolean debugged, boolean training) throws InterruptedException {
      Life begun =
          Life.start(
              program.command(
                  folder,
                  debugged,
                  training,
                  List.of(
                      wire.address().toString(),
                      folder.resolve("journal").toString(),
                      first.toString(),
                      second.toString(),
                      what,
                      Long.toString(timeout.toSeconds()))));
      if (begun.await("ready", START).isEmpty()) {
        begun.close();
        throw new DemoFailure("the terminal does not start: " + begun.said());
      }
      return begun;
    }

    /**
     * @return the last life, which nobody kills any more
     */
    Life suffer(Scenario scenario, List<String> log) throws IOException, InterruptedException {
      boolean atJournal = scenario.point().journalMethod().isPresent();
      life = begin("print", atJournal, false);
      if (atJournal) {
        watchJournal(List.of(scenario.point()), point -> springAt(point, scenario));
      }
      stop = point -> springAt(point, scenario);
      if (scenario.circumstance().withoutPaper()) {
        jobStop = this::takePaperAway;
      }
      if (scenario.point() == Point.FIRST_SHEET) {
        watchTray(scenario);
      }
      life.tell("go");
      Optional<String> end = life.await("final ", LIFE);
      if (end.isPresent() || !scenario.fault().killsKiosk()) {
        awaitMending();
        return life;
      }
      log.addAll(life.said());
      return restart(scenario, log);
    }

    private Life restart(Scenario scenario, List<String> log)
        throws IOException, InterruptedException {
      awaitMending();
      unwatchJournal();
      stop = _ -> {};
      Optional<Fault.Recovery> recovery = scenario.fault().inRecovery();
      boolean atJournal =
          recovery
              .filter(
                  it ->
                      it == Fault.Recovery.KIOSK_BEFORE_END || it == Fault.Recovery.KIOSK_AFTER_END)
              .isPresent();
      life = begin("settle", atJournal, false);
      if (recovery.isPresent()) {
        springInRecovery(recovery.get());
      }
      life.tell("go");
      switch (scenario.fault()) {
        case KIOSK_NETWORK, KIOSK_PRINTER_LATE -> later(WHILE, this::mend);
        default -> {}
      }
      if (life.await("final ", LIFE).isEmpty()) {
        log.addAll(life.said());
        questionStop = () -> {};
        unwatchJournal();
        life = begin("settle", false, false);
        life.tell("go");
      }
      return life;
    }

    private void springInRecovery(Fault.Recovery recovery)
        throws IOException, InterruptedException {
      switch (recovery) {
        case KIOSK_AT_QUESTION -> questionStop = () -> once(secondSprung, this::killKiosk);
        case PRINTER_AT_QUESTION -> questionStop = () -> once(secondSprung, this::rebootPrinter);
        case KIOSK_BEFORE_END ->
            watchJournal(List.of(Point.ENDED_BEFORE), _ -> once(secondSprung, this::killKiosk));
        case KIOSK_AFTER_END ->
            watchJournal(List.of(Point.ENDED_AFTER), _ -> once(secondSprung, this::killKiosk));
      }
    }

    private void watchJournal(List<Point> points, JournalStops.Watch watch)
        throws IOException, InterruptedException {
      int port =
          life.debugPort(START)
              .orElseThrow(() -> new DemoFailure("the terminal opens no debug interface"));
      stops = Optional.of(JournalStops.attach(port, points, watch));
    }

    private void unwatchJournal() {
      stops.ifPresent(JournalStops::close);
      stops = Optional.empty();
    }

    private void watchTray(Scenario scenario) {
      Thread.ofVirtual()
          .name("tray")
          .start(
              () -> {
                try {
                  while (pages(printer.sheets(), firstSha256).isEmpty()) {
                    if (over) {
                      return;
                    }
                    Thread.sleep(LOOK);
                  }
                  springAt(Point.FIRST_SHEET, scenario);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              });
    }

    private void springAt(Point point, Scenario scenario) {
      if (point == scenario.point()) {
        once(sprung, () -> doHarm(scenario.fault()));
      }
    }

    private static void once(AtomicBoolean sprung, Runnable harm) {
      if (sprung.compareAndSet(false, true)) {
        harm.run();
      }
    }

    private void doHarm(Fault fault) {
      if (fault.killsKiosk()) {
        killKiosk();
      }
      switch (fault) {
        case PRINTER -> rebootPrinter();
        case PRINTER_GONE, KIOSK_PRINTER_LATE -> cutPower();
        case KIOSK_PRINTER -> {
          cutPower();
          later(Duration.ZERO, this::mend);
        }
        case NETWORK_RESET -> {
          cutWire();
          later(WHILE, this::mend);
        }
        case NETWORK_SILENT -> {
          wire.fallSilent();
          later(SILENT_WHILE, this::mend);
        }
        case NETWORK_GONE, KIOSK_NETWORK, KIOSK_NETWORK_GONE -> wire.fallSilent();
        case NONE,
            KIOSK,
            KIOSK_KIOSK_ASKING,
            KIOSK_KIOSK_ENDING,
            KIOSK_KIOSK_ENDED,
            KIOSK_PRINTER_ASKING -> {}
      }
    }

    private void killKiosk() {
      life.kill();
      wire.drop();
    }

    private void rebootPrinter() {
      cutPower();
      later(Duration.ZERO, this::mend);
    }

    private void cutPower() {
      cutWire();
      try {
        printer.powerCut();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private void cutWire() {
      try {
        wire.cut();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private void mend() throws IOException {
      printer.powerOn();
      wire.mend();
    }

    private void takePaperAway() {
      if (!over) {
        jobStop = () -> {};
        try {
          printer.paperOut();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
    }

    private interface Mending {
      void run() throws IOException;
    }

    private synchronized void later(Duration pause, Mending work) {
      mending.add(
          Thread.ofVirtual()
              .name("later")
              .start(
                  () -> {
                    try {
                      Thread.sleep(pause);
                      if (!over) {
                        work.run();
                      }
                    } catch (IOException e) {
                      LOG.error("what was broken could not be mended", e);
                    } catch (InterruptedException e) {
                      Thread.currentThread().interrupt();
                    }
                  }));
    }

    private void awaitMending() throws InterruptedException {
      List<Thread> pending;
      synchronized (this) {
        pending = List.copyOf(mending);
      }
      for (Thread thread : pending) {
        thread.join();
      }
    }

    /** What has not befallen the first order by its end spares the second one. */
    void disarm() {
      befell = sprung.getAndSet(true);
      secondSprung.set(true);
      jobStop = () -> {};
    }

    @Override
    public void close() throws IOException {
      over = true;
      unwatchJournal();
      if (life != null) {
        life.close();
      }
      try {
        awaitMending();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> all = Files.walk(folder)) {
      deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.deleteIfExists(path);
    }
  }

  @Override
  public void close() throws IOException {
    queue.close();
    wire.close();
    printer.close();
  }
}
