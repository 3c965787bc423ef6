package be.borne.demo.bench;

import be.borne.demo.process.DemoFailure;
import be.borne.demo.process.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What whole processes cost, as the kernel counts it (proc(5): cutime and cstime of {@code
 * /proc/self/stat}). They are run one after another, and nothing else of this program may run
 * others meanwhile: what the kernel adds up are all of a process's children.
 *
 * @param wallMillis of one run, median
 * @param cpuMillis of one run, in the mean: the kernel counts in hundredths of a second
 */
record ProcessCost(double wallMillis, double cpuMillis) {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** USER_HZ, which is 100 on every Linux that Java runs on. */
  private static final long MILLIS_PER_TICK = 10;

  private static final int CHILDREN_USER = 13;

  /**
   * Runs a command several times.
   *
   * @param good exit codes that mean it did its work
   * @throws DemoFailure if it ends otherwise
   */
  static ProcessCost of(
      int rounds, Set<Integer> good, List<String> command, Map<String, String> environment)
      throws IOException {
    List<Double> wall = new ArrayList<>();
    long before = childrenTicks();
    for (int round = 0; round < rounds; round++) {
      long start = System.nanoTime();
      Tool.Result result = Tool.run(command, environment, PATIENCE);
      wall.add((System.nanoTime() - start) / 1e6);
      if (!good.contains(result.exitCode())) {
        throw new DemoFailure(
            command.getFirst() + " ended with " + result.exitCode() + ": " + result.text());
      }
    }
    double cpu = (double) (childrenTicks() - before) * MILLIS_PER_TICK / rounds;
    return new ProcessCost(Spread.of(wall).median(), cpu);
  }

  private static long childrenTicks() throws IOException {
    String stat = Files.readString(Path.of("/proc/self/stat"));
    // The second field is a name in parentheses, which may hold spaces.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return Long.parseLong(fields[CHILDREN_USER]) + Long.parseLong(fields[CHILDREN_USER + 1]);
  }
}
