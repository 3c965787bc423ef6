package be.borne.device.virtual;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Unix socket on which each line is a command and each answer a line. */
final class ControlSocket implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ControlSocket.class);
  private static final int MAX_LINE_CHARS = 200;
  private static final int MAX_CONNECTIONS = 16;

  private final Path path;
  private final ServerSocketChannel server;
  private final UnaryOperator<String> commands;
  private final Semaphore connections = new Semaphore(MAX_CONNECTIONS);

  private ControlSocket(Path path, ServerSocketChannel server, UnaryOperator<String> commands) {
    this.path = path;
    this.server = server;
    this.commands = commands;
  }

  /**
   * @param commands answers one line with one line; called from several threads
   */
  static ControlSocket listen(Path path, UnaryOperator<String> commands) throws IOException {
    Files.deleteIfExists(path);
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      server.bind(UnixDomainSocketAddress.of(path));
    } catch (IOException e) {
      server.close();
      throw e;
    }
    ControlSocket socket = new ControlSocket(path, server, commands);
    Thread.ofPlatform().daemon().name("virtual-reader-control").start(socket::accept);
    return socket;
  }

  private void accept() {
    while (server.isOpen()) {
      try {
        SocketChannel line = server.accept();
        if (connections.tryAcquire()) {
          Thread.ofVirtual().start(() -> serve(line));
        } else {
          line.close();
        }
      } catch (IOException e) {
        if (server.isOpen()) {
          LOG.warn("control socket", e);
        }
      }
    }
  }

  private void serve(SocketChannel line) {
    try (line;
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(Channels.newInputStream(line), StandardCharsets.UTF_8))) {
      for (String command = readLine(in); command != null; command = readLine(in)) {
        ByteBuffer answer = StandardCharsets.UTF_8.encode(commands.apply(command) + "\n");
        while (answer.hasRemaining()) {
          line.write(answer);
        }
      }
    } catch (IOException e) {
      LOG.debug("control connection", e);
    } finally {
      connections.release();
    }
  }

  /** Null at the end, or when somebody sends more than any command is long. */
  private static String readLine(Reader in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && line.length() < MAX_LINE_CHARS; c = in.read()) {
      if (c == '\n') {
        return line.toString();
      }
      line.append((char) c);
    }
    return null;
  }

  @Override
  public void close() throws IOException {
    server.close();
    Files.deleteIfExists(path);
  }

  /** The socket's path. */
  @Override
  public String toString() {
    return path.toString();
  }
}
