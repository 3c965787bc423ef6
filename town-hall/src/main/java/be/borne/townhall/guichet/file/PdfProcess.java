package be.borne.townhall.guichet.file;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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

  /** How Java ends for want of memory where it is told to end then: that is the file's doing. */
  private static final int OUT_OF_MEMORY = 3;

  /** Each takes a processor and the memory above. */
  private static final int AT_ONCE = 2;

  private final List<String> command;
  private final Duration deadline;
  private final Semaphore room = new Semaphore(AT_ONCE, true);

  /**
   * @param command starts a program that reads a file from its standard input, and says of it what
   *     {@link PdfExamination} does
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
            // What it leaves behind if it breaks down would hold the citizen's file.
            "-XX:-CreateCoredumpOnCrash",
            "-XX:+ErrorFileToStderr",
            "-XX:+DisplayVMOutputToStderr",
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
      return pages(ended(content));
    } catch (IOException e) {
      LOG.error("files cannot be looked at: no process can be started", e);
      throw new JudgeUnavailable("files cannot be looked at", e);
    } finally {
      room.release();
    }
  }

  /**
   * How a process ended.
   *
   * @param said the beginning of what it said
   */
  record Ended(int exitCode, String said) {}

  /** Only its own word takes a file: a process that was killed has judged nothing. */
  private static int pages(Ended ended) throws FileRefused, JudgeUnavailable {
    if (ended.exitCode() == OUT_OF_MEMORY) {
      throw new FileRefused(PdfExamination.Reason.BROKEN.rule());
    }
    Optional<Integer> pages =
        ended.exitCode() == 0 ? PdfExamination.pages(ended.said()) : Optional.empty();
    if (pages.isEmpty()) {
      LOG.error("a file was not looked at: the process for it ended with {}", ended.exitCode());
      throw new JudgeUnavailable("file could not be looked at");
    }
    return pages.get();
  }

  Ended ended(byte[] content) throws IOException, FileRefused, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            // What a library says there may quote the file.
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
      byte[] said = process.getInputStream().readNBytes(PdfExamination.MOST_SAID_BYTES);
      return new Ended(process.exitValue(), new String(said, StandardCharsets.US_ASCII));
    } finally {
      process.destroyForcibly();
      writer.interrupt();
    }
  }

  private static void write(Process process, byte[] content) {
    try (OutputStream out = process.getOutputStream()) {
      out.write(content);
    } catch (IOException e) {
      // It ended before it had read everything; how is looked at elsewhere.
      LOG.debug("a file was not read to its end: {}", e.getClass().getName());
    }
  }
}
