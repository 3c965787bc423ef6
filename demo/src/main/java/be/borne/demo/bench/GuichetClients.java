package be.borne.demo.bench;

import be.borne.demo.process.DemoFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Terminals in front of one town hall, which do one thing after another as quickly as they are
 * answered. Every load ends by itself, after a time or a count.
 */
final class GuichetClients implements AutoCloseable {
  /** Beyond a load's own time: for what is under way, and then it has failed. */
  private static final Duration LEFT_OVER = Duration.ofMinutes(5);

  private final GuichetTown town;
  private final TownHallProcess townHall;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<TerminalLine> lines = new ArrayList<>();

  GuichetClients(GuichetTown town, TownHallProcess townHall) {
    this.town = town;
    this.townHall = townHall;
  }

  /** Something that a terminal does with a citizen. */
  @FunctionalInterface
  interface Errand {
    void run(TerminalLine line, BenchCitizen citizen, CallTimes times)
        throws CallFailed, InterruptedException;
  }

  /** A whole visit by somebody who waits for nothing. */
  static void visit(TerminalLine line, BenchCitizen citizen, CallTimes times)
      throws CallFailed, InterruptedException {
    new GuichetVisit(line, citizen, GuichetVisit.Citizen.TIRELESS, times).run(System.nanoTime());
  }

  TownHallProcess townHall() {
    return townHall;
  }

  /** Lines of the first so many terminals; those that are open stay so. */
  List<TerminalLine> lines(int count) {
    while (lines.size() < count) {
      int next = lines.size();
      lines.add(
          new TerminalLine(
              town.terminalId(next), townHall.address(), town.terminal(next), threads));
    }
    return List.copyOf(lines.subList(0, count));
  }

  BenchCitizen citizen(int number) {
    return town.citizens().get(number % town.citizens().size());
  }

  ExecutorService threads() {
    return threads;
  }

  /** So many terminals at a time, each with the next citizen as soon as the last has gone. */
  LoadResult saturated(String name, int terminals, Duration time, Errand errand)
      throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    return load(
        name,
        terminals,
        (line, citizen, times) -> {
          while (System.nanoTime() < end) {
            errand.run(line, citizen, times);
          }
        },
        time);
  }

  /** So many errands, one after another at one terminal, with one citizen after another. */
  LoadResult oneByOne(String name, int count, Errand errand) throws InterruptedException {
    return load(
        name,
        1,
        (line, _, times) -> {
          for (int i = 0; i < count; i++) {
            errand.run(line, citizen(i), times);
          }
        },
        LEFT_OVER);
  }

  /** What fails here ends the measurement: nothing was asked that could not be done. */
  private LoadResult load(String name, int terminals, Errand errand, Duration time)
      throws InterruptedException {
    CallTimes times = new CallTimes();
    List<TerminalLine> used = lines(terminals);
    LoadMeter meter = LoadMeter.begin(townHall);
    List<Future<?>> running = new ArrayList<>();
    for (int i = 0; i < terminals; i++) {
      TerminalLine line = used.get(i);
      BenchCitizen citizen = citizen(i);
      running.add(
          threads.submit(
              () -> {
                errand.run(line, citizen, times);
                return null;
              }));
    }
    long patience = System.nanoTime() + time.plus(LEFT_OVER).toNanos();
    for (Future<?> each : running) {
      try {
        each.get(Math.max(1, patience - System.nanoTime()), TimeUnit.NANOSECONDS);
      } catch (ExecutionException e) {
        throw new DemoFailure(name + ": " + e.getCause().getMessage(), e.getCause());
      } catch (TimeoutException e) {
        throw new DemoFailure(name + ": a terminal was not answered", e);
      }
    }
    return meter.end(name, times);
  }

  @Override
  public void close() {
    lines.forEach(TerminalLine::close);
    threads.shutdownNow();
  }
}
