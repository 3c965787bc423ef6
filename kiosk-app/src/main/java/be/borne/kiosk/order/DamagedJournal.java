package be.borne.kiosk.order;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of a journal that cannot be believed: it is set aside under a name with the time,
 * for whoever looks after the terminal, and kept until that person takes it away. Three of them say
 * that the disk is failing, and then no fourth journal is begun.
 */
final class DamagedJournal {
  private static final Logger LOG = LoggerFactory.getLogger(DamagedJournal.class);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final String PREFIX = "orders-damaged-";
  private static final String SUFFIX = ".db";
  static final int MOST = 3;

  /** Says what is wrong with the journal's file, which is certainly damaged. */
  static final class Found extends Exception {
    private static final long serialVersionUID = 1;

    Found(String what, Throwable cause) {
      super(what, cause);
    }
  }

  private final Path journal;

  DamagedJournal(Path journal) {
    this.journal = journal;
  }

  /** How many are kept; none if the directory is not there yet. */
  long kept() throws IOException {
    try (Stream<Path> files = Files.list(journal.toAbsolutePath().getParent())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith(PREFIX) && name.endsWith(SUFFIX))
          .count();
    } catch (NoSuchFileException e) {
      return 0;
    }
  }

  /**
   * Moves the journal out of the way.
   *
   * @throws IOException if too many lie there already, or it cannot be moved
   */
  void setAside(Instant now) throws IOException {
    if (kept() >= MOST) {
      throw new IOException(
          MOST + " damaged journals were set aside already; take them away once the disk is sound");
    }
    Path kept = free(now);
    if (Files.exists(journal)) {
      Files.move(journal, kept);
    } else {
      Files.createFile(kept);
    }
    Path log = journal.resolveSibling(journal.getFileName() + "-wal");
    if (Files.exists(log)) {
      Files.move(log, kept.resolveSibling(kept.getFileName() + "-wal"));
    }
    Files.deleteIfExists(journal.resolveSibling(journal.getFileName() + "-shm"));
    LOG.error("the journal is damaged, and is set aside as {}", kept.getFileName());
  }

  private Path free(Instant now) {
    Instant time = now;
    while (true) {
      Path path = journal.resolveSibling(PREFIX + TIME.format(time) + SUFFIX);
      if (Files.notExists(path)) {
        return path;
      }
      time = time.plusSeconds(1);
    }
  }
}
