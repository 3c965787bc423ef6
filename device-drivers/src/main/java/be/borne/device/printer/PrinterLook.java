package be.borne.device.printer;

import com.hp.jipp.encoding.IppPacket;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks a printer the same question again and again, at the least cost: how it is, every few seconds
 * for years, is most of what a terminal does at which nobody stands. The call blocks a thread of
 * its own instead of waking four, and an answer that is the last one, byte for byte, is not read
 * again. Only for what may be asked twice: the JDK's own client repeats a question whose connection
 * broke.
 *
 * @param <T> what an answer means
 */
final class PrinterLook<T> {
  private static final int HTTP_OK = 200;

  private volatile Seen<T> last;
  private volatile Question question;

  /**
   * What a printer said last.
   *
   * @param answer its bytes
   * @param meaning of them
   */
  private record Seen<T>(ByteBuffer answer, T meaning) {}

  /**
   * What a printer is asked, made once for each address.
   *
   * @param body the packet's bytes
   */
  private record Question(URI printer, IppPacket packet, ByteBuffer body) {}

  /** Makes the packet that is sent, each time the same, its number included. */
  interface Asking {
    IppPacket question() throws IppFailure, InterruptedException;
  }

  /** What the bytes of an answer to a packet mean. */
  interface Reading<T> {
    T of(IppPacket question, byte[] answer) throws IppFailure;
  }

  /**
   * @param printer {@code http://…}
   * @param asking asked only for a printer that has not been asked yet
   * @param reading asked only for an answer that differs from the last
   * @throws IppFailure if there is none within the deadline, which breaks the connection
   */
  T at(URI printer, Asking asking, Duration deadline, Reading<T> reading)
      throws IppFailure, InterruptedException {
    Question asked = question;
    if (asked == null || !asked.printer().equals(printer)) {
      IppPacket packet = asking.question();
      asked = new Question(printer, packet, ByteBuffer.wrap(IppClient.bytes(packet, new byte[0])));
      question = asked;
    }
    byte[] answer = exchange(printer, asked.body().array(), deadline);
    Seen<T> before = last;
    if (before != null && before.answer().equals(ByteBuffer.wrap(answer))) {
      return before.meaning();
    }
    T meaning = reading.of(asked.packet(), answer);
    last = new Seen<>(ByteBuffer.wrap(answer), meaning);
    return meaning;
  }

  private static byte[] exchange(URI printer, byte[] request, Duration deadline)
      throws IppFailure, InterruptedException {
    HttpURLConnection connection;
    try {
      connection = (HttpURLConnection) printer.toURL().openConnection(Proxy.NO_PROXY);
    } catch (IOException e) {
      throw IppClient.failure(e);
    }
    FutureTask<byte[]> exchange =
        new FutureTask<>(() -> exchange(connection, request, (int) deadline.toMillis()));
    Thread.ofVirtual().name("printer-look").start(exchange);
    try {
      return exchange.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new IppFailure(IppFailure.Kind.NO_ANSWER, "no answer within " + deadline, e);
    } catch (ExecutionException e) {
      throw IppClient.failure(e.getCause());
    } finally {
      if (!exchange.isDone()) {
        // A virtual thread that is interrupted at a socket closes it.
        exchange.cancel(true);
        connection.disconnect();
      }
    }
  }

  private static byte[] exchange(HttpURLConnection connection, byte[] request, int millis)
      throws IOException, IppFailure {
    connection.setConnectTimeout(millis);
    connection.setReadTimeout(millis);
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setDoOutput(true);
    connection.setRequestProperty("Content-Type", "application/ipp");
    try (OutputStream out = connection.getOutputStream()) {
      out.write(request);
    }
    int status = connection.getResponseCode();
    if (status != HTTP_OK) {
      connection.disconnect();
      throw IppClient.bad("HTTP status " + status, null);
    }
    try (InputStream in = connection.getInputStream()) {
      byte[] answer = in.readNBytes(IppBounds.MAX_ANSWER_BYTES + 1);
      if (answer.length > IppBounds.MAX_ANSWER_BYTES) {
        // What is still to come would be read at the stream's end, to use the connection again.
        connection.disconnect();
      }
      return answer;
    }
  }
}
