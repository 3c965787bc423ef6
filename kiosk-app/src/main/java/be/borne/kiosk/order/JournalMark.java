package be.borne.kiosk.order;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * How far the journal had come, in a file of its own beside it. A database can lose its last
 * commits and still be whole: after a damaged log, or when somebody puts an old copy back. A
 * journal that is behind its mark has forgotten something. The mark also holds the counters, which
 * must not fall when a journal is lost.
 *
 * <p>Two slots, written in turn and each with its checksum: a write that is torn spoils one of
 * them, and the other is the mark before.
 */
final class JournalMark {
  private static final int MAGIC = 0x426d726b;
  private static final int SLOT_BYTES = 512;
  private static final int SLOTS = 2;

  /**
   * @param commits of the journal since it was begun
   * @param counters in the order of {@link OrderJournal}'s table of them
   */
  record Content(long commits, List<Long> counters) {
    Content {
      counters = List.copyOf(counters);
    }
  }

  private final Path file;
  private final int counters;

  /**
   * @param counters how many it holds
   */
  JournalMark(Path file, int counters) {
    this.file = file;
    this.counters = counters;
  }

  /** The later one of the slots that are whole; empty if there is none. */
  Optional<Content> read() throws IOException {
    Optional<Content> latest = Optional.empty();
    if (!file.toFile().exists()) {
      return latest;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      for (int slot = 0; slot < SLOTS; slot++) {
        ByteBuffer bytes = ByteBuffer.allocate(contentBytes() + Integer.BYTES);
        int read = channel.read(bytes, (long) slot * SLOT_BYTES);
        Optional<Content> content =
            read < bytes.capacity() ? Optional.empty() : decoded(bytes.flip());
        if (content.isPresent()
            && (latest.isEmpty() || content.get().commits() > latest.get().commits())) {
          latest = content;
        }
      }
    }
    return latest;
  }

  /** On disk when it returns. */
  void write(Content content) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(SLOT_BYTES).putInt(MAGIC).putLong(content.commits());
    for (long counter : content.counters()) {
      bytes.putLong(counter);
    }
    bytes.putInt(checksum(bytes));
    bytes.rewind();
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE)) {
      long at = content.commits() % SLOTS * SLOT_BYTES;
      while (bytes.hasRemaining()) {
        at += channel.write(bytes, at);
      }
      channel.force(true);
    }
  }

  private Optional<Content> decoded(ByteBuffer bytes) {
    if (bytes.getInt() != MAGIC) {
      return Optional.empty();
    }
    long commits = bytes.getLong();
    List<Long> values = new ArrayList<>();
    for (int i = 0; i < counters; i++) {
      values.add(bytes.getLong());
    }
    int expected = checksum(bytes);
    return bytes.getInt() == expected
        ? Optional.of(new Content(commits, values))
        : Optional.empty();
  }

  private int contentBytes() {
    return Integer.BYTES + Long.BYTES * (1 + counters);
  }

  private int checksum(ByteBuffer bytes) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes.duplicate().position(0).limit(contentBytes()));
    return (int) checksum.getValue();
  }
}
