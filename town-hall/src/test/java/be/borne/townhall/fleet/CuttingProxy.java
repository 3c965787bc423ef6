package be.borne.townhall.fleet;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A line between a terminal and the town hall that can be cut without a word. */
final class CuttingProxy implements AutoCloseable {
  private final ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();

  /** Cuts, as each direction felt them; and attempts while the town hall was away. */
  private final AtomicInteger failures = new AtomicInteger();

  private final int target;

  CuttingProxy(int target) throws IOException {
    this.target = target;
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  int connections() {
    return connections.get();
  }

  /** Resets every connection of this moment. */
  void cut() throws IOException {
    for (Socket socket : List.copyOf(open)) {
      open.remove(socket);
      try (socket) {
        socket.setSoLinger(true, 0);
      } catch (SocketException e) {
        // Its other side may have closed it between our look and our hand; then it is cut already.
        if (!socket.isClosed()) {
          throw e;
        }
      }
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket inner = server.accept();
        connections.incrementAndGet();
        Socket outer = new Socket(InetAddress.getLoopbackAddress(), target);
        open.add(inner);
        open.add(outer);
        Thread.ofVirtual().start(() -> copy(inner, outer));
        Thread.ofVirtual().start(() -> copy(outer, inner));
      } catch (IOException e) {
        failures.incrementAndGet();
      }
    }
  }

  private void copy(Socket from, Socket to) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      in.transferTo(out);
    } catch (IOException e) {
      failures.incrementAndGet();
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    cut();
  }
}
