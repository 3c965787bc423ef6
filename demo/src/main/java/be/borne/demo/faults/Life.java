package be.borne.demo.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * One life of a {@link Victim} or of the guichet. Start it from a thread that outlives it: the
 * kernel kills it when that one ends.
 */
final class Life implements AutoCloseable {
  private static final String DEBUG = "Listening for transport dt_socket at address: ";
  private static final long DEATH_SECONDS = 20;

  private final Process process;
  private final List<String> said = new ArrayList<>();
  private Optional<Integer> debugPort = Optional.empty();
  private int questions;
  private boolean silent;

  private Life(Process process) {
    this.process = process;
    Thread.ofVirtual().name("victim-says").start(this::listen);
  }

  static Life start(List<String> command) {
    try {
      return new Life(new ProcessBuilder(command).redirectErrorStream(true).start());
    } catch (IOException e) {
      throw BenchProgram.notStarted(e);
    }
  }

  private void listen() {
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        note(line);
      }
    } catch (IOException e) {
      note("its output broke off");
    }
    synchronized (this) {
      silent = true;
      notifyAll();
    }
  }

  private synchronized void note(String line) {
    said.add(line);
    if (line.startsWith(DEBUG)) {
      debugPort = Optional.of(Integer.parseInt(line.substring(DEBUG.length()).strip()));
    }
    notifyAll();
  }

  /**
   * Waits for a line.
   *
   * @return what follows the word; empty if it died, or time is over, without having said it
   */
  synchronized Optional<String> await(String word, Duration patience) throws InterruptedException {
    return await(line -> line.startsWith(word), patience)
        .map(line -> line.substring(word.length()).strip());
  }

  private Optional<String> await(Predicate<String> fits, Duration patience)
      throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    int looked = 0;
    while (true) {
      Optional<String> line = said.stream().skip(looked).filter(fits).findFirst();
      looked = said.size();
      long leftMs = (end - System.nanoTime()) / 1_000_000;
      if (line.isPresent() || silent || leftMs <= 0) {
        return line;
      }
      wait(leftMs);
    }
  }

  /**
   * Where its debug interface listens. It does so for one debugger, and then at another port for
   * the next: ask once for each.
   */
  synchronized Optional<Integer> debugPort(Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    long leftMs = patience.toMillis();
    while (debugPort.isEmpty() && !silent && leftMs > 0) {
      wait(leftMs);
      leftMs = (end - System.nanoTime()) / 1_000_000;
    }
    Optional<Integer> port = debugPort;
    debugPort = Optional.empty();
    return port;
  }

  /** What it has said until now is no answer to what comes. Only while nobody waits for one. */
  synchronized void forget() {
    said.clear();
  }

  synchronized List<String> said() {
    return List.copyOf(said);
  }

  /**
   * Tells it something, and waits for its answer.
   *
   * @return empty if it died, or time is over, without having answered
   */
  Optional<String> ask(String word, String detail, Duration patience) throws InterruptedException {
    return await(tell(word, detail) + " =", patience);
  }

  /**
   * @return the number by which it will answer
   */
  synchronized int tell(String word, String detail) {
    int number = ++questions;
    String line = (number + " " + word + " " + detail).strip() + "\n";
    try {
      process.getOutputStream().write(line.getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
    } catch (IOException e) {
      // It has just been killed; whoever waits for its answer will see that there is none.
    }
    return number;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Whether it is dead; its output ends a moment earlier than it does. */
  boolean died() throws InterruptedException {
    return process.waitFor(DEATH_SECONDS, TimeUnit.SECONDS);
  }

  /** kill -9, and returns when it is dead. */
  void kill() {
    process.destroyForcibly();
    try {
      if (!process.waitFor(DEATH_SECONDS, TimeUnit.SECONDS)) {
        throw new UncheckedIOException(new IOException("a killed process does not die"));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  boolean endedWell(Duration patience) throws InterruptedException {
    return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS) && process.exitValue() == 0;
  }

  @Override
  public void close() {
    kill();
  }
}
