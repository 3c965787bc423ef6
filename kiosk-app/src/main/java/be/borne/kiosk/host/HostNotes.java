package be.borne.kiosk.host;

import be.borne.kiosk.journey.TerminalSight;
import be.borne.protocol.json.Json;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What of the host's doing outlives the program: {@code host.json} beside the order journal. A file
 * of its own, because a journal that is set aside must not put a terminal back into service that
 * its host has closed. Replaced whole, so that a pulled plug leaves the old or the new one.
 * Thread-safe.
 */
public final class HostNotes {
  private static final Logger LOG = LoggerFactory.getLogger(HostNotes.class);
  private static final String FILE = "host.json";
  private static final int MAX_SIZE_BYTES = 4096;

  /**
   * @param closed whether the terminal is out of service because its host said so
   * @param volume how loud the headset is, as in {@link TerminalSight}
   * @param wrongCodes how many were typed since the last right one
   * @param noCodeUntil until then no code is looked at; the epoch if there is no such time
   */
  record Noted(boolean closed, int volume, int wrongCodes, Instant noCodeUntil) {
    static final Noted NOTHING = new Noted(false, TerminalSight.LOUDEST, 0, Instant.EPOCH);

    Noted {
      volume = Math.clamp(volume, 1, TerminalSight.LOUDEST);
      wrongCodes = Math.max(0, wrongCodes);
      noCodeUntil = noCodeUntil == null ? Instant.EPOCH : noCodeUntil;
    }

    Noted withCodes(int wrong, Instant until) {
      return new Noted(closed, volume, wrong, until);
    }
  }

  private final Path file;
  private final ObjectMapper json = Json.mapper();
  private Noted noted;

  /**
   * @param directory of the order journal; need not be there yet
   */
  public HostNotes(Path directory) {
    this.file = directory.resolve(FILE);
    this.noted = read();
  }

  public synchronized boolean closed() {
    return noted.closed();
  }

  /** From 1 to {@value TerminalSight#LOUDEST}. */
  public synchronized int volume() {
    return noted.volume();
  }

  /**
   * @throws IOException if it cannot be kept; it is then as it was
   */
  public synchronized void close(boolean now) throws IOException {
    Noted next = new Noted(now, noted.volume(), noted.wrongCodes(), noted.noCodeUntil());
    write(next);
    noted = next;
  }

  /**
   * @param by steps, as far as there are any
   * @throws IOException if it cannot be kept; it is then as it was
   */
  public synchronized void turnVolume(int by) throws IOException {
    Noted next =
        new Noted(
            noted.closed(),
            Math.clamp((long) noted.volume() + by, 1, TerminalSight.LOUDEST),
            noted.wrongCodes(),
            noted.noCodeUntil());
    write(next);
    noted = next;
  }

  synchronized Noted now() {
    return noted;
  }

  /**
   * Holds from now on, also if it cannot be kept: a full disk must neither open the door to those
   * who guess nor close it to the host who comes to see what is wrong.
   */
  synchronized void note(UnaryOperator<Noted> change) {
    noted = change.apply(noted);
    try {
      write(noted);
    } catch (IOException e) {
      LOG.error("{} cannot be written: {}", FILE, e.getClass().getSimpleName());
    }
  }

  private Noted read() {
    try {
      if (Files.size(file) <= MAX_SIZE_BYTES) {
        return json.readValue(Files.readAllBytes(file), Noted.class);
      }
      LOG.error("{} is too large, and counts as empty", FILE);
    } catch (NoSuchFileException e) {
      LOG.debug("nothing was noted yet");
    } catch (JacksonException e) {
      LOG.error("{} is not understood, and counts as empty", FILE);
    } catch (IOException e) {
      LOG.error("{} cannot be read, and counts as empty: {}", FILE, e.getClass().getSimpleName());
    }
    return Noted.NOTHING;
  }

  private void write(Noted next) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    Files.createDirectories(
        directory,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Path fresh = directory.resolve(FILE + ".new");
    try (FileChannel channel =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer bytes = ByteBuffer.wrap(json.writeValueAsBytes(next));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    try (FileChannel folder = FileChannel.open(directory, StandardOpenOption.READ)) {
      folder.force(true);
    }
  }
}
