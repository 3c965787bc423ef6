package be.borne.demo;

import be.borne.demo.evidence.Console;
import be.borne.demo.evidence.PrintedPaper;
import be.borne.demo.evidence.Summary;
import be.borne.demo.house.Folders;
import be.borne.demo.house.House;
import be.borne.demo.house.HouseSettings;
import be.borne.demo.house.Installation;
import be.borne.demo.process.DemoFailure;
import be.borne.demo.visit.Titles;
import be.borne.demo.visit.Visit;
import be.borne.demo.window.VirtualDisplay;
import be.borne.demo.window.Window;
import be.borne.kiosk.document.SealDetails;
import be.borne.protocol.json.Json;
import be.borne.protocol.terminal.Language;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * {@code ./borne demo --headless}: an invented citizen orders a household composition at the real
 * window, and what came of it is looked at with other people's tools. Ends by itself and leaves no
 * process; fails with a plain sentence when anything is not as it should be.
 */
public final class HeadlessDemo {
  /** The invented citizen's name in the virtual reader's cast. */
  private static final String CITIZEN = "marguerite";

  private static final char[] PIN = {'1', '2', '3', '4'};
  private static final int WIDTH_PIXELS = 1080;
  private static final int HEIGHT_PIXELS = 1920;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration SHEET = Duration.ofSeconds(5);

  private final Installation installation;
  private final Folders folders;
  private final Consumer<String> tell;

  /**
   * @param tell where each step is told, a line at a time
   */
  public HeadlessDemo(Installation installation, Folders folders, Consumer<String> tell) {
    this.installation = installation;
    this.folders = folders;
    this.tell = tell;
  }

  /**
   * @throws DemoFailure when any step fails
   */
  public Summary run() {
    Instant begin = Instant.now();
    try (VirtualDisplay display =
        VirtualDisplay.start(folders.machine(), WIDTH_PIXELS, HEIGHT_PIXELS, folders.logs())) {
      tell.accept("Building the house: card reader, printer, town hall, agent, kiosk.");
      tell.accept("Its host's code is " + House.HOST_CODE + ".");
      try (House house = House.open(installation, folders, HouseSettings.panel(display.name()))) {
        return walkThrough(house, new Window(display, () -> house.kiosk().pid()), begin);
      }
    }
  }

  private Summary walkThrough(House house, Window window, Instant begin) {
    Titles titles = new Titles(Language.FRENCH);
    Visit visit = new Visit(window, folders.screens());
    visit.step("attract", () -> {}, titles.attract());
    long startMillis = Duration.between(begin, Instant.now()).toMillis();
    tell.accept("The terminal is ready after %.1f s.".formatted(startMillis / 1000.0));

    printAsSlowlyAsAPrinter(house);
    CertificateVisit.upToThePaper(visit, house, titles, CITIZEN, PIN);
    int apdus = apdus(house);
    CertificateVisit.takeCardAndPaper(visit, house, titles);
    tell.accept("The citizen has card and paper.");
    // First of all: the printer forgets a completed job after a minute.
    List<String> jobs = PrintedPaper.endedJobs(house.printerAddress());
    if (!jobs.equals(List.of("completed"))) {
      throw new DemoFailure("the printer should have completed one job, and says " + jobs);
    }

    List<Path> printed = PrintedPaper.collect(house.printerTray(), folders.printed());
    if (printed.size() != 1) {
      throw new DemoFailure("one document was ordered, and " + printed.size() + " were printed");
    }
    SealDetails seal =
        PrintedPaper.seal(
            printed.getFirst(),
            folders.output().resolve("seal-root.pem"),
            HouseSettings.DEMONSTRATION_ORGANISATION);
    Summary.Document document = document(house, printed.getFirst(), seal.orderReference());
    JsonNode fleet;
    try (Console console = new Console(house.consoleAddress())) {
      fleet =
          console.await(
              House.TERMINAL,
              terminal -> terminal.path("counters").path("documentsDelivered").asInt() == 1,
              PATIENCE,
              "1 document delivered");
      console.photograph("/", folders.output().resolve("console.png"));
    }
    Summary summary =
        new Summary(
            visit.timings(),
            visit.timings().stream().mapToLong(Visit.Timing::millis).sum(),
            startMillis,
            new Summary.Card(apdus),
            document,
            new Summary.Job(jobs),
            new Summary.Issuer(seal.organisation(), seal.signer(), seal.orderReference()),
            fleet);
    write(summary);
    tell.accept(
        "Printed %s: sealed by %s, identical to what was issued. The console shows 1 document delivered."
            .formatted(document.file(), seal.organisation()));
    tell.accept("Everything lies in " + folders.output());
    return summary;
  }

  /** Paper in software is out at once, and nobody would see the screen that asks to wait for it. */
  private static void printAsSlowlyAsAPrinter(House house) {
    try {
      house.printer().slow(SHEET);
    } catch (IOException e) {
      throw new DemoFailure("the virtual printer cannot be told how fast to be", e);
    }
  }

  private Summary.Document document(House house, Path printed, String reference) {
    String issued = house.issuedSha256(reference);
    String onPaper = PrintedPaper.sha256(printed);
    if (!issued.equals(onPaper)) {
      throw new DemoFailure("what was printed differs from what was issued");
    }
    try {
      return new Summary.Document(
          printed.getFileName().toString(), Files.size(printed), issued, onPaper, true);
    } catch (IOException e) {
      throw new DemoFailure("the printed document cannot be read", e);
    }
  }

  private static int apdus(House house) {
    try {
      return Json.mapper().readTree(house.reader().status()).path("apdus").asInt();
    } catch (IOException e) {
      throw new DemoFailure("the virtual reader does not say what it did", e);
    }
  }

  private void write(Summary summary) {
    try {
      Files.writeString(
          folders.output().resolve("summary.json"),
          Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(summary) + "\n");
    } catch (IOException e) {
      throw new DemoFailure("summary.json cannot be written", e);
    }
  }
}
