package be.borne.demo.bench;

import be.borne.demo.bench.UiTable.Figure;
import be.borne.demo.house.House;
import be.borne.demo.process.Pause;
import be.borne.demo.process.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** From nothing to the first screen: the kiosk with and without its AOT cache, and Chromium. */
final class Starts {
  private static final Duration STILL = Duration.ofSeconds(2);

  /** So that nothing of a start is left to the next one. */
  private static final Duration BETWEEN = Duration.ofSeconds(1);

  private final UiBench.Stand stand;
  private final Path directory;
  private final List<String> cached;
  private final List<String> bare;
  private final ChromiumPeer chromium;

  /**
   * @param cache that the kiosk's JVM wrote in training
   * @param directory for page, profile and logs
   */
  Starts(UiBench.Stand stand, Path cache, Path directory) throws IOException {
    this.stand = stand;
    this.directory = directory;
    cached =
        stand.programs().kiosk(List.of("-XX:AOTCache=" + cache), List.of(AotCache.KIOSK), false);
    bare = stand.programs().kiosk(List.of(), List.of(AotCache.KIOSK), false);
    chromium =
        new ChromiumPeer(
            stand.display(),
            StaticPage.write(
                directory.resolve("page"), "Testerive", "Bibliothèque de démonstration"),
            directory.resolve("profile"),
            UiBench.WIDTH_PIXELS,
            UiBench.HEIGHT_PIXELS);
  }

  /** The kiosk as a terminal starts it. */
  List<String> kioskCommand() {
    return cached;
  }

  ChromiumPeer chromium() {
    return chromium;
  }

  private interface Starter {
    Program start() throws IOException;
  }

  /**
   * One start.
   *
   * @param wallMillis until the first screen stood
   * @param cpuMillis of processor time until then, in tens
   */
  private record Start(double wallMillis, double cpuMillis) {}

  void measure(int rounds, UiTable table, Consumer<String> progress) throws IOException {
    Starter withCache = () -> kiosk(cached);
    Starter without = () -> kiosk(bare);
    Starter peer = () -> chromium.start(directory.resolve("chromium.log"));
    Glass.Still first = learn(withCache);
    Glass.Still page = learn(peer);
    List<Start> ours = new ArrayList<>();
    List<Start> plain = new ArrayList<>();
    List<Start> theirs = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      ours.add(time(withCache, first));
      theirs.add(time(peer, page));
      plain.add(time(without, first));
      progress.accept(
          "Start %d of %d: %.0f ms, Chromium %.0f ms, without cache %.0f ms."
              .formatted(
                  round,
                  rounds,
                  ours.getLast().wallMillis(),
                  theirs.getLast().wallMillis(),
                  plain.getLast().wallMillis()));
    }
    Spread peers = wall(theirs);
    table.add(
        figure("start to first screen, AOT cache", ours, "; pair by pair " + pairs(ours, theirs))
            .beside(peers.median())
            .atMostOfPeer(1));
    table.add(figure("start to first screen, no cache", plain, "").beside(peers.median()));
    table.add(
        Figure.plain(
                "processor until then, AOT cache",
                "ms",
                cpu(ours).median(),
                "no cache %.0f ms".formatted(cpu(plain).median()))
            .beside(cpu(theirs).median()));
    Spread spread = wall(theirs);
    table.note(
        "Chromium's starts took %.0f to %.0f ms."
            .formatted(spread.sorted().getFirst(), spread.sorted().getLast()));
  }

  private static Figure figure(String name, List<Start> starts, String more) {
    Spread spread = wall(starts);
    return Figure.plain(
        name,
        "ms",
        spread.median(),
        "%d starts, %.0f to %.0f ms%s"
            .formatted(starts.size(), spread.sorted().getFirst(), spread.sorted().getLast(), more));
  }

  private static String pairs(List<Start> ours, List<Start> theirs) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < ours.size(); i++) {
      ratios.add(ours.get(i).wallMillis() / theirs.get(i).wallMillis());
    }
    Spread spread = Spread.of(ratios);
    return "%.2f to %.2f, median %.2f"
        .formatted(spread.sorted().getFirst(), spread.sorted().getLast(), spread.median());
  }

  private static Spread wall(List<Start> starts) {
    return Spread.of(starts.stream().map(Start::wallMillis).toList());
  }

  private static Spread cpu(List<Start> starts) {
    return Spread.of(starts.stream().map(Start::cpuMillis).toList());
  }

  private Program kiosk(List<String> command) {
    House house = stand.house();
    house.startKiosk(command);
    return house.kiosk();
  }

  /** What the first screen looks like once all is drawn. */
  private Glass.Still learn(Starter starter) throws IOException {
    Program program = starter.start();
    try {
      return stand.glass().awaitStill(STILL, StillScreen.PATIENCE, "the first screen");
    } finally {
      end(program);
    }
  }

  private Start time(Starter starter, Glass.Still first) throws IOException {
    Pause.of(BETWEEN);
    long begin = System.nanoTime();
    Program program = starter.start();
    try {
      long seen = stand.glass().await(first, StillScreen.PATIENCE, "the first screen");
      double cpu = new ProcessFigures(program.pid()).cpuSeconds();
      Pause.of(BETWEEN);
      return new Start((seen - begin) / 1e6, cpu * 1000);
    } finally {
      end(program);
    }
  }

  private void end(Program program) {
    stand.house().end(program);
    stand.glass().awaitEmpty(StillScreen.PATIENCE);
  }
}
