package be.borne.demo.bench;

import be.borne.demo.bench.GuichetTable.Figure;
import be.borne.demo.process.DemoFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Whether a visit costs more where ten and a hundred times as many orders are stored: three town
 * halls side by side, that have had the same visits, by turns; so that whatever else the machine
 * does befalls all of them alike.
 */
final class GuichetGrowth {
  private static final List<Integer> TIMES = List.of(1, 10, 100);
  private static final int VISITS_OF_A_ROUND = 10;

  private final GuichetTown town;
  private final GuichetBenchSize size;
  private final Consumer<String> progress;

  GuichetGrowth(GuichetTown town, GuichetBenchSize size, Consumer<String> progress) {
    this.town = town;
    this.size = size;
    this.progress = progress;
  }

  /** One of the three. */
  private static final class Stand implements AutoCloseable {
    private final int orders;
    private final TownHallProcess townHall;
    private final GuichetClients clients;
    private final List<LoadResult> rounds = new ArrayList<>();

    Stand(int orders, GuichetTown town, String name) throws IOException {
      this.orders = orders;
      this.townHall = town.start(name);
      this.clients = new GuichetClients(town, townHall);
    }

    /** The middle one of the rounds: one that something else fell into does not count. */
    double cpuMillis() {
      return Spread.of(rounds.stream().map(LoadResult::cpuMillisPerVisit).toList()).median();
    }

    double median(VisitCall call) {
      return Spread.of(
              rounds.stream()
                  .flatMap(round -> round.times().of(call).stream())
                  .flatMap(spread -> spread.sorted().stream())
                  .toList())
          .median();
    }

    @Override
    public void close() {
      clients.close();
      townHall.close();
    }
  }

  /**
   * @param like a town hall that has had a visit and does not run; all three are made out of it
   */
  void run(String like, GuichetTable table) throws IOException, InterruptedException {
    Deque<Stand> stands = new ArrayDeque<>();
    try {
      for (int times : TIMES) {
        int orders = size.stored() * times;
        String name = "stored-" + orders;
        copy(town.storage(like), town.storage(name));
        long begin = System.nanoTime();
        new BenchStockStore(town.storage(name), orders, Instant.now()).fill();
        progress.accept(
            "%d orders stored in %.0f s".formatted(orders, (System.nanoTime() - begin) / 1e9));
      }
      for (int times : TIMES) {
        int orders = size.stored() * times;
        stands.add(new Stand(orders, town, "stored-" + orders));
      }
      for (Stand each : stands) {
        each.clients.oneByOne("warm-up", size.warmUp(), GuichetClients::visit);
      }
      for (int round = 0; round < size.rounds(); round++) {
        for (Stand each : stands) {
          each.rounds.add(
              each.clients.oneByOne("growth", VISITS_OF_A_ROUND, GuichetClients::visit));
        }
        // Whoever comes first in a round is another one each time.
        stands.addLast(stands.removeFirst());
      }
      tell(stands.stream().sorted((a, b) -> Integer.compare(a.orders, b.orders)).toList(), table);
    } finally {
      stands.forEach(Stand::close);
    }
  }

  private void tell(List<Stand> stands, GuichetTable table) throws IOException {
    Stand base = stands.getFirst();
    table.section("Growth with what is stored");
    for (Stand each : stands) {
      String stored = "%,d orders: ".formatted(each.orders).replace(',', ' ');
      String beside = "with %,d".formatted(base.orders).replace(',', ' ');
      table.add(
          Figure.beside(
              stored + "CPU of a visit", "ms", each.cpuMillis(), beside, base.cpuMillis()));
      for (VisitCall call :
          List.of(
              VisitCall.SIGN_IN,
              VisitCall.WAITING,
              VisitCall.ORDER,
              VisitCall.CLAIM,
              VisitCall.DOCUMENT,
              VisitCall.REPORT)) {
        table.add(
            Figure.beside(
                stored + call.words() + " p50",
                "ms",
                each.median(call),
                beside,
                base.median(call)));
      }
      table.add(
          Figure.beside(
              stored + "start until ready",
              "s",
              each.townHall.startSeconds(),
              beside,
              base.townHall.startSeconds()));
    }
    Stand most = stands.getLast();
    table.add(
        Figure.plain(
            "on the disk, orders and trail, for each of %,d"
                .formatted(most.orders)
                .replace(',', ' '),
            "KiB",
            megabytes("stored-" + most.orders) * 1024 / most.orders));
  }

  private double megabytes(String name) throws IOException {
    try (Stream<Path> files = Files.list(town.storage(name))) {
      return files
              .filter(file -> file.getFileName().toString().matches("(orders|audit)\\.db.*"))
              .mapToLong(GuichetGrowth::size)
              .sum()
          / (1024.0 * 1024);
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.walk(from)) {
      all = files.toList();
    } catch (UncheckedIOException e) {
      throw new DemoFailure("a town hall's storage cannot be copied", e);
    }
    Files.createDirectories(to.getParent());
    for (Path file : all) {
      Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
    }
  }
}
