package be.borne.demo.bench;

import be.borne.demo.bench.StillScreen.Idleness;
import be.borne.demo.bench.UiTable.Figure;
import be.borne.demo.house.Folders;
import be.borne.demo.house.House;
import be.borne.demo.house.HouseSettings;
import be.borne.demo.house.Installation;
import be.borne.demo.process.Pause;
import be.borne.demo.process.Program;
import be.borne.demo.window.VirtualDisplay;
import be.borne.demo.window.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * {@code ./borne bench ui}: how quick and how small the kiosk's window is, beside Debian's Chromium
 * with the same screens on the same virtual display.
 */
final class UiBench {
  static final int WIDTH_PIXELS = 1080;
  static final int HEIGHT_PIXELS = 1920;

  /** A screen rests 300 ms before it takes a touch; the rest is for what is not seen at once. */
  private static final Duration REST = Duration.ofMillis(340);

  private static final int FEW_JOURNEYS = 10;
  private static final double PSS_OF_PEER = 0.5;
  private static final double GROWTH_PERCENT = 5;

  /**
   * Two seconds after a visit the kiosk tidies, and every ten its C library gives back what is
   * free: memory that is looked at in between is anybody's guess.
   */
  private static final Duration SETTLING = Duration.ofSeconds(15);

  private final Path home;
  private final Path directory;
  private final int rounds;
  private final int journeys;
  private final Consumer<String> progress;

  /**
   * @param home of the built programs
   * @param directory for files that only the measurement needs
   * @param rounds starts of each program
   * @param journeys after which memory is looked at last
   * @param progress told what is going on, a line at a time
   */
  UiBench(Path home, Path directory, int rounds, int journeys, Consumer<String> progress) {
    this.home = home;
    this.directory = directory;
    this.rounds = rounds;
    this.journeys = journeys;
    this.progress = progress;
  }

  /** Starts the house, trains the kiosk, and keeps what its JVM learned. */
  void trainOnly(Path cache) throws IOException {
    inTheHouse(stand -> AotCache.train(stand.house(), stand.programs(), stand.route(), cache));
  }

  /** Measures everything. */
  UiTable run() throws IOException {
    UiTable table = new UiTable();
    inTheHouse(
        stand -> {
          Path cache = directory.resolve("kiosk.aot");
          progress.accept("Training: one visit through the window, then the JVM writes its cache.");
          AotCache.train(stand.house(), stand.programs(), stand.route(), cache);
          Starts starts = new Starts(stand, cache, directory);
          starts.measure(rounds, table, progress);
          besideOneAnother(stand, starts, table);
        });
    progress.accept(journeys + " visits at the window, answered at once.");
    growth(table);
    notes(table);
    return table;
  }

  /** Memory, idleness and quickness of the kiosk, then of the peer, each alone on the display. */
  private void besideOneAnother(Stand stand, Starts starts, UiTable table) throws IOException {
    progress.accept(FEW_JOURNEYS + " visits in the whole house.");
    stand.house().startKiosk(starts.kioskCommand());
    stand.route().walk();
    for (int i = 1; i < FEW_JOURNEYS; i++) {
      stand.route().walk();
    }
    stand.route().awaitStart();
    Pause.of(SETTLING);
    ProcessFigures kiosk = new ProcessFigures(stand.house().kiosk().pid());
    ProcessFigures.Memory ours = kiosk.memory();
    progress.accept("Idle, and taps.");
    Idleness ourIdle = StillScreen.of(kiosk);
    TapTimes ourTaps = TapTimes.ofKiosk(stand);
    stand.house().end(stand.house().kiosk());
    stand.glass().awaitEmpty(StillScreen.PATIENCE);

    progress.accept("The same of Chromium.");
    Program chromium = starts.chromium().start(directory.resolve("chromium.log"));
    ProcessFigures.Memory theirs;
    Idleness theirIdle;
    TapTimes theirTaps;
    try {
      stand.glass().awaitStill(Duration.ofSeconds(1), StillScreen.PATIENCE, "Chromium's page");
      ProcessFigures peer = new ProcessFigures(chromium.pid());
      Pause.of(SETTLING);
      theirIdle = StillScreen.of(peer);
      theirTaps = TapTimes.ofPage(stand);
      Pause.of(SETTLING);
      theirs = peer.memory();
    } finally {
      chromium.close();
    }
    table.add(
        Figure.plain(
                "PSS after " + FEW_JOURNEYS + " visits",
                "MiB",
                ours.pssMib(),
                "RSS %.0f MiB in %d process; Chromium %.0f MiB in %d"
                    .formatted(
                        ours.rssKib() / 1024.0,
                        ours.processes(),
                        theirs.rssKib() / 1024.0,
                        theirs.processes()))
            .beside(theirs.pssMib())
            .atMostOfPeer(PSS_OF_PEER));
    StillScreen.figures(ourIdle, theirIdle).forEach(table::add);
    ourTaps.tell(theirTaps, table);
  }

