package be.borne.device.virtual;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * A child process that cannot outlive this one. The child asks the kernel to be killed when its
 * parent dies (PR_SET_PDEATHSIG), and by "parent" the kernel means the thread that started it: so
 * one thread starts it and stays as long as it lives.
 */
final class PrinterProcess {
  private static final long STOP_SECONDS = 3;
  private final Process process;

  private PrinterProcess(Process process) {
    this.process = process;
  }

  /**
   * @param environment the whole environment of the child
   * @param log what it writes
   */
  static PrinterProcess start(List<String> command, Map<String, String> environment, Path log)
      throws IOException {
    CompletableFuture<Process> started = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .name("virtual-printer-keeper")
        .start(
            () -> {
              try {
                ProcessBuilder builder = new ProcessBuilder(command);
                builder.environment().clear();
                builder.environment().putAll(environment);
                builder.redirectErrorStream(true);
                builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
                Process process = builder.start();
                started.complete(process);
                process.waitFor();
              } catch (IOException e) {
                started.completeExceptionally(e);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    try {
      return new PrinterProcess(started.join());
    } catch (CompletionException e) {
      throw new IOException(command.getFirst() + " cannot be started", e.getCause());
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Kills it at once, as pulling a plug does. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
  }

  /** Asks it to end, and kills it if it does not. */
  void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
      kill();
    }
  }
}
