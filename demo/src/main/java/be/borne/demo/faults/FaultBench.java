package be.borne.demo.faults;

import be.borne.demo.process.DemoFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Plays many scenarios, some at a time, and counts. */
public final class FaultBench {
  private static final int RUNS_BETWEEN_NEWS = 50;

  private final Path directory;
  private final int runs;
  private final long seed;
  private final int rigs;
  private final Duration most;

  /**
   * @param directory for journals and printers; its owner removes it
   * @param runs how many scenarios
   * @param seed which, and in what order
   * @param rigs how many at a time; most of a run is waiting
   * @param most after this no further run is begun
   */
  public FaultBench(Path directory, int runs, long seed, int rigs, Duration most) {
    this.most = most;
    this.directory = directory;
    this.runs = runs;
    this.seed = seed;
    this.rigs = rigs;
  }

  /**
   * @param news told now and then how far it is
   * @throws DemoFailure if a printer, a guichet or a terminal could not even be started
   */
  public FaultTable run(Consumer<String> news)
      throws IOException, GeneralSecurityException, InterruptedException {
    long begun = System.nanoTime();
    Town town = new Town(directory);
    Work work = new Work(Scenario.choose(runs, seed));
    try (Guichets guichets = new Guichets(town)) {
      Training.of(town, guichets.mortal(), directory.resolve("training"));
      guichets.trained(Math.min(rigs, runs) > 1);
      runAll(town, guichets, work, begun, news);
    }
    if (work.failure().isPresent()) {
      Exception failure = work.failure().get();
      throw new DemoFailure("a run could not be carried out: " + failure.getMessage(), failure);
    }
    return new FaultTable(
        work.done(), seed, work.begunAgain(), (System.nanoTime() - begun) / 1_000_000);
  }

  private void runAll(Town town, Guichets guichets, Work work, long begun, Consumer<String> news)
      throws InterruptedException {
    List<Thread> workers = new ArrayList<>();
    for (int number = 0; number < Math.min(rigs, runs); number++) {
      Worker worker = new Worker(number, guichets.of(number), town, work, begun, news);
      // Platform threads: what they start is killed by the kernel when they end.
      workers.add(Thread.ofPlatform().name("rig-" + number).start(worker));
    }
    for (Thread worker : workers) {
      worker.join();
    }
  }

  private final class Worker implements Runnable {
    private final int number;
    private final GuichetProcess guichet;
    private final Town town;
    private final Work work;
    private final long begun;
    private final Consumer<String> news;

    Worker(
        int number,
        GuichetProcess guichet,
        Town town,
        Work work,
        long begun,
        Consumer<String> news) {
      this.number = number;
      this.guichet = guichet;
      this.town = town;
      this.work = work;
      this.begun = begun;
      this.news = news;
    }

    @Override
    public void run() {
      Path own = directory.resolve("rig-" + number);
      try (Rig rig = new Rig(own, town, guichet, number)) {
        for (Optional<Scenario> next = next(); next.isPresent(); next = next()) {
          try {
            tell(rig.play(next.get()));
          } catch (DemoFailure e) {
            work.again(next.get(), e);
          }
        }
      } catch (IOException | GeneralSecurityException | RuntimeException e) {
        work.failed(e);
      } catch (InterruptedException e) {
        work.failed(e);
        Thread.currentThread().interrupt();
      }
    }

    private Optional<Scenario> next() {
      return System.nanoTime() - begun < most.toNanos()
          ? work.next(Guichets.isMortal(number))
          : Optional.empty();
    }

    private void tell(Run run) {
      int done = work.done(run);
      synchronized (work) {
        if (!run.faults().isEmpty()) {
          news.accept(FaultTable.sentence(run));
          run.log().forEach(line -> news.accept("    " + line));
        }
        if (done % RUNS_BETWEEN_NEWS == 0 && done < runs) {
          news.accept(done + " of " + runs + " runs");
        }
      }
    }
  }
}
