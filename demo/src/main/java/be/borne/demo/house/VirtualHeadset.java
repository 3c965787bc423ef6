package be.borne.demo.house;

import be.borne.demo.process.DemoFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;

/**
 * A jack and its plug: a pipe on which the terminal reads what the kernel would say of a headphone
 * switch [linux/input.h, struct input_event of a 64-bit machine].
 */
public final class VirtualHeadset implements AutoCloseable {
  private static final int EVENT_BYTES = 24;
  private static final int AFTER_TIME = 16;
  private static final short EV_SW = 5;
  private static final short SW_HEADPHONE_INSERT = 2;
  private static final int MKFIFO_SECONDS = 5;

  private final Path jack;
  private final FileChannel events;

  private VirtualHeadset(Path jack, FileChannel events) {
    this.jack = jack;
    this.events = events;
  }

  /**
   * @param jack where the pipe is to be; nothing is there yet
   */
  static VirtualHeadset at(Path jack) {
    try {
      Files.deleteIfExists(jack);
      Process mkfifo = new ProcessBuilder("mkfifo", "-m", "600", jack.toString()).start();
      if (!mkfifo.waitFor(MKFIFO_SECONDS, TimeUnit.SECONDS) || mkfifo.exitValue() != 0) {
        mkfifo.destroyForcibly();
        throw new DemoFailure("no jack could be made: " + jack);
      }
      // Both ways, so that neither side waits for the other to open it.
      return new VirtualHeadset(
          jack, FileChannel.open(jack, StandardOpenOption.READ, StandardOpenOption.WRITE));
    } catch (IOException e) {
      throw new DemoFailure("no jack could be made: " + jack, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DemoFailure("no jack could be made: " + jack, e);
    }
  }

  /** The input device that a terminal is to be told of. */
  Path jack() {
    return jack;
  }

  /** The plug goes in. */
  public void plug() throws IOException {
    tell(1);
  }

  /** The plug goes out. */
  public void pull() throws IOException {
    tell(0);
  }

  private void tell(int in) throws IOException {
    ByteBuffer event = ByteBuffer.allocate(EVENT_BYTES).order(ByteOrder.nativeOrder());
    event.position(AFTER_TIME);
    event.putShort(EV_SW).putShort(SW_HEADPHONE_INSERT).putInt(in);
    // A whole event in one write: pipes keep so few bytes together.
    events.write(event.flip());
  }

  @Override
  public void close() {
    try {
      events.close();
    } catch (IOException e) {
      throw new DemoFailure("the jack does not close", e);
    }
  }
}
