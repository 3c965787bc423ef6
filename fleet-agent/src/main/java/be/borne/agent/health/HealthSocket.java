package be.borne.agent.health;

import be.borne.protocol.fleet.TerminalHealth;
import be.borne.protocol.json.Json;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Unix socket on which the kiosk tells the agent how the terminal is: one {@link
 * TerminalHealth} a line, JSON in UTF-8, at most {@link #MAX_LINE_BYTES} long. Nothing is answered.
 * A line that is something else is counted and dropped; a line that is too long costs the
 * connection. The kiosk may connect anew as often as it likes; of more than {@link
 * #MAX_CONNECTIONS} at once the oldest is closed, so that what a dead kiosk left open cannot keep
 * its successor out.
 *
 * <p>Only the terminal's own user may open it: the socket is 0600, its folder 0700.
 */
public final class HealthSocket implements AutoCloseable {
  /** Longest line, without its end. */
  public static final int MAX_LINE_BYTES = 16 * 1024;

  /** Connections at once. */
  public static final int MAX_CONNECTIONS = 4;

  private static final Logger LOG = LoggerFactory.getLogger(HealthSocket.class);
  private static final Set<PosixFilePermission> OWNER_FOLDER =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> OWNER_FILE =
      PosixFilePermissions.fromString("rw-------");
  private static final Duration PAUSE_AFTER_FAILED_ACCEPT = Duration.ofMillis(500);

  private final Path path;
  private final Consumer<TerminalHealth> listener;
  private final ServerSocketChannel server;
  private final Thread acceptor;
  private final Deque<SocketChannel> open = new ArrayDeque<>();
  private final AtomicLong refusedLines = new AtomicLong();
  private final ObjectMapper json = Json.mapper();

  private HealthSocket(Path path, ServerSocketChannel server, Consumer<TerminalHealth> listener) {
    this.path = path;
    this.server = server;
    this.listener = listener;
    this.acceptor = Thread.ofPlatform().name("health-socket").unstarted(this::accept);
  }

  /**
   * Listens. A socket file left by an earlier agent is replaced.
   *
   * @param path the socket; its folder is made if need be
   * @param listener told each picture, one connection's in their order
   */
  public static HealthSocket listen(Path path, Consumer<TerminalHealth> listener)
      throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    if (Files.notExists(folder)) {
      Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNER_FOLDER));
    }
    if (!Files.getPosixFilePermissions(folder).equals(OWNER_FOLDER)) {
      throw new IOException(
          folder + ": the health socket's folder must be its owner's alone (0700)");
    }
    Files.deleteIfExists(path);
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      server.bind(UnixDomainSocketAddress.of(path), MAX_CONNECTIONS);
      Files.setPosixFilePermissions(path, OWNER_FILE);
    } catch (IOException e) {
      server.close();
      throw e;
    }
    HealthSocket socket = new HealthSocket(path, server, listener);
    socket.acceptor.start();
    return socket;
  }

  /** Lines since the start that were no health report, and connections given up for one. */
  public long refusedLines() {
    return refusedLines.get();
  }

  private void accept() {
    while (server.isOpen()) {
      try {
        SocketChannel channel = server.accept();
        makePlaceFor(channel);
        Thread.ofVirtual().name("health-connection").start(() -> serve(channel));
      } catch (ClosedChannelException e) {
        return;
      } catch (IOException e) {
        LOG.warn("the health socket cannot accept", e);
        pause();
      }
    }
  }

  private void makePlaceFor(SocketChannel channel) throws IOException {
    synchronized (open) {
      open.addLast(channel);
      while (open.size() > MAX_CONNECTIONS) {
        open.removeFirst().close();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_AFTER_FAILED_ACCEPT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void serve(SocketChannel channel) {
    try (channel) {
      byte[] bytes = new byte[MAX_LINE_BYTES + 1];
      int used = 0;
      int read;
      while ((read = channel.read(ByteBuffer.wrap(bytes, used, bytes.length - used))) >= 0) {
        used += read;
        int taken = takeLines(bytes, used);
        System.arraycopy(bytes, taken, bytes, 0, used - taken);
        used -= taken;
        if (used == bytes.length) {
          refused("a line is longer than " + MAX_LINE_BYTES + " bytes");
          return;
        }
      }
    } catch (ClosedChannelException e) {
      LOG.debug("a connection of the kiosk was closed");
    } catch (IOException e) {
      LOG.warn("a connection of the kiosk broke", e);
    } finally {
      synchronized (open) {
        open.remove(channel);
      }
    }
  }

  /** Takes the whole lines among the first bytes; returns how many bytes those were. */
  private int takeLines(byte[] bytes, int used) {
    int start = 0;
    for (int at = 0; at < used; at++) {
      if (bytes[at] == '\n') {
        take(bytes, start, at - start);
        start = at + 1;
      }
    }
    return start;
  }

  private void take(byte[] bytes, int offset, int length) {
    TerminalHealth health;
    try {
      health = json.readValue(bytes, offset, length, TerminalHealth.class);
    } catch (JacksonException e) {
      refused("a line is no health report");
      return;
    } catch (IOException e) {
      refused("a line cannot be read");
      return;
    }
    if (health == null) {
      refused("a line is no health report");
      return;
    }
    listener.accept(health);
  }

  private void refused(String why) {
    long count = refusedLines.incrementAndGet();
    // The first ones tell the story; a hostile or broken kiosk must not fill the disk with the
    // rest.
    if (count <= 10 || count % 1000 == 0) {
      LOG.warn("health socket: {} ({} refused so far)", why, count);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    synchronized (open) {
      for (SocketChannel channel : open) {
        channel.close();
      }
    }
    Files.deleteIfExists(path);
  }
}
