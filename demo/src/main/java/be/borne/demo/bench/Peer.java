package be.borne.demo.bench;

import be.borne.demo.process.DemoFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Another program that does one piece of work a line, and answers with a line. */
final class Peer implements AutoCloseable {
  private final Process process;
  private final BufferedReader answers;

  private Peer(Process process) {
    this.process = process;
    this.answers = process.inputReader(StandardCharsets.UTF_8);
  }

  /**
   * @param log what it writes on standard error
   */
  static Peer start(List<String> command, Map<String, String> environment, Path log)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
    builder.environment().putAll(environment);
    return new Peer(builder.start());
  }

  /**
   * @throws DemoFailure if it ends or does not answer in time
   */
  String ask(Duration patience) throws IOException {
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
    CompletableFuture<String> answer =
        CompletableFuture.supplyAsync(this::line, Thread::startVirtualThread);
    try {
      String line = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      if (line == null) {
        throw new DemoFailure("a peer has ended");
      }
      return line;
    } catch (TimeoutException | ExecutionException e) {
      throw new DemoFailure("a peer does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DemoFailure("interrupted while a peer worked", e);
    }
  }

  private String line() {
    try {
      return answers.readLine();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
