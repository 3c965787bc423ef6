package be.borne.kiosk.file;

import be.borne.kiosk.form.FileTrouble;
import be.borne.protocol.guichet.form.Input;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The place at which the system mounts a citizen's stick, read-only. Whatever lies there is looked
 * at within bounds of depth, number and time: a stick may be full, broken, or made to do harm. No
 * link is followed and nothing but regular files is opened. Thread-safe.
 */
public final class Stick {
  static final int MOST_LOOKED_AT = 500;
  static final int MOST_OFFERED = 60;
  private static final int DEEPEST = 3;

  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

  /** A slow stick gives 5 MB a second. */
  private static final Duration LISTING = Duration.ofSeconds(10);

  private static final Duration READING = Duration.ofSeconds(20);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

  private final Path root;
  private final Patience listing;
  private final Patience reading;

  /**
   * @param root the directory; between two sticks it is empty or not there
   */
  public Stick(Path root) {
    this(root, LISTING, READING);
  }

  Stick(Path root, Duration listing, Duration reading) {
    this.root = root;
    this.listing = new Patience(listing);
    this.reading = new Patience(reading);
  }

  /**
   * Waits until a stick is there.
   *
   * @param longest that is waited
   * @throws FileTroubleException if none came
   */
  public void await(Duration longest) throws FileTroubleException, InterruptedException {
    long end = System.nanoTime() + longest.toNanos();
    while (!listing.of(this::isIn)) {
      if (System.nanoTime() - end > 0) {
        throw gone("no stick came");
      }
      Thread.sleep(BETWEEN_LOOKS);
    }
  }

