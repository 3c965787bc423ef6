package be.borne.kiosk.health;

import be.borne.protocol.fleet.TerminalHealth;
import be.borne.protocol.json.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the agent how the terminal is: one line of JSON at every change and at every heartbeat,
 * over the Unix socket on which the agent listens. An agent that is away is waited for, quietly.
 */
final class HealthReporter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HealthReporter.class);
  private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  /** A journal that hangs is to silence the kiosk soon, as it would a visit. */
  private static final int MOST_REPEATS = 3;

  /** Several changes at once make one picture. */
  private static final Duration GATHERING = Duration.ofMillis(20);

  private final Path socket;
  private final Supplier<TerminalHealth> picture;
  private final BooleanSupplier still;
  private final Duration heartbeat;
  private final ObjectMapper json = Json.mapper();
  private final Semaphore wake = new Semaphore(0);
  // Not a virtual one, for the same reason as in PartWatch.
  private final Thread thread = Thread.ofPlatform().daemon().name("health").unstarted(this::run);

  /**
   * @param still whether a picture is as good as the one before, as long as nobody called {@link
   *     #wake}; every third is made anew all the same
   */
  HealthReporter(
      Path socket, Supplier<TerminalHealth> picture, BooleanSupplier still, Duration heartbeat) {
    this.socket = socket;
    this.picture = picture;
    this.still = still;
    this.heartbeat = heartbeat;
  }

  void start() {
    thread.start();
  }

  /** Something changed. Never blocks. */
  void wake() {
    if (wake.availablePermits() == 0) {
      wake.release();
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  private void run() {
    Duration pause = FIRST_PAUSE;
    boolean toldAway = false;
    try {
      while (!Thread.currentThread().isInterrupted()) {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
          channel.connect(UnixDomainSocketAddress.of(socket));
          channel.configureBlocking(false);
          LOG.info("agent reached");
          pause = FIRST_PAUSE;
          toldAway = false;
          report(channel);
        } catch (IOException | RuntimeException e) {
          if (!toldAway) {
            LOG.warn("agent not reached: {}; trying on", e.getClass().getSimpleName());
            toldAway = true;
          }
          Thread.sleep(pause);
          pause =
              pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0
                  ? LONGEST_PAUSE
                  : pause.multipliedBy(2);
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("health reporter ends");
    }
  }

  private void report(SocketChannel channel) throws IOException, InterruptedException {
    TerminalHealth told = picture.get();
    byte[] line = line(told);
    int repeats = 0;
    while (true) {
      write(channel, ByteBuffer.wrap(line));
      repeats++;
      if (wake.tryAcquire(heartbeat.toMillis(), TimeUnit.MILLISECONDS)) {
        Thread.sleep(GATHERING);
        wake.drainPermits();
        repeats = 0;
      } else if (!still.getAsBoolean()) {
        repeats = 0;
      }
      if (repeats % MOST_REPEATS == 0) {
        TerminalHealth now = picture.get();
        if (!now.equals(told)) {
          told = now;
          line = line(now);
        }
      }
    }
  }

  private byte[] line(TerminalHealth health) throws JsonProcessingException {
    return (json.writeValueAsString(health) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** An agent that has stopped reading must not hold the kiosk. */
  private static void write(SocketChannel channel, ByteBuffer line)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + WRITE_TIMEOUT.toNanos();
    while (line.hasRemaining()) {
      if (channel.write(line) == 0) {
        if (System.nanoTime() > end) {
          throw new IOException("the agent does not read");
        }
        Thread.sleep(10);
      }
    }
  }
}
