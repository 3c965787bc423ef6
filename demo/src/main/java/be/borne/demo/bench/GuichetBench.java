package be.borne.demo.bench;

import be.borne.demo.bench.GuichetTable.Figure;
import be.borne.demo.house.Installation;
import be.borne.demo.process.DemoFailure;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * {@code ./borne bench guichet}: what the town hall's guichet carries with its embedded engine on
 * this machine, beside what the machine can do of what a visit cannot do without; and whether that
 * stays so with what is stored. Town hall and terminals share the machine.
 */
final class GuichetBench {
  /** A terminal that is used as busily as a counter. */
  private static final Duration BUSY = Duration.ofMinutes(10);

  /** A queue at every terminal, each citizen as long at it as a first use takes. */
  private static final Duration RUSH = Duration.ofMinutes(3);

  /** The next citizen at the terminal ten seconds after one who knows it by heart. */
  private static final Duration RELAY = Duration.ofSeconds(30);

  private static final String LIKE = "like";
  private static final String MEASURED = "measured";

  private final GuichetTown town;
  private final Path directory;
  private final GuichetBenchSize size;
  private final Consumer<String> progress;
  private final GuichetTable table = new GuichetTable();
  private final int cores = Runtime.getRuntime().availableProcessors();
  private final long begun = System.nanoTime();

  /**
   * @param directory for files that only the measurement needs: some 2 GB with the usual size
   * @param progress told what is being done
   */
  GuichetBench(
      Installation installation, Path directory, GuichetBenchSize size, Consumer<String> progress)
      throws IOException, GeneralSecurityException {
    this.directory = directory;
    this.size = size;
    this.progress = progress;
    progress.accept(
        "making %d terminals' certificates and %d citizens' cards"
            .formatted(size.many(), size.citizens()));
    this.town = new GuichetTown(directory, installation, size.citizens(), size.many());
  }

  GuichetTable run() throws IOException, GeneralSecurityException, InterruptedException {
    GuichetBounds bounds = new GuichetBounds(directory, size.bound(), 2 * size.warmUp());
    progress.accept("what the machine can do");
    GuichetBounds.All machine = bounds(bounds);
    firstVisits();
    if (begins("saturation and rhythm")) {
      carried(machine);
    }
    if (begins("growth")) {
      new GuichetGrowth(town, size, progress).run(LIKE, table);
    }
    notes();
    return table;
  }

  private boolean begins(String part) {
    if (System.nanoTime() - begun > size.limit().toNanos()) {
      table.note("The time was over before " + part + ".");
      return false;
    }
    progress.accept(part);
    return true;
  }

  private GuichetBounds.All bounds(GuichetBounds bounds)
      throws IOException, GeneralSecurityException {
    GuichetBounds.All machine = bounds.all();
    table.section("The machine, %d cores; one thread, nobody beside it".formatted(cores));
    table.add(Figure.plain("P-384 signatures checked", "a second", machine.checks().perSecond()));
    table.add(
        Figure.plain("RSA-3072 signatures made", "a second", machine.signatures().perSecond()));
    table.add(
        Figure.plain(
            "documents made, sealed and validated", "a second", machine.documents().perSecond()));
    table.add(Figure.plain("CPU of such a document", "ms", machine.documents().cpuMillis()));
    table.add(
        Figure.plain("4 KiB appended and on the disk", "a second", machine.syncs().perSecond()));
    table.add(
        Figure.beside(
            "SQLite transactions on the disk",
            "a second",
            machine.commits(),
            "4 KiB appended and on the disk",
            machine.syncs().perSecond()));
    return machine;
  }

  /** What is stored by the other town halls is made out of these. */
  private void firstVisits() throws IOException, InterruptedException {
    try (TownHallProcess townHall = town.start(LIKE);
        GuichetClients clients = new GuichetClients(town, townHall)) {
      clients.oneByOne("first visits", 2, GuichetClients::visit);
    }
  }

