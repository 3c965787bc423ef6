package be.borne.device.printer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person's document does not outlive the process that drew it by more than a start. */
class RasterPlaceTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path directory;

  @Test
  void whatAKilledKioskLeftGoesWhenAPrinterStarts() throws Exception {
    Process killed =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                KilledDrawing.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("killed.log").toFile())
            .start();
    try {
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (leftBy(killed).isEmpty()) {
        assertTrue(killed.isAlive() && System.nanoTime() < end, "it never drew");
        Thread.sleep(5);
      }
      startAPrinter();
      assertEquals(1, leftBy(killed).size(), "what a living process is at work with stays");
    } finally {
      killed.destroyForcibly();
      assertTrue(killed.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS));
    }
    assertEquals(1, leftBy(killed).size());
    startAPrinter();
    assertEquals(List.of(), leftBy(killed));
  }

  /** Its number was given to another process, which never made it. */
  @Test
  void aNumberThatCameAgainDoesNotKeepWhatADeadProcessLeft() throws Exception {
    Path left =
        Files.createTempDirectory(
            RasterPlace.MEMORY,
            RasterPlace.PREFIX + ProcessHandle.current().pid() + "-" + Long.MAX_VALUE + "-");
    Files.writeString(left.resolve("in"), "%PDF-1.4 of nobody");
    startAPrinter();
    assertFalse(Files.exists(left));
  }

  @Test
  void ownPlacesStayUntilTheyAreStale() throws Exception {
    Path own = RasterPlace.make();
    try {
      startAPrinter();
      assertTrue(Files.exists(own));
      Files.setLastModifiedTime(own, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
      startAPrinter();
      assertFalse(Files.exists(own));
    } finally {
      RasterPlace.sweep();
      Files.deleteIfExists(own);
    }
  }

  @Test
  void aLinkIsNotFollowed() throws Exception {
    Path kept = Files.writeString(directory.resolve("kept"), "not ours to remove");
    Path link =
        RasterPlace.MEMORY.resolve(
            RasterPlace.PREFIX + ProcessHandle.current().pid() + "-1-" + System.nanoTime());
    Files.createSymbolicLink(link, directory);
    try {
      startAPrinter();
      assertTrue(Files.exists(kept));
    } finally {
      Files.deleteIfExists(link);
    }
  }

  private static void startAPrinter() {
    new IppPrinter(URI.create("ipp://localhost:9/ipp/print")).close();
  }

  private static List<Path> leftBy(Process process) throws IOException {
    try (Stream<Path> files = Files.list(RasterPlace.MEMORY)) {
      return files
          .filter(
              file ->
                  file.getFileName()
                      .toString()
                      .startsWith(RasterPlace.PREFIX + process.pid() + "-"))
          .toList();
    }
  }
}
