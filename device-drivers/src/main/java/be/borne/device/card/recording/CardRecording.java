package be.borne.device.card.recording;

import be.borne.device.card.CardCheck;
import be.borne.device.card.Reading;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What passed between a program and a card, without anything of the holder. Never changes. */
public final class CardRecording {
  private static final ZoneId BELGIUM = ZoneId.of("Europe/Brussels");

  private final LocalDate day;
  private final String reader;
  private final List<RecordedEvent> events;
  private final boolean full;

  /**
   * @param reader its name; what is not printable is replaced
   */
  CardRecording(LocalDate day, String reader, List<RecordedEvent> events, boolean full) {
    this.day = day;
    this.reader = RecordingText.printable(reader);
    this.events = List.copyOf(events);
    this.full = full;
  }

  /**
   * Reads a recording; it may come from anybody.
   *
   * @throws IOException if it cannot be read or is no recording; the message names the line
   */
  public static CardRecording readFrom(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return RecordingText.parse(in.readNBytes(RecordingText.MAX_BYTES + 1));
    }
  }

  /**
   * Writes it to a new file that only its owner may read, where the file system can say so.
   *
   * @throws IOException if it cannot, or the file exists
   */
  public void writeTo(Path file) throws IOException {
    Path made =
        FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
            ? Files.createFile(file, ownerOnly())
            : Files.createFile(file);
    try (OutputStream out = Files.newOutputStream(made, StandardOpenOption.WRITE)) {
      out.write(toText().getBytes(StandardCharsets.US_ASCII));
    }
  }

  private static FileAttribute<?> ownerOnly() {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  }

  /** As it stands in a file. */
  public String toText() {
    return RecordingText.of(this);
  }

  /** The day in Belgium on which it was taken. */
  public LocalDate day() {
    return day;
  }

  /** A clock that stands still at noon of that day: what a replay takes as the present. */
  public Clock clock() {
    return Clock.fixed(LocalTime.NOON.atDate(day).atZone(BELGIUM).toInstant(), BELGIUM);
  }

  /** The name of the reader. */
  public String reader() {
    return reader;
  }

  /** Whether it reached its bounds, so that more happened than it tells. */
  public boolean isFull() {
    return full;
  }

  /** What the first reading wanted; everything if none was noted. */
  public Reading wanted() {
    return firstReading()
        .map(read -> Reading.of(read.wanted().toArray(Reading.Part[]::new)))
        .orElseGet(Reading::ofEverything);
  }

  /** What came of the first reading: {@code VERIFIED} or a refusal; empty if none was noted. */
  public Optional<String> result() {
    return firstReading().map(RecordedEvent.Read::result);
  }

  /** The checks that did not hold in the first reading. */
  public Set<CardCheck.Kind> failedChecks() {
    return firstReading()
        .map(RecordedEvent.Read::failed)
        .orElseGet(() -> EnumSet.noneOf(CardCheck.Kind.class));
  }

  private Optional<RecordedEvent.Read> firstReading() {
    return events.stream()
        .filter(RecordedEvent.Read.class::isInstance)
        .map(RecordedEvent.Read.class::cast)
        .findFirst();
  }

  List<RecordedEvent> events() {
    return events;
  }

  /** Events of a kind, in their order. */
  <T extends RecordedEvent> List<T> events(Class<T> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  @Override
  public String toString() {
    return "CardRecording[" + day + ", " + events.size() + " events]";
  }
}
