package be.borne.kiosk.speech;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A jack that the kernel shows as an input device. While it is not known whether a plug is in, none
 * is: a device that vanishes ends speech.
 */
public final class EvdevJack implements HeadsetJack {
  private static final Logger LOG = LoggerFactory.getLogger(EvdevJack.class);
  private static final Duration CLOSING = Duration.ofSeconds(2);
  private static final int BUFFER_EVENTS = 64;

  /** How often a vanished device is looked for, and how soon again. */
  record Patience(int tries, Duration firstPause, Duration longestPause) {
    /** Some two hours: a sound card that has not come back by then needs a technician. */
    static final Patience USUAL = new Patience(120, Duration.ofSeconds(1), Duration.ofMinutes(1));
  }

  private final Optional<Path> device;
  private final Path list;
  private final SwitchState state;
  private final Patience patience;
  private volatile Thread thread;
  private boolean in;

  /**
   * @param device {@code /dev/input/event…} or a lasting link to it; if empty, the first device
   *     that has a headphone switch. The terminal's user must be allowed to read it
   */
  public EvdevJack(Optional<Path> device) {
    this(device, InputDevices.LIST, new EvdevSwitchState(), Patience.USUAL);
  }

  EvdevJack(Optional<Path> device, Path list, SwitchState state, Patience patience) {
    this.device = device;
    this.list = list;
    this.state = state;
    this.patience = patience;
  }

  @Override
  public void watch(Consumer<Boolean> told) {
    // Not a virtual thread: closing the channel wakes only those of the platform out of a read.
    thread = Thread.ofPlatform().daemon().name("headset-jack").start(() -> supervise(told));
  }

  @Override
  public void close() {
    Thread watching = thread;
    if (watching == null) {
      return;
    }
    watching.interrupt();
    try {
      if (!watching.join(CLOSING)) {
        LOG.warn("the headset jack does not let go");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void supervise(Consumer<Boolean> told) {
    told.accept(false);
    int failures = 0;
    Duration pause = patience.firstPause();
    try {
      while (failures < patience.tries()) {
        boolean worked = follow(told, failures == 0);
        if (Thread.interrupted()) {
          return;
        }
        tell(false, told);
        if (worked) {
          failures = 0;
          pause = patience.firstPause();
        }
        failures++;
        Thread.sleep(pause);
        pause = shorter(pause.multipliedBy(2), patience.longestPause());
      }
      LOG.error("the headset jack was not found again; there will be no speech until a restart");
    } catch (InterruptedException _) {
      // Closed.
    }
  }

  /**
   * Reads one device until it vanishes.
   *
   * @param aloud whether what fails is worth a line in the log: the first time only
   * @return whether it worked at all
   */
  private boolean follow(Consumer<Boolean> told, boolean aloud) {
    boolean worked = false;
    try {
      Path found = find();
      // Opened before it is asked for its state, so that no change can fall between the two.
      try (FileChannel events = FileChannel.open(found, StandardOpenOption.READ)) {
        Optional<Boolean> atFirst = askOf(found, aloud);
        worked = atFirst.isPresent();
        tell(atFirst.orElse(false), told);
        SwitchEvents switches = new SwitchEvents();
        ByteBuffer bytes = ByteBuffer.allocateDirect(BUFFER_EVENTS * SwitchEvents.EVENT_BYTES);
        while (events.read(bytes.clear()) > 0) {
          worked = true;
          bytes.flip();
          for (var news = switches.next(bytes); news.isPresent(); news = switches.next(bytes)) {
            tell(
                switch (news.get()) {
                  case IN -> true;
                  case OUT -> false;
                  case LOST -> askOf(found, aloud).orElse(false);
                },
                told);
          }
        }
        throw new IOException(found + " has ended");
      }
    } catch (IOException e) {
      if (aloud && !Thread.currentThread().isInterrupted()) {
        LOG.warn("the headset jack cannot be read: {}", e.toString());
      }
    }
    return worked;
  }

  private Path find() throws IOException {
    if (device.isPresent()) {
      return device.get();
    }
    return InputDevices.headphoneJack(Files.readString(list))
        .orElseThrow(() -> new IOException("no input device has a headphone switch"));
  }

  /** Empty if it does not tell: then a plug counts as out until it moves. */
  private Optional<Boolean> askOf(Path found, boolean aloud) {
    try {
      return Optional.of(state.headphoneIn(found));
    } catch (IOException e) {
      if (aloud) {
        LOG.warn("the headset jack {} {}", found, e.getMessage());
      }
      return Optional.empty();
    }
  }

  private void tell(boolean nowIn, Consumer<Boolean> told) {
    if (nowIn != in) {
      in = nowIn;
      told.accept(nowIn);
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
