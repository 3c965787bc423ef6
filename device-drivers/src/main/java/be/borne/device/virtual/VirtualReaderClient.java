package be.borne.device.virtual;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Speaks to a {@link VirtualReader}'s control socket. Each call is a connection of its own with a
 * deadline.
 */
public final class VirtualReaderClient {
  private static final int MAX_ANSWER_BYTES = 2_000;

  private final Path socket;
  private final Duration timeout;

  /**
   * @param socket {@code DIR/control.sock}
   * @param timeout of each call
   */
  public VirtualReaderClient(Path socket, Duration timeout) {
    this.socket = socket;
    this.timeout = timeout;
  }

  /** What can be wrong with an inserted card. */
  public enum Fault {
    NONE,
    MUTE,
    FOREIGN,
    FORGED,
    EXPIRED,
    BLOCKED,
    SLOW,
    HANG
  }

  /**
   * @param person of the cast: {@code marguerite}, {@code joost}, {@code liesl}
   */
  public void insert(String person, Fault fault) throws IOException {
    command(
        fault == Fault.NONE
            ? "insert " + person
            : "insert " + person + " " + fault.name().toLowerCase(Locale.ROOT));
  }

  public void insert(String person) throws IOException {
    insert(person, Fault.NONE);
  }

  public void pull() throws IOException {
    command("pull");
  }

  /** The card is pulled instead of answering the {@code commands}th command from now. */
  public void pullAfter(int commands) throws IOException {
    command("pull-after " + commands);
  }

  /** The card stops answering at the {@code commands}th command from now. */
  public void hangAfter(int commands) throws IOException {
    command("hang-after " + commands);
  }

  /** Gives a blocked card its tries back. */
  public void unblock(String person) throws IOException {
    command("unblock " + person);
  }

  /** Ends the PC/SC service behind the reader: to its users, the reader is gone. */
  public void serviceOff() throws IOException {
    command("service off");
  }

  public void serviceOn() throws IOException {
    command("service on");
  }

  /** One line of JSON: inserted, fault, apdus, triesLeft, service. */
  public String status() throws IOException {
    return command("status");
  }

  public void quit() throws IOException {
    command("quit");
  }

  /**
   * Sends any command.
   *
   * @return the answer's line
   * @throws IOException if the reader refuses it, is gone, or does not answer in time
   */
  public String command(String line) throws IOException {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      FutureTask<String> call = new FutureTask<>(() -> exchange(channel, line));
      Thread.ofVirtual().start(call);
      String answer = call.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
      if (answer.startsWith("error")) {
        throw new IOException("virtual reader: " + answer);
      }
      return answer;
    } catch (ExecutionException e) {
      throw new IOException(
          "virtual reader, at " + line + ": " + e.getCause().getMessage(), e.getCause());
    } catch (TimeoutException e) {
      throw new IOException("virtual reader does not answer: " + line, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted: " + line, e);
    }
  }

  private static String exchange(SocketChannel channel, String line) throws IOException {
    ByteBuffer out = StandardCharsets.UTF_8.encode(line + "\n");
    while (out.hasRemaining()) {
      channel.write(out);
    }
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    ByteBuffer in = ByteBuffer.allocate(MAX_ANSWER_BYTES);
    while (channel.read(in.clear()) > 0 && answer.size() < MAX_ANSWER_BYTES) {
      answer.write(in.array(), 0, in.position());
      String text = answer.toString(StandardCharsets.UTF_8);
      if (text.endsWith("\n")) {
        return text.strip();
      }
    }
    throw new IOException("the virtual reader closed the line");
  }
}