  /** At a kiosk whose card, guichet and printer answer at once. */
  private void growth(UiTable table) throws IOException {
    try (VirtualDisplay display = display();
        Finger finger = new Finger(display.name())) {
      Glass glass = new Glass(display.glass());
      HouseSettings panel = HouseSettings.panel(display.name());
      Map<String, String> environment = new HashMap<>(new Installation(home).kioskEnvironment());
      environment.put("DISPLAY", display.name());
      Program kiosk =
          Program.start(
              "the scripted kiosk",
              new JavaProgram(home)
                  .kiosk(
                      List.of(),
                      List.of(
                          ScriptedKiosk.class.getName(),
                          String.valueOf(panel.widthPixels()),
                          String.valueOf(panel.heightPixels()),
                          String.valueOf(panel.pixelPitchMm())),
                      true),
              environment,
              directory.resolve("scripted.log"));
      try {
        Window window = new Window(display, kiosk::pid);
        Route route = new Route(glass, window, finger, REST.dividedBy(ScriptedKiosk.HASTE));
        route.learn(VisitRoutes.scripted());
        int few = Math.min(FEW_JOURNEYS, journeys);
        for (int i = 1; i < few; i++) {
          route.walk();
        }
        double early = settled(route, kiosk);
        long begin = System.nanoTime();
        for (int i = few; i < journeys; i++) {
          route.walk();
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        double late = settled(route, kiosk);
        table.add(
            Figure.plain(
                    "PSS growth, %d to %d scripted visits".formatted(few, journeys),
                    "%",
                    (late - early) / early * 100,
                    "%.0f MiB, then %.0f MiB; %.2f s a visit"
                        .formatted(early, late, seconds / Math.max(1, journeys - few)))
                .atMost(GROWTH_PERCENT));
      } finally {
        kiosk.close();
      }
    }
  }

  private static double settled(Route route, Program kiosk) {
    route.awaitStart();
    Pause.of(SETTLING);
    return new ProcessFigures(kiosk.pid()).memory().pssMib();
  }

  private void notes(UiTable table) {
    table.note(
        "Start: from the fork of the process until the virtual display's memory holds the whole"
            + " first screen, looked at every %.1f ms, for both alike; Chromium's profile is warm."
                .formatted(Glass.BETWEEN_LOOKS.toNanos() / 1e6));
    table.note(
        "Visits in the whole house: the unchanged kiosk, reader (virtual card, real PC/SC), guichet,"
            + " engine and IPP printer; taps and keys through the X server.");
    table.note(
        "Scripted visits: the real window, screens, journey and runner, taps and keys through the X"
            + " server; card, guichet and printer answer at once, and a new screen rests %d ms"
                .formatted(300 / ScriptedKiosk.HASTE)
            + " instead of 300. TLS, journal, card driver, seal gate and printer driver take no part.");
    table.note(
        "The kiosk's pictures stand still ([livery] motion = false): a picture that moves for a second"
            + " is part of no screen's coming, and its last dot was waited for.");
    table.note(
        "Taps: from just before the finger lets go until the display's memory holds the whole next"
            + " screen. Chromium's page has three of the kiosk's screens, and no work behind them.");
    if (ChromiumPeer.withoutSandbox()) {
      table.note(
          "Chromium ran as root and so without its sandbox, which makes it a little smaller.");
    }
    table.note("The machine's load over the last minute was " + load() + ".");
  }

  private static String load() {
    try {
      return Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0];
    } catch (IOException e) {
      return "not to be had";
    }
  }

  private interface Work {
    void at(Stand stand) throws IOException;
  }

  private VirtualDisplay display() {
    return VirtualDisplay.start(directory, WIDTH_PIXELS, HEIGHT_PIXELS, directory);
  }

  private void inTheHouse(Work work) throws IOException {
    try (VirtualDisplay display = display();
        Finger finger = new Finger(display.name())) {
      Glass glass = new Glass(display.glass());
      progress.accept("Building the house: card reader, printer, town hall, agent, kiosk.");
      Folders folders = Folders.prepare(directory.resolve("house"));
      try (House house =
          House.open(
              new Installation(home),
              folders,
              HouseSettings.panel(display.name()).withoutMotion())) {
        house.end(house.kiosk());
        Window window = new Window(display, () -> house.kiosk().pid());
        work.at(
            new Stand(
                display.name(),
                glass,
                finger,
                window,
                house,
                new JavaProgram(home),
                new Route(glass, window, finger, REST)));
      }
    }
  }

  /**
   * Where it is measured.
   *
   * @param display its name, as in DISPLAY
   * @param house with everything running but the kiosk
   * @param route of a visit in that house
   */
  record Stand(
      String display,
      Glass glass,
      Finger finger,
      Window window,
      House house,
      JavaProgram programs,
      Route route) {}
}
