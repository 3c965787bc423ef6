package be.borne.townhall.guichet.file;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a PDF looked at by {@link PdfExamination} in a process of its own, because a library that
 * reads it takes as much memory and time as the file demands: a megabyte unfolds to a gigabyte.
 * There, memory has an end and the clock a hand.
 */
final class PdfProcess {
  private static final Logger LOG = LoggerFactory.getLogger(PdfProcess.class);
  private static final Duration DEADLINE = Duration.ofSeconds(20);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String MEMORY = "256m";

  /** Each takes a processor and the memory above. */
  private static final int AT_ONCE = 2;

  private final List<String> command;
  private final Duration deadline;
  private final Semaphore room = new Semaphore(AT_ONCE, true);

  /**
   * @param command starts a program that reads a file from its standard input, and ends with one of
   *     the codes of {@link PdfExamination}
   * @param deadline for one file
   */
  PdfProcess(List<String> command, Duration deadline) {
    this.command = List.copyOf(command);
    this.deadline = deadline;
  }

  static PdfProcess usual() {
    return new PdfProcess(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx" + MEMORY,
            "-XX:MaxDirectMemorySize=16m",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Djava.awt.headless=true",
            "-cp",
            System.getProperty("java.class.path"),
            PdfExamination.class.getName()),
        DEADLINE);
  }

  /**
   * @return how many pages it has
   */
  int pages(byte[] content) throws FileRefused, JudgeUnavailable, InterruptedException {
    if (!room.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new JudgeUnavailable("too many files are being looked at");
    }
    try {
      return PdfExamination.pages(exitCode(content));
    } catch (IOException e) {
      LOG.error("files cannot be looked at: no process can be started", e);
      throw new JudgeUnavailable("files cannot be looked at", e);
    } finally {
      room.release();
    }
  }

  /** How the process ended. */
  int exitCode(byte[] content) throws IOException, FileRefused, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            // What it says may quote the file; how it ends is all that is asked.
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.DISCARD);
    // Nothing of the town hall's is that process's business.
    builder.environment().clear();
    Process process = builder.start();
    // On a thread of its own: a process that does not read would hold this one beyond the deadline.
    Thread writer = Thread.ofVirtual().name("file-writer").start(() -> write(process, content));
    try {
      if (!process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new FileRefused("PDF takes too long to read");
      }
      return process.exitValue();
    } finally {
      process.destroyForcibly();
      writer.interrupt();
    }
  }

  private static void write(Process process, byte[] content) {
    try (OutputStream out = process.getOutputStream()) {
      out.write(content);
    } catch (IOException e) {
      // It ended before it had read everything, and its code says why.
      LOG.debug("a file was not read to its end: {}", e.getClass().getName());
    }
  }
}
