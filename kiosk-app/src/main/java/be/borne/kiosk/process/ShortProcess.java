package be.borne.kiosk.process;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A program that takes bytes and ends soon: it is killed when it is late, says too much, or is no
 * longer wanted. It sees nothing of our environment.
 */
public final class ShortProcess {
  private final List<String> command;
  private final Duration deadline;
  private final int mostAnswerBytes;

  /**
   * @param command the program's path and its arguments
   * @param mostAnswerBytes of its standard output
   */
  public ShortProcess(List<String> command, Duration deadline, int mostAnswerBytes) {
    this.command = List.copyOf(command);
    this.deadline = deadline;
    this.mostAnswerBytes = mostAnswerBytes;
  }

  /**
   * Runs the program once.
   *
   * @return all it wrote to its standard output
   * @throws IOException if it is not there, fails, is late or says too much; never with its input
   *     in the message
   * @throws InterruptedException if the thread was interrupted before or meanwhile; then the
   *     program is dead already
   */
  public byte[] answerTo(byte[] input) throws IOException, InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/bin:/bin");
    long end = System.nanoTime() + deadline.toNanos();
    Process process = builder.start();
    try {
      // A pipe cannot be waited for with a deadline: both ends get a thread, which the program's
      // death sets free.
      Thread.ofVirtual().name("process-input").start(() -> feed(process, input));
      CompletableFuture<byte[]> answer = new CompletableFuture<>();
      Thread.ofVirtual().name("process-output").start(() -> drain(process, answer));
      byte[] answered = answer.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
      if (answered.length > mostAnswerBytes) {
        throw new IOException(name() + " says too much");
      }
      if (!process.waitFor(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS)) {
        throw new IOException(name() + " does not end");
      }
      if (process.exitValue() != 0) {
        throw new IOException(name() + " ended with status " + process.exitValue());
      }
      return answered;
    } catch (TimeoutException e) {
      throw new IOException(name() + " was late", e);
    } catch (ExecutionException e) {
      throw new IOException(name() + " cannot be heard", e.getCause());
    } finally {
      process.destroyForcibly();
    }
  }

  /** A program that does not read to the end says so by its status, if it matters. */
  private static void feed(Process process, byte[] input) {
    try (OutputStream in = process.getOutputStream()) {
      in.write(input);
    } catch (IOException _) {
      // It has ended, or was killed.
    }
  }

  private void drain(Process process, CompletableFuture<byte[]> answer) {
    try {
      answer.complete(process.getInputStream().readNBytes(mostAnswerBytes + 1));
    } catch (IOException e) {
      answer.completeExceptionally(e);
    }
  }

  private String name() {
    return command.getFirst();
  }
}