  private void carried(GuichetBounds.All machine) throws IOException, InterruptedException {
    try (TownHallProcess townHall = town.start(MEASURED);
        GuichetClients clients = new GuichetClients(town, townHall)) {
      double atRest = townHall.figures().memory().pssMib();
      for (int round = 0; round < 2; round++) {
        clients.oneByOne("warm-up", size.warmUp(), GuichetClients::visit);
        clients.saturated(
            "warm-up", GuichetSaturation.SOME, size.saturation(), GuichetClients::visit);
      }
      GuichetSaturation saturation =
          new GuichetSaturation(clients, machine, size.saturation(), table);
      saturation.calls();
      saturation.visits();
      LoadResult few = rhythms(clients);
      table.section("Memory of the town hall");
      table.add(Figure.plain("after its start, PSS", "MiB", atRest));
      table.add(
          Figure.beside(
              "with %d terminals, PSS".formatted(size.many()),
              "MiB",
              townHall.figures().memory().pssMib(),
              "with %d".formatted(size.few()),
              few.pssMib()));
    }
  }

  private LoadResult rhythms(GuichetClients clients) throws InterruptedException {
    table.section("At people's rhythm");
    GuichetRhythm few = new GuichetRhythm(clients, size.few());
    var _ = few.connect("connecting");
    rhythm(few, size.few(), "rush", RUSH);
    LoadResult relay = rhythm(few, size.few(), "relay", RELAY);
    GuichetRhythm many = new GuichetRhythm(clients, size.many());
    LoadResult connected = many.connect("connecting");
    table.add(
        Figure.plain(
            size.many() + " terminals connect",
            "a second",
            connected.perSecond(connected.times().calls())));
    table.add(
        Figure.plain(
            "CPU of a connection",
            "ms",
            connected.townCpuSeconds() * 1000 / Math.max(1, connected.times().calls())));
    rhythm(many, size.many(), "busy", BUSY);
    rhythm(many, size.many(), "rush", RUSH);
    return relay;
  }

  private LoadResult rhythm(GuichetRhythm terminals, int count, String pace, Duration between)
      throws InterruptedException {
    LoadResult load =
        terminals.run("%d terminals, %s".formatted(count, pace), between, size.rhythm());
    double asked = count / (double) between.toSeconds();
    table.add(
        Figure.beside(
            load.name() + ": citizens",
            "a second",
            (load.times().visits() + load.times().failed()) / (double) size.rhythm().toSeconds(),
            "a citizen every %d s at each".formatted(between.toSeconds()),
            asked));
    table.add(
        Figure.beside(
            load.name() + ": visits that failed",
            "visits",
            load.times().failed(),
            "of all",
            load.times().visits() + load.times().failed()));
    table.add(
        Figure.beside(
            load.name() + ": the town hall's processor, were it to go on so",
            "cores",
            load.cpuMillisPerVisit() * asked / 1000,
            "of",
            cores));
    table.add(load);
    return load;
  }

  private void notes() {
    table.note(
        "A visit: challenge, sign-in by card, catalogue, what waits, forms, order, claim, document"
            + " (digest compared), report, end of session.");
    table.note(
        "At people's rhythm a citizen takes %d s; a call's time counts from when it was due, the"
                .formatted(
                    GuichetVisit.CARD
                        .plus(GuichetVisit.CHOICE)
                        .plus(GuichetVisit.PAPER)
                        .toSeconds())
            + " first from when the citizen came. Busy: a citizen every 10 minutes at each terminal;"
            + " rush: every 3; relay: every 30 s. Each terminal looks at the guichet every 5 s with a"
            + " citizen, every 60 s without.");
    table.note(
        "Limits of orders and calls are raised; %d invented citizens order everything. Revocation"
                .formatted(size.citizens())
            + " of cards is not asked for (test cards); no broker, no console.");
    table.note(
        String.format(
            Locale.ROOT,
            "Terminals and cards are this process, on the same cores. Begun %s; load of the machine"
                + " at the end %.1f.",
            Instant.now().minusNanos(System.nanoTime() - begun).toString().substring(0, 16),
            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
    if (table.loads().isEmpty()) {
      throw new DemoFailure("the time was over before anything was measured");
    }
  }
}
