package be.borne.device.virtual;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Unix socket, for its owner only, that takes one line per connection and answers it. */
final class ControlSocket implements AutoCloseable {
  static final int MAX_LINE_BYTES = 200;
  private static final Logger log = LoggerFactory.getLogger(ControlSocket.class);
  private static final Duration LINE_DEADLINE = Duration.ofSeconds(5);
  private static final int MAX_CONNECTIONS = 8;

  /** Answers a line. */
  @FunctionalInterface
  interface Answerer {
    String answer(String line) throws InterruptedException;
  }

  private final ServerSocketChannel server;
  private final Path path;
  private final Answerer answerer;
  private final Semaphore connections = new Semaphore(MAX_CONNECTIONS);
  private final CountDownLatch quit = new CountDownLatch(1);

  private ControlSocket(ServerSocketChannel server, Path path, Answerer answerer) {
    this.server = server;
    this.path = path;
    this.answerer = answerer;
  }

  /**
   * @param path replaced if a socket is left there from before
   */
  static ControlSocket open(Path path, Answerer answerer) throws IOException {
    Files.deleteIfExists(path);
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      server.bind(UnixDomainSocketAddress.of(path));
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
    } catch (IOException e) {
      server.close();
      throw new IOException(path + ": no control socket can be made there", e);
    }
    ControlSocket socket = new ControlSocket(server, path, answerer);
    Thread.ofVirtual().name("control-socket").start(socket::accept);
    return socket;
  }

  private void accept() {
    try {
      while (true) {
        SocketChannel connection = server.accept();
        if (!connections.tryAcquire()) {
          connection.close();
          continue;
        }
        Thread.ofVirtual().start(() -> serve(connection));
      }
    } catch (ClosedChannelException e) {
      log.debug("the control socket is closed", e);
    } catch (IOException e) {
      log.error("the control socket failed", e);
    }
  }

  private void serve(SocketChannel connection) {
    // A blocking channel has no read timeout; closing it from elsewhere is one.
    Thread watchdog =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    Thread.sleep(LINE_DEADLINE);
                    connection.close();
                  } catch (InterruptedException | IOException e) {
                    log.trace("the line came in time", e);
                  }
                });
    try (connection) {
      String line = readLine(connection);
      watchdog.interrupt();
      writeLine(connection, answerer.answer(line));
      if (line.strip().equals("quit")) {
        quit.countDown();
      }
    } catch (IOException e) {
      log.info("a control connection broke off: {}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      watchdog.interrupt();
      connections.release();
    }
  }

  /** Reads up to a line feed. */
  static String readLine(SocketChannel channel) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    ByteBuffer one = ByteBuffer.allocate(1);
    while (channel.read(one.clear()) == 1) {
      byte next = one.get(0);
      if (next == '\n') {
        return line.toString(StandardCharsets.UTF_8);
      }
      line.write(next);
      if (line.size() > MAX_LINE_BYTES * 2) {
        throw new IOException("a line longer than " + MAX_LINE_BYTES * 2 + " bytes");
      }
    }
    throw new IOException("no whole line came");
  }

  static void writeLine(SocketChannel channel, String line) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** Waits until somebody said {@code quit}. */
  void awaitQuit() throws InterruptedException {
    quit.await();
  }

  @Override
  public void close() throws IOException {
    server.close();
    Files.deleteIfExists(path);
  }
}
