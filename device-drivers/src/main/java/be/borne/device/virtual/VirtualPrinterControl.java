package be.borne.device.virtual;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Drives a virtual printer that runs as a process of its own ({@link VirtualPrinterMain}). */
public final class VirtualPrinterControl {
  private final Path socket;
  private final Duration deadline;

  /**
   * @param socket its control socket
   * @param deadline for one command and its answer
   */
  public VirtualPrinterControl(Path socket, Duration deadline) {
    this.socket = socket;
    this.deadline = deadline;
  }

  /**
   * Sends one command: {@code paper-out}, {@code refill}, {@code jam}, {@code clear-jam}, {@code
   * cover-open}, {@code cover-closed}, {@code toner-low}, {@code toner-empty}, {@code toner-full},
   * {@code paper SHEETS}, {@code toner PERCENT}, {@code waste PERCENT}, {@code slow SECONDS},
   * {@code abort-next}, {@code deaf-to-cancel}, {@code hears-cancel}, {@code power-off}, {@code
   * power-on}, {@code status}, {@code quit}.
   *
   * @return {@code ok}, or what {@code status} says
   * @throws IOException if the printer does not answer in time, or does not know the command
   */
  public String send(String command) throws IOException, InterruptedException {
    if (command.length() > ControlSocket.MAX_LINE_BYTES || command.indexOf('\n') >= 0) {
      throw new IllegalArgumentException("a command is one short line");
    }
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      CompletableFuture<String> answer = new CompletableFuture<>();
      Thread.ofVirtual().start(() -> exchange(channel, command, answer));
      // Leaving this block closes the channel, and with it a thread that still waits.
      String line = answer.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
      if (line.startsWith("error: ")) {
        throw new IOException(line);
      }
      return line;
    } catch (ExecutionException e) {
      throw new IOException(socket + ": the virtual printer does not answer", e.getCause());
    } catch (TimeoutException e) {
      throw new IOException(socket + ": no answer within " + deadline, e);
    }
  }

  private void exchange(SocketChannel channel, String command, CompletableFuture<String> answer) {
    try {
      channel.connect(UnixDomainSocketAddress.of(socket));
      ControlSocket.writeLine(channel, command);
      answer.complete(ControlSocket.readLine(channel));
    } catch (IOException | RuntimeException e) {
      answer.completeExceptionally(e);
    }
  }
}
