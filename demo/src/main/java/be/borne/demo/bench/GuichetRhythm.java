package be.borne.demo.bench;

import be.borne.demo.process.DemoFailure;
import be.borne.protocol.guichet.GuichetPaths;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Many terminals at people's pace: citizens come when they come, whether or not the guichet is done
 * with those before them, and each terminal looks now and then whether the guichet is there, as the
 * kiosk does. The time of a visit's first call counts from when its citizen came; that of each
 * other call from when the citizen was ready for it.
 */
final class GuichetRhythm {
  /** How often a terminal looks at the guichet while a citizen stands there. */
  static final Duration IN_USE = Duration.ofSeconds(5);

  /** And how often at rest. */
  private static final Duration AT_REST = Duration.ofSeconds(60);

  /** Visits that are under way at the end have this long; what is not done then has failed. */
  private static final Duration LEFT_OVER = Duration.ofSeconds(60);

  /** How many terminals connect at once, so that none waits in the listener's queue. */
  private static final int CONNECTING = 16;

  private static final long SEED = 20261128;

  private final GuichetClients clients;
  private final int terminals;

  GuichetRhythm(GuichetClients clients, int terminals) {
    this.clients = clients;
    this.terminals = terminals;
  }

  /** What the kiosk does beside a visit, which does not end if it fails. */
  static void lookBeside(TerminalLine line, CallTimes times) throws InterruptedException {
    try {
      look(line, times);
    } catch (CallFailed e) {
      times.failed(e);
    }
  }

  /** A terminal's look at the guichet, due now. */
  static void look(TerminalLine line, CallTimes times) throws CallFailed, InterruptedException {
    line.call(
        VisitCall.HEALTH, System.nanoTime(), line.request(GuichetPaths.HEALTH).GET(), 204, times);
  }

  /** Has every terminal connect. */
  LoadResult connect(String name) throws InterruptedException {
    CallTimes times = new CallTimes();
    List<TerminalLine> lines = clients.lines(terminals);
    Semaphore turn = new Semaphore(CONNECTING);
    LoadMeter meter = LoadMeter.begin(clients.townHall());
    List<Future<?>> connecting = new ArrayList<>();
    for (TerminalLine line : lines) {
      connecting.add(
          clients
              .threads()
              .submit(
                  () -> {
                    turn.acquire();
                    try {
                      lookBeside(line, times);
                    } finally {
                      turn.release();
                    }
                    return null;
                  }));
    }
    await(connecting, times);
    return meter.end(name, times);
  }

  /**
   * @param between two citizens at one terminal
   * @param window in which citizens come
   */
  LoadResult run(String name, Duration between, Duration window) throws InterruptedException {
    CallTimes times = new CallTimes();
    Random random = new Random(SEED);
    CountDownLatch over = new CountDownLatch(1);
    List<Future<?>> visits = new ArrayList<>();
    List<Future<?>> looks = new ArrayList<>();
    List<TerminalLine> lines = clients.lines(terminals);
    LoadMeter meter = LoadMeter.begin(clients.townHall());
    long begin = System.nanoTime();
    for (int i = 0; i < terminals; i++) {
      TerminalLine line = lines.get(i);
      BenchCitizen citizen = clients.citizen(i);
      long phase = (long) (random.nextDouble() * between.toNanos());
      long firstLook = (long) (random.nextDouble() * AT_REST.toNanos());
      if (phase < window.toNanos()) {
        visits.add(
            clients
                .threads()
                .submit(
                    () -> {
                      for (long from = phase; from < window.toNanos(); from += between.toNanos()) {
                        visit(line, citizen, begin + from, times);
                      }
                      return null;
                    }));
      }
      looks.add(
          clients
              .threads()
              .submit(
                  () -> {
                    rest(line, Duration.ofNanos(firstLook), over, times);
                    return null;
                  }));
    }
    Thread.sleep(window);
    await(visits, times);
    LoadResult result = meter.end(name, times);
    over.countDown();
    await(looks, times);
    return result;
  }

  private static void visit(TerminalLine line, BenchCitizen citizen, long due, CallTimes times)
      throws InterruptedException {
    long wait = due - System.nanoTime();
    if (wait > 0) {
      Thread.sleep(Duration.ofNanos(wait));
    }
    try {
      new GuichetVisit(line, citizen, GuichetVisit.Citizen.HUMAN, times).run(due);
    } catch (CallFailed e) {
      times.failed(e);
    }
  }

  private static void rest(TerminalLine line, Duration first, CountDownLatch over, CallTimes times)
      throws InterruptedException {
    Duration next = first;
    while (!over.await(next.toNanos(), TimeUnit.NANOSECONDS)) {
      lookBeside(line, times);
      next = AT_REST;
    }
  }

  /** What is not done in time is broken off, and has failed. */
  private static void await(List<Future<?>> all, CallTimes times) throws InterruptedException {
    long end = System.nanoTime() + LEFT_OVER.toNanos();
    for (Future<?> each : all) {
      try {
        each.get(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
      } catch (ExecutionException e) {
        throw new DemoFailure("a terminal: " + e.getCause().getMessage(), e.getCause());
      } catch (TimeoutException e) {
        times.failed("not done %d s after the last came".formatted(LEFT_OVER.toSeconds()));
        each.cancel(true);
      }
    }
  }
}
