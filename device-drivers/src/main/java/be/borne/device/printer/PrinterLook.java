package be.borne.device.printer;

import be.borne.device.printer.PrinterOperations.PrinterView;
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
 * Asks a printer how it is, again and again, at the least cost: every other second for years is
 * most of what a terminal does at which nobody stands. The call blocks a thread of its own instead
 * of waking four, and an answer that is the last one, byte for byte, is not read again. Only for
 * what may be asked twice: the JDK's own client repeats a question whose connection broke.
 */
final class PrinterLook {
  private static final int HTTP_OK = 200;

  private volatile Seen last;

  /**
   * What a printer said last.
   *
   * @param answer its bytes
   * @param view what they mean
   */
  private record Seen(ByteBuffer answer, PrinterView view) {}

  /** What the bytes of an answer mean. */
  interface Decoding {
    PrinterView of(byte[] answer) throws IppFailure;
  }

  /** What an answer means. */
  interface Reading {
    PrinterView of(IppPacket answer) throws IppFailure;
  }

  /**
   * @param printer {@code http://…}
   * @param request each time the same, its number included
   * @param reading asked only for an answer that differs from the last
   * @throws IppFailure if there is none within the deadline, which breaks the connection
   */
  PrinterView at(URI printer, IppPacket request, Duration deadline, Decoding reading)
      throws IppFailure, InterruptedException {
    byte[] answer = exchange(printer, IppClient.bytes(request, new byte[0]), deadline);
    Seen before = last;
    if (before != null && before.answer().equals(ByteBuffer.wrap(answer))) {
      return before.view();
    }
    PrinterView view = reading.of(answer);
    last = new Seen(ByteBuffer.wrap(answer), view);
    return view;
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
