package be.borne.demo.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A program of the demonstration, running as a process of its own with its output in a log file. It
 * dies with us, whatever happens to us: the kernel is asked to see to that.
 */
public final class Program implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration GRACE = Duration.ofSeconds(8);

  private final String name;
  private final Process process;
  private final Path log;

  private Program(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  /**
   * @param name how people call it, for sentences about it
   * @param command program and arguments
   * @param environment added to our own
   * @param log where its output goes, anew
   */
  public static Program start(
      String name, List<String> command, Map<String, String> environment, Path log) {
    List<String> whole = new ArrayList<>(List.of("setpriv", "--pdeathsig", "KILL", "--"));
    whole.addAll(command);
    ProcessBuilder builder =
        new ProcessBuilder(whole)
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    try {
      Files.createDirectories(log.toAbsolutePath().getParent());
      return new Program(name, builder.start(), log);
    } catch (IOException e) {
      throw new UncheckedIOException(name + " could not be started", e);
    }
  }

  /**
   * Waits for a line of its output.
   *
   * @return the first line that fits
   * @throws DemoFailure if the program ends or the time is over before there is one
   */
  public String awaitLine(Predicate<String> fits, Duration patience) {
    return await(
        () -> lines().stream().filter(fits).findFirst(), patience, "said that it is ready");
  }

  /** Waits until something it should do can be seen from outside. */
  public <T> T await(Sight<T> sight, Duration patience, String what) {
    Instant end = Instant.now().plus(patience);
    while (true) {
      Optional<T> seen = sight.look();
      if (seen.isPresent()) {
        return seen.get();
      }
      if (!process.isAlive()) {
        throw new DemoFailure(name + " ended before it " + what + "; its last words: " + tail());
      }
      if (Instant.now().isAfter(end)) {
        throw new DemoFailure(
            name + " has not " + what + " within " + patience.toSeconds() + " s; see " + log);
      }
      Pause.of(POLL);
    }
  }

  /** Something that can be looked for again and again. */
  @FunctionalInterface
  public interface Sight<T> {
    Optional<T> look();
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public Path log() {
    return log;
  }

  /** As the plug being pulled. */
  public void kill() {
    process.destroyForcibly();
    awaitEnd(GRACE);
  }

  /** Asks it to end, and insists if it does not. */
  @Override
  public void close() {
    end(GRACE);
  }

  /** The same for what may need longer to end in an orderly way. */
  public void end(Duration patience) {
    process.destroy();
    if (!awaitEnd(patience)) {
      process.destroyForcibly();
      awaitEnd(GRACE);
    }
  }

  /**
   * @return the exit code of an ended program
   */
  public Optional<Integer> exitCode() {
    return process.isAlive() ? Optional.empty() : Optional.of(process.exitValue());
  }

  private boolean awaitEnd(Duration patience) {
    try {
      return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    try (BufferedReader reader = Files.newBufferedReader(log, StandardCharsets.UTF_8)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(line);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the log of " + name + " cannot be read", e);
    }
    return lines;
  }

  private String tail() {
    List<String> lines = lines();
    return String.join(" | ", lines.subList(Math.max(0, lines.size() - 3), lines.size()));
  }
}
