package be.borne.demo.faults;

import be.borne.demo.faults.Point.Moment;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A cable between a terminal and a server, on loopback: passes HTTP messages, has somebody told
 * before and after each, and can be cut or go silent at any moment.
 */
final class Wire implements AutoCloseable {
  private static final int BACKLOG = 50;
  private static final int LOWEST_PORT = 20_000;
  private static final int HIGHEST_PORT = 32_000;
  private static final int MOST_ATTEMPTS = 100;

  /** Told on the connection's own thread, which stands still meanwhile. */
  interface Watch {
    void at(HttpMessage request, Moment moment);
  }

  /** What lies around the messages at either end: nothing, or TLS. */
  interface Ends {
    Ends PLAIN =
        new Ends() {
          @Override
          public Socket ofTerminal(Socket accepted) {
            return accepted;
          }

          @Override
          public Socket ofServer(Socket connected) {
            return connected;
          }
        };

    /** Speaks as the server does. */
    Socket ofTerminal(Socket accepted) throws IOException;

    /** Speaks as the terminal does. */
    Socket ofServer(Socket connected) throws IOException;
  }

  private final InetSocketAddress server;
  private final Ends ends;
  private final Watch watch;
  private final int port;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private ServerSocket listener;
  private boolean silent;

  Wire(InetSocketAddress server, Ends ends, Watch watch) throws IOException {
    this.server = server;
    this.ends = ends;
    this.watch = watch;
    this.listener = anywhere();
    this.port = listener.getLocalPort();
    listen(listener);
  }

  /**
   * At a port below those that the kernel gives to connections (ip_local_port_range): while this
   * wire is cut, nobody else comes to have it.
   */
  private static ServerSocket anywhere() throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        return bound(ThreadLocalRandom.current().nextInt(LOWEST_PORT, HIGHEST_PORT));
      } catch (BindException e) {
        if (attempt == MOST_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private static ServerSocket bound(int port) throws IOException {
    ServerSocket fresh = new ServerSocket();
    try {
      fresh.setReuseAddress(true);
      fresh.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
      return fresh;
    } catch (IOException e) {
      fresh.close();
      throw e;
    }
  }

  private void listen(ServerSocket open) {
    Thread.ofVirtual().name("wire").start(() -> accept(open));
  }

  /** Where the terminal finds it. */
  int port() {
    return port;
  }

  /** Resets every connection and refuses new ones. */
  synchronized void cut() throws IOException {
    if (listener != null) {
      listener.close();
      listener = null;
    }
    drop();
  }

  /** Takes everything and passes nothing on, in either direction. */
  synchronized void fallSilent() {
    silent = true;
  }

  /** Whole again; what was held back while it was silent arrives now. */
  synchronized void mend() throws IOException {
    silent = false;
    notifyAll();
    if (listener == null) {
      listener = bound(port);
      listen(listener);
    }
  }

  /** Resets every connection: the terminal's end is dead. */
  void drop() {
    for (Socket socket : sockets) {
      reset(socket);
    }
  }

  private void accept(ServerSocket open) {
    while (true) {
      try {
        Socket terminal = open.accept();
        Thread.ofVirtual().name("wire-connection").start(() -> connect(terminal));
      } catch (IOException e) {
        return; // cut
      }
    }
  }

  private void connect(Socket terminal) {
    Socket far = new Socket();
    sockets.add(terminal);
    sockets.add(far);
    try {
      far.connect(server);
      carry(ends.ofTerminal(terminal), ends.ofServer(far));
    } catch (IOException e) {
      // Either end is gone, or we are: both learn of it by the reset.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      reset(terminal);
      reset(far);
      sockets.remove(terminal);
      sockets.remove(far);
    }
  }

  private void carry(Socket terminal, Socket far) throws IOException, InterruptedException {
    InputStream fromTerminal = terminal.getInputStream();
    InputStream fromServer = far.getInputStream();
    OutputStream toServer = far.getOutputStream();
    while (true) {
      HttpMessage request = HttpMessage.read(fromTerminal);
      if (request == null) {
        return;
      }
      tell(request, Moment.ASKED);
      int half = request.headLength() + request.bodyLength() / 2;
      toServer.write(request.bytes(), 0, half);
      toServer.flush();
      tell(request, Moment.HALF_SENT);
      toServer.write(request.bytes(), half, request.bytes().length - half);
      toServer.flush();
      tell(request, Moment.SENT);
      HttpMessage answer = HttpMessage.read(fromServer);
      if (answer == null) {
        return;
      }
      tell(request, Moment.ANSWERED);
      terminal.getOutputStream().write(answer.bytes());
      terminal.getOutputStream().flush();
    }
  }

  private void tell(HttpMessage request, Moment moment) throws InterruptedException {
    awaitSound();
    watch.at(request, moment);
    awaitSound();
  }

  private synchronized void awaitSound() throws InterruptedException {
    while (silent) {
      wait();
    }
  }

  private static void reset(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
    } catch (IOException e) {
      // Closed already, or never connected.
    }
    try {
      socket.close();
    } catch (IOException e) {
      // It is as closed as it will ever be.
    }
  }

  @Override
  public synchronized void close() throws IOException {
    cut();
    silent = false;
    notifyAll();
  }
}
