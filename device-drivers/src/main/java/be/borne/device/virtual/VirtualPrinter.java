package be.borne.device.virtual;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A printer made of software: a private ippeveprinter (Debian: cups-ipp-utils) with a private
 * D-Bus, on the loopback interface only. A client sees a real IPP printer. Its sheets are files,
 * byte for byte what was received: {@code printed/<job-id>-<name>.pdf}.
 *
 * <p>What is the matter with it can be set at any moment, before or during a print, and holds the
 * job as it would in a real one. All its processes end with {@link #close}, and also when this JVM
 * is killed.
 *
 * <p>Needs Linux, and the programs ippeveprinter, dbus-daemon, setpriv and unshare; with pdfinfo
 * (poppler-utils) it counts the pages of a document, without it every document counts as one
 * impression.
 */
public final class VirtualPrinter implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(VirtualPrinter.class);
  private static final Duration START_DEADLINE = Duration.ofSeconds(20);
  private static final Duration SHOWN_DEADLINE = Duration.ofSeconds(15);
  private static final Duration LOOK = Duration.ofMillis(50);
  private static final String PROGRAM_PATH =
      "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  private static final String SHEETS = ".sheets";

  private final Path run;
  private final Path printed;
  private final int port;
  private final VirtualPrinterModel model;
  private final PrinterFlags flags;
  private final VirtualPrinterPages pages;
  private final FlagKeeper keeper;
  private PrinterProcess process;

  private VirtualPrinter(Path run, Path printed, int port, VirtualPrinterModel model)
      throws IOException {
    this.run = run;
    this.printed = printed;
    this.port = port;
    this.model = model;
    this.flags = new PrinterFlags(run.resolve("flags"));
    this.pages = new VirtualPrinterPages(address());
    this.keeper = new FlagKeeper(flags, pages, run.resolve("feeding"));
  }

  /**
   * Starts a printer with paper and toner, ready.
   *
   * @param directory where {@code printed} is, or will be; made if need be
   * @param port 0 for any free one
   * @throws IOException if it is not ready within 20 seconds, with what its programs said
   */
  public static VirtualPrinter start(Path directory, int port) throws IOException {
    return start(directory, port, VirtualPrinterModel.OFFICE);
  }

  /** The same of another model. */
  public static VirtualPrinter start(Path directory, int port, VirtualPrinterModel model)
      throws IOException {
    Path printed = Files.createDirectories(directory.toAbsolutePath().resolve("printed"));
    Path run = Files.createTempDirectory("virtual-printer-");
    int chosen = port == 0 ? freePort() : port;
    VirtualPrinter printer = new VirtualPrinter(run, printed, chosen, model);
    try {
      Files.createDirectories(printed.resolve(SHEETS));
      printer.unpack();
      printer.powerOn();
      printer.keeper.start();
      return printer;
    } catch (IOException e) {
      printer.close();
      throw e;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }

  private void unpack() throws IOException {
    Files.createDirectory(run.resolve("spool"));
    for (String script : List.of("printer-launch.sh", "printer-feed.sh")) {
      Path file = run.resolve(script);
      Files.writeString(file, resource(script));
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }
    Files.writeString(
        run.resolve("bus.conf"),
        resource("printer-bus.conf").replace("@NAME@", "virtual-printer-" + UUID.randomUUID()));
    Files.writeString(run.resolve("attributes.conf"), model.attributes());
    Files.writeString(run.resolve("hosts"), "127.0.0.1 localhost\n::1 localhost\n");
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = VirtualPrinter.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** {@code ipp://localhost:PORT/ipp/print}. */
  public URI address() {
    return URI.create("ipp://localhost:" + port + "/ipp/print");
  }

  public Path printedDirectory() {
    return printed;
  }

  /** The sheets so far, oldest first. */
  public List<Path> printed() throws IOException {
    try (Stream<Path> files = Files.list(printed)) {
      return files
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .sorted(Comparator.comparingLong(file -> file.toFile().lastModified()))
          .toList();
    }
  }

  /**
   * One sheet that fell into the tray.
   *
   * @param documentSha256 of the bytes that the printer received
   * @param page from 1
   */
  public record Sheet(String documentSha256, int page) {}

  /**
   * Every sheet so far, in no order. This is what fell, whatever the printer says of its jobs: it
   * outlives power cuts, and nothing takes it back.
   */
  public List<Sheet> sheets() throws IOException {
    try (Stream<Path> files = Files.list(printed.resolve(SHEETS))) {
      return files
          .map(file -> file.getFileName().toString().split("-", -1))
          .map(parts -> new Sheet(parts[0], Integer.parseInt(parts[1])))
          .toList();
    }
  }

  public void paperOut() throws IOException, InterruptedException {
    set("paper-out", true);
  }

  /** A full tray. */
  public void refill() throws IOException, InterruptedException {
    boolean low = pages.sheets() < VirtualPrinterPages.FULL_TRAY_SHEETS;
    pages.rememberSheets(VirtualPrinterPages.FULL_TRAY_SHEETS);
    set("paper-out", false);
    if (low && isOn()) {
      pages.setPaper(true);
    }
  }

  /**
   * So much paper lies in the tray, and stays: printing takes none away.
   *
   * @param sheets 0 to 250
   */
  public void paper(int sheets) throws IOException, InterruptedException {
    int count = Math.clamp(sheets, 0, VirtualPrinterPages.FULL_TRAY_SHEETS);
    if (count == 0) {
      paperOut();
      return;
    }
    pages.rememberSheets(count);
    set("paper-out", false);
    if (isOn()) {
      pages.setPaper(true);
    }
  }

  /**
   * So much toner is left.
   *
   * @param percent 0 to 100
   */
  public void toner(int percent) throws IOException, InterruptedException {
    supplies(percent, pages.wastePercent());
  }

  /**
   * So full is the container for used toner.
   *
   * @param percent 0 to 100
   */
  public void waste(int percent) throws IOException, InterruptedException {
    supplies(pages.tonerPercent(), percent);
  }

  private void supplies(int toner, int waste) throws IOException, InterruptedException {
    int left = Math.clamp(toner, 0, 100);
    pages.rememberSupplies(left, Math.clamp(waste, 0, 100));
    flags.set("toner-empty", left == 0);
    set("toner-low", left > 0 && left < VirtualPrinterPages.LOW_TONER_PERCENT);
    if (isOn()) {
      pages.setTonerPercent(left);
    }
  }

  public void jam() throws IOException, InterruptedException {
    set("jam", true);
  }

  public void clearJam() throws IOException, InterruptedException {
    set("jam", false);
  }

  public void openCover() throws IOException, InterruptedException {
    set("cover-open", true);
  }

  public void closeCover() throws IOException, InterruptedException {
    set("cover-open", false);
  }

  public void tonerLow() throws IOException, InterruptedException {
    flags.set("toner-empty", false);
    set("toner-low", true);
  }

  public void tonerEmpty() throws IOException, InterruptedException {
    flags.set("toner-low", false);
    set("toner-empty", true);
  }

  public void tonerFull() throws IOException, InterruptedException {
    pages.rememberSupplies(VirtualPrinterPages.USUAL_TONER_PERCENT, pages.wastePercent());
    flags.set("toner-low", false);
    set("toner-empty", false);
  }

  /** How long each document takes from now on, in whole seconds. */
  public void slow(Duration perDocument) throws IOException {
    flags.set("slow", Long.toString(Math.clamp(perDocument.toSeconds(), 0, 600)));
  }

  /** How long it takes from one sheet of a document to the next. */
  public void betweenSheets(Duration pause) throws IOException {
    flags.set(
        "between-sheets",
        String.format(Locale.ROOT, "%.3f", Math.clamp(pause.toMillis(), 0, 60_000) / 1000.0));
  }

  /** The next document fails inside the printer, before any sheet. */
  public void abortNext() throws IOException {
    flags.set("abort-next", true);
  }

  /** Somebody presses the red button: the job in it, if there is one, is cancelled. */
  public void cancelAtPanel() throws IOException, InterruptedException {
    pages.cancelOpenJob();
  }

  /**
   * Whether it prints what it holds even after it was cancelled, as some printers do that were
   * cancelled without paper.
   */
  public void deafToCancel(boolean deaf) throws IOException {
    flags.set("deaf-to-cancel", deaf);
  }

  /** The plug is pulled: the job in it and its memory of others are gone. */
  public synchronized void powerCut() throws InterruptedException {
    if (process != null) {
      process.kill();
    }
  }

  /**
   * @throws IOException if it is not ready within 20 seconds
   */
  public synchronized void powerOn() throws IOException {
    if (process != null && process.isAlive()) {
      return;
    }
    Files.deleteIfExists(run.resolve("feeding"));
    flags.forgetJobs();
    IOException last = null;
    for (List<String> isolation : isolations()) {
      try {
        start(isolation);
        return;
      } catch (IOException e) {
        last = e;
      }
    }
    throw new IOException("the virtual printer does not start: " + said(), last);
  }

  /**
   * ippeveprinter listens on what "localhost" resolves to and insists on IPv6. Where the machine's
   * hosts file lacks ::1, it gets its own view of that file, with root's means or, failing that,
   * those of a user namespace.
   */
  private List<List<String>> isolations() throws IOException {
    boolean known =
        Files.readAllLines(Path.of("/etc/hosts")).stream()
            .map(line -> List.of(line.replaceFirst("#.*", "").strip().split("\\s+", -1)))
            .anyMatch(words -> words.getFirst().equals("::1") && words.contains("localhost"));
    return known
        ? List.of(List.of())
        : List.of(
            List.of("unshare", "--mount", "--propagation", "private"),
            List.of("unshare", "--map-root-user", "--mount", "--propagation", "private"));
  }

  private void start(List<String> isolation) throws IOException {
    List<String> command = new ArrayList<>(isolation);
    command.addAll(
        List.of(
            "/bin/sh",
            run.resolve("printer-launch.sh").toString(),
            program("ippeveprinter"),
            Integer.toString(port),
            isolation.isEmpty() ? "-" : run.resolve("hosts").toString()));
    command.addAll(model.options(run.resolve("attributes.conf")));
    Map<String, String> environment =
        Map.of(
            "PATH", PROGRAM_PATH,
            "HOME", run.toString(),
            "LC_ALL", "C.UTF-8",
            "BORNE_PRINTER_RUN", run.toString(),
            "BORNE_PRINTER_PRINTED", printed.toString());
    process = PrinterProcess.start(command, environment, run.resolve("said.log"));
    try {
      if (!until(START_DEADLINE, () -> !process.isAlive() || answers()) || !process.isAlive()) {
        process.kill();
        throw new IOException("the virtual printer is not there: " + said());
      }
      LoopbackCheck.requireLoopbackOnly(port);
      pages.setPaper(!flags.isSet("paper-out"));
      pages.setTonerPercent(pages.tonerPercent());
      flags.markAllForShowing();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the virtual printer was starting", e);
    }
  }

  private static String program(String name) throws IOException {
    return Stream.of(PROGRAM_PATH.split(":", -1))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new IOException(name + " is not installed (Debian: cups-ipp-utils)"))
        .toString();
  }

  private boolean answers() {
    try {
      var ignored = pages.conditions();
      return true;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private String said() throws IOException {
    Path file = run.resolve("said.log");
    String said = Files.exists(file) ? Files.readString(file).strip() : "";
    return said.isEmpty() ? "it said nothing" : said;
  }

  /**
   * Does what a word says, as a control socket's client may ({@link VirtualPrinterControl#send}).
   *
   * @return {@code ok}, an answer, or {@code error: } and what is wrong
   */
  public String command(String line) throws InterruptedException {
    return new VirtualPrinterCommands(this).answer(line);
  }

  /** One line: is it on, what is the matter, how many documents came out. */
  public synchronized String status() throws IOException, InterruptedException {
    boolean on = process != null && process.isAlive();
    return String.format(
        Locale.ROOT,
        "power=%s conditions=%s printed=%d",
        on ? "on" : "off",
        on ? String.join(",", pages.conditions()) : "",
        printed().size());
  }

  private void set(String flag, boolean on) throws IOException, InterruptedException {
    flags.set(flag, on);
    if (isOn() && !until(SHOWN_DEADLINE, flags::allShown)) {
      log.warn("the virtual printer does not show {} yet; it will with its next job", flag);
    }
  }

  private synchronized boolean isOn() {
    return process != null && process.isAlive();
  }

  private static boolean until(Duration deadline, BooleanSupplier condition)
      throws InterruptedException {
    long end = System.nanoTime() + deadline.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end >= 0) {
        return false;
      }
      Thread.sleep(LOOK);
    }
    return true;
  }

  /** Ends all of it. The sheets stay. */
  @Override
  public void close() {
    keeper.close();
    pages.close();
    try {
      synchronized (this) {
        if (process != null) {
          process.stop();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try (Stream<Path> files = Files.walk(run)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      log.warn("{} could not be removed", run, e);
    }
  }
}
