package be.borne.demo.faults;

import be.borne.device.virtual.VirtualCard;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * A citizen's card, for terminals in other processes: it is no part of them, and does not die with
 * them. At most one holds it at a time; others wait.
 */
final class CardOutlet implements AutoCloseable {
  private static final int BACKLOG = 8;
  private static final int MAX_COMMAND_BYTES = 4096;

  private final VirtualCard card;
  private final ServerSocket listener;

  CardOutlet(VirtualCard card) throws IOException {
    this.card = card;
    this.listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().name("card-outlet").start(this::serve);
  }

  int port() {
    return listener.getLocalPort();
  }

  private void serve() {
    while (true) {
      try (Socket terminal = listener.accept()) {
        converse(terminal);
      } catch (IOException e) {
        if (listener.isClosed()) {
          return;
        }
        // That terminal is dead; the card waits for the next.
      }
    }
  }

  private void converse(Socket terminal) throws IOException {
    card.reset();
    DataInputStream in = new DataInputStream(terminal.getInputStream());
    DataOutputStream out = new DataOutputStream(terminal.getOutputStream());
    send(out, card.answerToReset());
    for (int length = in.readInt(); length > 0; length = in.readInt()) {
      if (length > MAX_COMMAND_BYTES) {
        throw new IOException("a command of " + length + " bytes");
      }
      send(out, card.answer(in.readNBytes(length)));
    }
  }

  private static void send(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
    out.flush();
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
