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
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The place at which the system mounts a citizen's stick, read-only. Whatever lies there is looked
 * at within bounds of depth, number and time: a stick may be full, broken, or made to do harm. No
 * link is followed and nothing but regular files is opened. Thread-safe.
 */
public final class Stick {
  /** Whose day is asked; as many as are seen of a folder soon, hidden ones included. */
  static final int MOST_LOOKED_AT = 5_000;

  private static final int MOST_SEEN = 20_000;

  /** That are opened, the newest first, to see what they are. */
  static final int MOST_OPENED = 500;

  static final int MOST_OFFERED = 60;
  private static final int DEEPEST = 3;

  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

  /** A slow stick gives 5 MB a second. */
  private static final Duration LISTING = Duration.ofSeconds(10);

  /** After so much of it a look shows what it has found. */
  private static final double SEARCHING = 0.7;

  public static final Duration READING = Duration.ofSeconds(20);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

  private final Path root;
  private final Duration listing;
  private final Duration reading;

  /** One for both: a stick that hangs costs one thread, whatever was asked of it. */
  private final Patience patience = new Patience();

  private volatile boolean leftIn;
  private volatile boolean seen;

  /**
   * @param root the directory; between two sticks it is empty or not there
   */
  public Stick(Path root) {
    this(root, LISTING, READING);
  }

  Stick(Path root, Duration listing, Duration reading) {
    this.root = root;
    this.listing = listing;
    this.reading = reading;
  }

  /** A visit begins: no stick of it was seen. */
  public void visitBegun() {
    seen = false;
    lookWhetherEmpty();
  }

  /**
   * A visit is over: a stick that is still in is nobody else's to see. It counts as left in until
   * the place was seen empty, and not until another stick seems to be there: a stick that wakes up
   * anew looks like another one.
   */
  public void visitEnded() {
    leftIn = true;
    lookWhetherEmpty();
  }

  private void lookWhetherEmpty() {
    try {
      leftIn = leftIn && patience.of(listing, this::isIn);
    } catch (FileTroubleException e) {
      // What says nothing was not seen to be away.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether a stick was looked at in this visit, and may still be in. Never waits. */
  boolean wasSeen() {
    return seen;
  }

  /**
   * Waits until a stick is there that was not left in by an earlier visit.
   *
   * @param longest that is waited
   * @param blocked told true while an earlier visit's stick is in the way, and false when it is out
   * @throws FileTroubleException if none came
   */
  public void await(Duration longest, Consumer<Boolean> blocked)
      throws FileTroubleException, InterruptedException {
    long end = System.nanoTime() + longest.toNanos();
    boolean told = false;
    while (true) {
      boolean isIn = patience.of(listing, this::isIn);
      leftIn = leftIn && isIn;
      if (isIn && !leftIn) {
        seen = true;
        return;
      }
      if (leftIn != told) {
        told = leftIn;
        blocked.accept(told);
      }
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
    return patience.of(listing, () -> look(field));
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
    return patience.of(reading, () -> content(entry, field));
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
    if (Thread.currentThread().isInterrupted()) {
      // Nobody waits for it any more, and so nobody would wipe it.
      Arrays.fill(content, (byte) 0);
      throw gone("it came too late");
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

  /** A file that may be offered, and is not opened yet. */
  private record Candidate(Path path, String name, BasicFileAttributes attributes) {
    /** A day that no calendar of ours has would be an error only to us. */
    Instant changed() {
      Instant changed = attributes.lastModifiedTime().toInstant();
      return changed.isBefore(Instant.EPOCH) || changed.isAfter(LATEST) ? Instant.EPOCH : changed;
    }
  }

  /**
   * One look at a stick: directory by directory, the uppermost first, for the day of every file;
   * then file by file, the newest first, for what it is.
   */
  private final class Search {
    private final Input.FileField field;
    private final long end = System.nanoTime() + (long) (listing.toNanos() * SEARCHING);
    private final Deque<Path> directories = new ArrayDeque<>();
    private final List<Candidate> candidates = new ArrayList<>();
    private int seen;
    private int lookedAt;
    private boolean more;
    private boolean unseen;

    Search(Input.FileField field) {
      this.field = field;
    }

    void through(Path top) throws FileTroubleException {
      directories.add(top);
      while (!directories.isEmpty() && !isOver()) {
        Path directory = directories.poll();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
          for (Path entry : entries) {
            if (isOver()) {
              unseen = true;
              break;
            }
            seen++;
            lookAt(entry, directory);
          }
        } catch (IOException | DirectoryIteratorException e) {
          if (directory.equals(top) || !isIn()) {
            throw gone("it cannot be listed: " + e.getClass().getSimpleName());
          }
          unseen = true;
        }
      }
      unseen |= !directories.isEmpty();
    }

    private boolean isOver() {
      return lookedAt >= MOST_LOOKED_AT || seen >= MOST_SEEN || isLate();
    }

    private boolean isLate() {
      return System.nanoTime() - end > 0 || Thread.currentThread().isInterrupted();
    }

    private void lookAt(Path entry, Path directory) {
      String name = String.valueOf(entry.getFileName());
      // What systems keep for themselves is hidden from people too.
      if (name.startsWith(".") || name.equals("System Volume Information")) {
        return;
      }
      lookedAt++;
      try {
        BasicFileAttributes attributes = attributes(entry);
        if (attributes.isDirectory()) {
          int depth = directory.getNameCount() - root.getNameCount() + 1;
          if (depth < DEEPEST) {
            directories.add(entry);
          } else {
            unseen = true;
          }
        } else if (attributes.isRegularFile()
            && attributes.size() > 0
            && attributes.size() <= field.maxBytes()) {
          candidates.add(new Candidate(entry, name, attributes));
        } else {
          more = true;
        }
      } catch (IOException e) {
        more = true;
      }
    }

    StickListing found() {
      candidates.sort(Comparator.comparing(Candidate::changed).reversed());
      List<StickListing.Entry> taken = new ArrayList<>();
      int opened = 0;
      for (Candidate candidate : candidates) {
        if (taken.size() == MOST_OFFERED || opened == MOST_OPENED || isLate()) {
          unseen = true;
          break;
        }
        opened++;
        offered(candidate).ifPresentOrElse(taken::add, () -> more = true);
      }
      return new StickListing(taken, more, unseen);
    }

    private Optional<StickListing.Entry> offered(Candidate candidate) {
      byte[] head;
      try (InputStream in = open(candidate.path())) {
        head = in.readNBytes(FileMagic.BYTES);
      } catch (IOException e) {
        return Optional.empty();
      }
      return FileMagic.of(head)
          .filter(field.accepted()::contains)
          .map(
              kind ->
                  new StickListing.Entry(
                      candidate.path(),
                      candidate.attributes().fileKey(),
                      candidate.changed(),
                      FileNames.shown(candidate.name()),
                      kind,
                      (int) candidate.attributes().size()));
    }
  }
}