  /**
   * Whether something is mounted there, or lies there. Of a stick without a file only the first is
   * true, of the folder that plays a stick on a desk only the second.
   */
  private boolean isIn() {
    try {
      if (!Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)) {
        return false;
      }
      try (DirectoryStream<Path> files = Files.newDirectoryStream(root)) {
        return files.iterator().hasNext() || !device(root).equals(device(root.getParent()));
      }
    } catch (IOException | DirectoryIteratorException e) {
      return false;
    }
  }

  private static Object device(Path directory) throws IOException {
    return Files.getAttribute(directory, "unix:dev", LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * What can be taken for a question, the newest first.
   *
   * @throws FileTroubleException if the stick is away
   */
  public StickListing list(Input.FileField field)
      throws FileTroubleException, InterruptedException {
    return listing.of(() -> look(field));
  }

  private StickListing look(Input.FileField field) throws FileTroubleException {
    Search search = new Search(field);
    search.through(root);
    return search.found();
  }

  /**
   * Reads a file that was listed.
   *
   * @return its content; the caller wipes it
   * @throws FileTroubleException if it is not as it was any more, or cannot be read
   */
  public byte[] read(StickListing.Entry entry, Input.FileField field)
      throws FileTroubleException, InterruptedException {
    return reading.of(() -> content(entry, field));
  }

  private byte[] content(StickListing.Entry entry, Input.FileField field)
      throws FileTroubleException {
    byte[] content;
    try {
      BasicFileAttributes now = attributes(entry.path());
      if (!now.isRegularFile() || !Objects.equals(now.fileKey(), entry.fileKey())) {
        throw new FileTroubleException(FileTrouble.FILE_UNREADABLE, "it is another file now");
      }
      if (now.size() > field.maxBytes()) {
        throw new FileTroubleException(FileTrouble.FILE_LARGE, "it has grown");
      }
      try (InputStream in = open(entry.path())) {
        content = in.readNBytes(field.maxBytes() + 1);
      }
    } catch (IOException e) {
      throw isIn()
          ? new FileTroubleException(FileTrouble.FILE_UNREADABLE, kindOf(e))
          : gone(kindOf(e));
    }
    if (content.length == 0 || content.length > field.maxBytes()) {
      throw new FileTroubleException(
          content.length == 0 ? FileTrouble.FILE_UNREADABLE : FileTrouble.FILE_LARGE,
          "its size is another one");
    }
    if (!FileMagic.of(content).equals(Optional.of(entry.kind()))) {
      throw new FileTroubleException(FileTrouble.FILE_KIND, "it holds something else now");
    }
    return content;
  }

  private static FileTroubleException gone(String detail) {
    return new FileTroubleException(FileTrouble.STICK_GONE, detail);
  }

  /** Of an exception of files only its class may be told: its words are the file's name. */
  private static String kindOf(IOException e) {
    return e.getClass().getSimpleName();
  }

  private static BasicFileAttributes attributes(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  /** A channel, and no plain stream, is closed when its thread is interrupted. */
  private static InputStream open(Path file) throws IOException {
    return Channels.newInputStream(
        Files.newByteChannel(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)));
  }

  /** One look at a stick: directory by directory, the uppermost first. */
  private final class Search {
    private final Input.FileField field;
    private final Deque<Path> directories = new ArrayDeque<>();
    private final List<StickListing.Entry> taken = new ArrayList<>();
    private int lookedAt;
    private boolean more;

    Search(Input.FileField field) {
      this.field = field;
    }

    void through(Path top) throws FileTroubleException {
      directories.add(top);
      while (!directories.isEmpty() && !isFull()) {
        Path directory = directories.poll();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
          for (Path entry : entries) {
            if (isFull() || Thread.currentThread().isInterrupted()) {
              more = true;
              break;
            }
            lookedAt++;
            lookAt(entry, directory);
          }
        } catch (IOException | DirectoryIteratorException e) {
          if (directory.equals(top) || !isIn()) {
            throw gone("it cannot be listed: " + e.getClass().getSimpleName());
          }
          more = true;
        }
      }
    }

    private boolean isFull() {
      return lookedAt >= MOST_LOOKED_AT;
    }

    private void lookAt(Path entry, Path directory) {
      String name = String.valueOf(entry.getFileName());
      // What systems keep for themselves is hidden from people too.
      if (name.startsWith(".") || name.equals("System Volume Information")) {
        return;
      }
      try {
        BasicFileAttributes attributes = attributes(entry);
        if (attributes.isDirectory()) {
          int depth = directory.getNameCount() - root.getNameCount() + 1;
          if (depth < DEEPEST) {
            directories.add(entry);
          } else {
            more = true;
          }
        } else {
          Optional<StickListing.Entry> offered = offered(entry, name, attributes);
          offered.ifPresentOrElse(taken::add, () -> more = true);
        }
      } catch (IOException e) {
        more = true;
      }
    }

    private Optional<StickListing.Entry> offered(
        Path file, String name, BasicFileAttributes attributes) throws IOException {
      if (!attributes.isRegularFile()
          || attributes.size() == 0
          || attributes.size() > field.maxBytes()) {
        return Optional.empty();
      }
      byte[] head;
      try (InputStream in = open(file)) {
        head = in.readNBytes(FileMagic.BYTES);
      }
      return FileMagic.of(head)
          .filter(field.accepted()::contains)
          .map(
              kind ->
                  new StickListing.Entry(
                      file,
                      attributes.fileKey(),
                      plausible(attributes.lastModifiedTime().toInstant()),
                      FileNames.shown(name),
                      kind,
                      (int) attributes.size()));
    }

    /** A day that no calendar of ours has would be an error only to us. */
    private static Instant plausible(Instant changed) {
      return changed.isBefore(Instant.EPOCH) || changed.isAfter(LATEST) ? Instant.EPOCH : changed;
    }

    StickListing found() {
      taken.sort(Comparator.comparing(StickListing.Entry::changed).reversed());
      return new StickListing(
          taken.subList(0, Math.min(taken.size(), MOST_OFFERED)),
          more || taken.size() > MOST_OFFERED);
    }
  }
}
