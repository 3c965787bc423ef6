package be.borne.demo.process;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** A small program that is run to its end for what it prints. */
public final class Tool {
  private Tool() {}

  /** What a tool left. */
  public static final class Result {
    private final int exitCode;
    private final byte[] output;

    private Result(int exitCode, byte[] output) {
      this.exitCode = exitCode;
      this.output = output;
    }

    /** 0 usually means good. */
    public int exitCode() {
      return exitCode;
    }

    /** Standard output, to be read from its beginning. */
    public InputStream output() {
      return new ByteArrayInputStream(output);
    }

    public String text() {
      return new String(output, StandardCharsets.UTF_8).strip();
    }
  }

  /**
   * @throws DemoFailure if it cannot be started, or runs longer than it may
   */
  public static Result run(
      List<String> command, Map<String, String> environment, Duration patience) {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      CompletableFuture<byte[]> output =
          CompletableFuture.supplyAsync(
              () -> readAll(process.getInputStream()), Thread::startVirtualThread);
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        throw new DemoFailure(
            command.getFirst() + " was not done within " + patience.toSeconds() + " s");
      }
      return new Result(process.exitValue(), output.get());
    } catch (IOException | ExecutionException e) {
      throw new DemoFailure(command.getFirst() + " could not be run", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DemoFailure("interrupted while running " + command.getFirst(), e);
    }
  }

  private static byte[] readAll(InputStream stream) {
    try (stream) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
