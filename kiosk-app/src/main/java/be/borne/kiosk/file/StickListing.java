package be.borne.kiosk.file;

import be.borne.kiosk.form.StickFile;
import be.borne.kiosk.form.StickFiles;
import be.borne.protocol.guichet.form.FileKind;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a look at a stick found: what is shown of it, and where it lies.
 *
 * @param entries the newest first
 * @param more whether there are others that cannot be taken
 * @param unseen whether there are others that were not looked at
 */
public record StickListing(List<Entry> entries, boolean more, boolean unseen) {
  private static final ZoneId BELGIUM = ZoneId.of("Europe/Brussels");

  public StickListing {
    entries = List.copyOf(entries);
  }

  /**
   * A file.
   *
   * @param fileKey which the file system knows it by; null where it has none
   * @param changed as the stick has it
   * @param name as it is shown
   * @param kind by its first bytes
   */
  public record Entry(
      Path path, Object fileKey, Instant changed, String name, FileKind kind, int bytes) {
    @Override
    public String toString() {
      return "Entry[hidden]";
    }
  }

  /** What is shown of it. */
  public StickFiles shown() {
    return new StickFiles(
        IntStream.range(0, entries.size()).mapToObj(this::shown).toList(), more, unseen);
  }

  private StickFile shown(int at) {
    Entry entry = entries.get(at);
    return new StickFile(
        at + 1,
        entry.name(),
        entry.kind(),
        entry.changed().atZone(BELGIUM).toLocalDate(),
        entry.bytes());
  }

  /**
   * @param number as it was shown
   */
  public Optional<Entry> numbered(int number) {
    return number >= 1 && number <= entries.size()
        ? Optional.of(entries.get(number - 1))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return "StickListing[" + entries.size() + " hidden]";
  }
}
