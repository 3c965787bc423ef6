package be.borne.demo.faults;

import be.borne.demo.process.DemoFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Plays many scenarios, some at a time, and counts. */
public final class FaultBench {
  private static final int RUNS_BETWEEN_NEWS = 50;

  /** Of processes that do not start on a machine that has too much to do. */
  private static final int MOST_BEGUN_AGAIN = 20;

  private final Path directory;
  private final int runs;
  private final long seed;
  private final int rigs;
  private final Duration most;
  private final AtomicInteger begunAgain = new AtomicInteger();

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
   * @throws DemoFailure if a printer or a terminal could not even be started
   */
  public FaultTable run(Consumer<String> news) throws IOException, InterruptedException {
    long begun = System.nanoTime();
    VictimProgram program = new VictimProgram(directory);
    try (Rig training = new Rig(directory.resolve("training"), program)) {
      training.train();
    }
    Queue<Scenario> waiting = new ConcurrentLinkedQueue<>(Scenario.choose(runs, seed));
    List<Run> done = new ArrayList<>();
    AtomicReference<Exception> failure = new AtomicReference<>();
    List<Thread> workers = new ArrayList<>();
    for (int number = 1; number <= Math.min(rigs, runs); number++) {
      Path own = directory.resolve("rig-" + number);
      // Platform threads: what they start is killed by the kernel when they end.
      workers.add(
          Thread.ofPlatform()
              .name("rig-" + number)
              .start(
                  () -> work(own, program, begun + most.toNanos(), waiting, done, failure, news)));
    }
    for (Thread worker : workers) {
      worker.join();
    }
    if (failure.get() != null) {
      throw new DemoFailure(
          "a run could not be carried out: " + failure.get().getMessage(), failure.get());
    }
    return new FaultTable(
        List.copyOf(done), seed, begunAgain.get(), (System.nanoTime() - begun) / 1_000_000);
  }

  private void work(
      Path own,
      VictimProgram program,
      long end,
      Queue<Scenario> waiting,
      List<Run> done,
      AtomicReference<Exception> failure,
      Consumer<String> news) {
    try (Rig rig = new Rig(own, program)) {
      for (Scenario next = waiting.poll();
          next != null && failure.get() == null && System.nanoTime() - end < 0;
          next = waiting.poll()) {
        Run run;
        try {
          run = rig.play(next);
        } catch (DemoFailure e) {
          if (begunAgain.incrementAndGet() > MOST_BEGUN_AGAIN) {
            throw e;
          }
          waiting.add(next);
          continue;
        }
        synchronized (done) {
          done.add(run);
          if (!run.faults().isEmpty()) {
            news.accept(FaultTable.sentence(run));
            run.log().forEach(line -> news.accept("    " + line));
          }
          if (done.size() % RUNS_BETWEEN_NEWS == 0 && done.size() < runs) {
            news.accept(done.size() + " of " + runs + " runs");
          }
        }
      }
    } catch (IOException | RuntimeException e) {
      failure.compareAndSet(null, e);
    } catch (InterruptedException e) {
      failure.compareAndSet(null, e);
      Thread.currentThread().interrupt();
    }
  }
}
