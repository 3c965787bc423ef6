package be.borne.device.printer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Directories in memory ({@code /dev/shm}), for this user's eyes, in which a person's document is
 * drawn. Each bears the name of the process that made it, so that what a killed one left can be
 * told from what a living one is at work with.
 */
final class RasterPlace {
  private static final Logger log = LoggerFactory.getLogger(RasterPlace.class);
  static final Path MEMORY = Path.of("/dev/shm");
  static final String PREFIX = "borne-raster-";
  private static final Pattern OWNED = Pattern.compile(PREFIX + "(\\d{1,10})-(\\d{1,19})-.*");
  private static final Duration STALE = Duration.ofHours(1);

  /** Where the start of a process stands in its stat, counted from behind its name (proc(5)). */
  private static final int START_TIME = 19;

  private RasterPlace() {}

  static Path make() throws IOException {
    return Files.createTempDirectory(
        MEMORY,
        prefixOf(ProcessHandle.current().pid()),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  /**
   * How the names begin of what a process makes here. Numbers of processes come again; the same
   * number and the same start, counted from the machine's own, do not.
   */
  static String prefixOf(long pid) throws IOException {
    return PREFIX
        + pid
        + "-"
        + startOf(pid).orElseThrow(() -> new IOException("/proc does not show a living process"))
        + "-";
  }

  /** The same, for where nobody can be told that it failed. */
  static void sweepQuietly() {
    try {
      sweep();
    } catch (IOException e) {
      log.warn("{} could not be looked over for what an earlier run left", MEMORY, e);
    }
  }

  /**
   * Removes what this user's processes left that were killed; and, whoever made it, what is older
   * than any drawing.
   */
  static void sweep() throws IOException {
    if (!Files.isDirectory(MEMORY)) {
      return;
    }
    List<Path> ours;
    try (Stream<Path> files = Files.list(MEMORY)) {
      ours = files.filter(file -> file.getFileName().toString().startsWith(PREFIX)).toList();
    }
    for (Path directory : ours) {
      if (isOfThisUser(directory) && (isStale(directory) || isOrphan(directory))) {
        remove(directory);
      }
    }
  }

  static void remove(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      log.error("{} could not be removed", directory, e);
    }
  }

  /** Anybody may put a name there, and a link. */
  private static boolean isOfThisUser(Path directory) throws IOException {
    return Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
        && Files.getAttribute(directory, "unix:uid", LinkOption.NOFOLLOW_LINKS)
            .equals(Files.getAttribute(Path.of("/proc/self/task"), "unix:uid"));
  }

  private static boolean isStale(Path directory) throws IOException {
    return Files.getLastModifiedTime(directory).toMillis()
        < System.currentTimeMillis() - STALE.toMillis();
  }

  private static boolean isOrphan(Path directory) throws IOException {
    Matcher name = OWNED.matcher(directory.getFileName().toString());
    return name.matches()
        && !startOf(Long.parseLong(name.group(1))).equals(Optional.of(name.group(2)));
  }

  /** In clock ticks since the machine's own start; empty if there is no such process any more. */
  private static Optional<String> startOf(long pid) throws IOException {
    Path process = Path.of("/proc", Long.toString(pid));
    String stat;
    try {
      stat = Files.readString(process.resolve("stat"), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      if (Files.exists(process)) {
        throw e;
      }
      return Optional.empty();
    }
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    boolean dead = fields[0].equals("Z") || fields[0].equals("X");
    return dead ? Optional.empty() : Optional.of(fields[START_TIME]);
  }
}
