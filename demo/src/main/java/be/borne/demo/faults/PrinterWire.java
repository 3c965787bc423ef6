package be.borne.demo.faults;

import be.borne.demo.faults.Point.Moment;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The cable between a terminal and its printer, on loopback: passes HTTP messages, knows which IPP
 * operation each is, has somebody told before and after, and can be cut or go silent at any moment.
 */
public final class PrinterWire implements AutoCloseable {
  private static final int OPERATION_AT = 2;
  private static final int BACKLOG = 50;

  /** Told on the connection's own thread, which stands still meanwhile. */
  public interface Watch {
    void at(int operation, Moment moment);
  }

  private final int printerPort;
  private final int port;
  private final Watch watch;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private ServerSocket listener;
  private boolean silent;

  public PrinterWire(int printerPort, Watch watch) throws IOException {
    this.printerPort = printerPort;
    this.watch = watch;
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      this.port = probe.getLocalPort();
    }
    mend();
  }

  public URI address() {
    return URI.create("ipp://127.0.0.1:" + port + "/ipp/print");
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
      ServerSocket fresh = new ServerSocket();
      fresh.setReuseAddress(true);
      fresh.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
      listener = fresh;
      Thread.ofVirtual().name("wire").start(() -> accept(fresh));
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
    Socket printer = new Socket();
    sockets.add(terminal);
    sockets.add(printer);
    try {
      printer.connect(new InetSocketAddress("localhost", printerPort));
      carry(terminal, printer);
    } catch (IOException e) {
      // Either end is gone, or we are: both learn of it by the reset.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      reset(terminal);
      reset(printer);
      sockets.remove(terminal);
      sockets.remove(printer);
    }
  }

  private void carry(Socket terminal, Socket printer) throws IOException, InterruptedException {
    InputStream fromTerminal = terminal.getInputStream();
    InputStream fromPrinter = printer.getInputStream();
    OutputStream toPrinter = printer.getOutputStream();
    while (true) {
      HttpMessage request = HttpMessage.read(fromTerminal);
      if (request == null) {
        return;
      }
      int operation = request.bodyShort(OPERATION_AT);
      tell(operation, Moment.ASKED);
      int half = request.headLength() + request.bodyLength() / 2;
      toPrinter.write(request.bytes(), 0, half);
      toPrinter.flush();
      tell(operation, Moment.HALF_SENT);
      toPrinter.write(request.bytes(), half, request.bytes().length - half);
      toPrinter.flush();
      tell(operation, Moment.SENT);
      HttpMessage answer = HttpMessage.read(fromPrinter);
      if (answer == null) {
        return;
      }
      tell(operation, Moment.ANSWERED);
      terminal.getOutputStream().write(answer.bytes());
      terminal.getOutputStream().flush();
    }
  }

  private void tell(int operation, Moment moment) throws InterruptedException {
    awaitSound();
    watch.at(operation, moment);
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
