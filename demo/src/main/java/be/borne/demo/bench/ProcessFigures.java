package be.borne.demo.bench;

import be.borne.demo.process.DemoFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the kernel knows of a process and of all that it started: memory and time (proc(5)). */
final class ProcessFigures {
  private static final int USER = 11;
  private static final int SYSTEM = 12;

  /** USER_HZ, which is 100 on every Linux that Java runs on. */
  private static final double TICKS_PER_SECOND = 100;

  private final long pid;

  ProcessFigures(long pid) {
    this.pid = pid;
  }

  /**
   * @param pssKib memory, what is shared divided by those who share it, in KiB
   * @param rssKib memory, what is shared counted in full for each, in KiB
   * @param processes how many there are
   */
  record Memory(long pssKib, long rssKib, int processes) {
    double pssMib() {
      return pssKib / 1024.0;
    }
  }

  /** The process and everything it started that still runs. */
  Memory memory() {
    long pss = 0;
    long rss = 0;
    int processes = 0;
    for (long each : family()) {
      List<String> rollup = lines(each, "smaps_rollup");
      if (!rollup.isEmpty()) {
        pss += kib(rollup, "Pss");
        rss += kib(rollup, "Rss");
        processes++;
      }
    }
    if (processes == 0) {
      throw new DemoFailure("a program has ended while it was measured");
    }
    return new Memory(pss, rss, processes);
  }

  /** Seconds of processor time that the process and everything it started have used. */
  double cpuSeconds() {
    long ticks = 0;
    for (long each : family()) {
      List<String> stat = lines(each, "stat");
      if (!stat.isEmpty()) {
        ticks += ticks(stat.getFirst());
      }
    }
    return ticks / TICKS_PER_SECOND;
  }

  private List<Long> family() {
    ProcessHandle head =
        ProcessHandle.of(pid).orElseThrow(() -> new DemoFailure("a program has ended early"));
    return Stream.concat(Stream.of(head), head.descendants()).map(ProcessHandle::pid).toList();
  }

  /** Empty if the process has ended meanwhile. */
  private static List<String> lines(long pid, String file) {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(pid), file));
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      if (ProcessHandle.of(pid).isEmpty()) {
        return List.of();
      }
      throw new DemoFailure("/proc/" + pid + "/" + file + " cannot be read", e);
    }
  }

  /**
   * @param rollup lines of {@code /proc/PID/smaps_rollup}
   * @param name of the line, without its colon
   */
  static long kib(List<String> rollup, String name) {
    for (String line : rollup) {
      if (line.startsWith(name + ":")) {
        String[] words = line.substring(name.length() + 1).strip().split("\\s+", -1);
        if (words.length == 2 && words[1].equals("kB")) {
          return Long.parseLong(words[0]);
        }
      }
    }
    throw new DemoFailure("the kernel does not say " + name + " in kB");
  }

  /**
   * User's and system's time.
   *
   * @param stat of {@code /proc/PID/stat}
   */
  static long ticks(String stat) {
    // The second field is a name in parentheses, which may hold spaces and parentheses.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM]);
  }
}
