package be.borne.device.virtual;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/** What is the matter with the virtual printer: files that its feed script looks at. */
final class PrinterFlags {
  private static final String CANCELLED = "cancelled-";
  private final Path directory;
  private int version;
  private int shownVersion;

  PrinterFlags(Path directory) throws IOException {
    this.directory = Files.createDirectories(directory);
  }

  synchronized void set(String flag, boolean on) throws IOException {
    if (on) {
      set(flag, "");
    } else if (Files.deleteIfExists(directory.resolve(flag))) {
      version++;
    }
  }

  synchronized void set(String flag, String value) throws IOException {
    // The script must never read half a value.
    Path part = directory.resolveSibling(flag + ".part");
    Files.writeString(part, value);
    Files.move(
        part,
        directory.resolve(flag),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    version++;
  }

  boolean isSet(String flag) {
    return Files.exists(directory.resolve(flag));
  }

  /** The feed script stops working on this job. */
  void setCancelled(int job) throws IOException {
    if (!isSet(CANCELLED + job)) {
      Files.createFile(directory.resolve(CANCELLED + job));
    }
  }

  /** A printer that was off counts its jobs from 1 again. */
  void forgetJobs() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        if (file.getFileName().toString().startsWith(CANCELLED)) {
          Files.delete(file);
        }
      }
    }
  }

  synchronized void markAllForShowing() {
    version++;
  }

  synchronized int version() {
    return version;
  }

  /** What was set up to this version is to be seen; what was set since is not known to be. */
  synchronized void markShown(int upTo) {
    shownVersion = upTo;
  }

  /** Whether a client asking now would see everything that is set. */
  synchronized boolean allShown() {
    return shownVersion == version;
  }
}
