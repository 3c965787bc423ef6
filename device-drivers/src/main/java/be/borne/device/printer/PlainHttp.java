package be.borne.device.printer;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One question to a printer over HTTP/1.1 in the clear (RFC 9112), on the caller's thread, over a
 * connection of its own. The JDK has two clients: one wakes four threads for a question, the other
 * has no bound for what stands behind the last chunk or for interim answers, and waits for who
 * reads them. This one reads what an IPP printer may answer and nothing else, each byte of it
 * within one deadline and within {@link IppBounds#MAX_ANSWER_BYTES}.
 */
final class PlainHttp implements AutoCloseable {
  private static final int HTTP_OK = 200;
  private static final int HTTP_CONTINUE = 100;
  private static final int MAX_LINE_BYTES = 8 * 1024;
  private static final int MAX_HEADERS = 100;
  private static final int MAX_INTERIM_ANSWERS = 3;
  private static final int DEFAULT_PORT = 80;
  private static final Pattern STATUS = Pattern.compile("[1-5]\\d\\d");
  private static final Pattern LENGTH = Pattern.compile("\\d{1,9}");
  private static final Pattern CHUNK_SIZE = Pattern.compile("[0-9a-fA-F]{1,7}");

  private final Socket socket = new Socket();
  private final byte[] buffer = new byte[8 * 1024];
  private final long endNanos;
  private int from;
  private int to;

  private PlainHttp(Duration deadline) {
    this.endNanos = System.nanoTime() + deadline.toNanos();
  }

  /**
   * @param printer {@code http://…}
   * @param body an IPP packet
   * @return what {@link #ask} sends
   */
  static byte[] request(URI printer, byte[] body) {
    String head =
        "POST %s HTTP/1.1\r\nHost: %s:%d\r\nContent-Type: application/ipp\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
            .formatted(printer.getRawPath(), printer.getHost(), port(printer), body.length);
    ByteArrayOutputStream request = new ByteArrayOutputStream(head.length() + body.length);
    request.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
    request.writeBytes(body);
    return request.toByteArray();
  }

  /**
   * @param printer {@code http://…}
   * @param request head and body
   * @param deadline of all of it
   * @return the answer's body
   * @throws IppFailure of kind BAD_ANSWER if what comes is not an answer with status 200
   * @throws IOException if it cannot be reached, breaks off, or does not answer in time
   */
  static byte[] ask(URI printer, byte[] request, Duration deadline) throws IOException, IppFailure {
    try (PlainHttp http = new PlainHttp(deadline)) {
      http.send(printer, request);
      return http.answer();
    }
  }

  private static int port(URI printer) {
    return printer.getPort() < 0 ? DEFAULT_PORT : printer.getPort();
  }

  private void send(URI printer, byte[] request) throws IOException {
    String literal = printer.getHost().replace("[", "").replace("]", "");
    socket.setTcpNoDelay(true);
    socket.connect(new InetSocketAddress(literal, port(printer)), millisLeft());
    // A question is smaller than what the kernel takes without waiting for the printer.
    socket.getOutputStream().write(request);
  }

  private byte[] answer() throws IOException, IppFailure {
    int status = HTTP_CONTINUE;
    Framing framing = new Framing(-1, false);
    for (int answers = 0; status / 100 == 1; answers++) {
      if (answers > MAX_INTERIM_ANSWERS) {
        throw IppClient.bad("interim answers without end", null);
      }
      status = status(line());
      framing = headers();
    }
    if (status != HTTP_OK) {
      throw IppClient.bad("HTTP status " + status, null);
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    if (framing.chunked()) {
      for (long size = chunkSize(line()); size > 0; size = chunkSize(line())) {
        read(size, body);
        if (!line().isEmpty()) {
          throw IppClient.bad("a chunk of another size", null);
        }
      }
      // What follows the last chunk says nothing that an IPP client needs, and is not waited for.
    } else if (framing.length() >= 0) {
      read(framing.length(), body);
    } else {
      readToTheEnd(body);
    }
    return body.toByteArray();
  }

  /**
   * How long the body is.
   *
   * @param length in bytes; negative if it is not said
   */
  private record Framing(long length, boolean chunked) {}

  private static int status(String line) throws IppFailure {
    String[] words = line.split(" ", 3);
    if (words.length < 2
        || !words[0].startsWith("HTTP/1.")
        || !STATUS.matcher(words[1]).matches()) {
      throw IppClient.bad("not HTTP", null);
    }
    return Integer.parseInt(words[1]);
  }

  private Framing headers() throws IOException, IppFailure {
    Framing framing = new Framing(-1, false);
    for (int count = 0; ; count++) {
      String line = line();
      if (line.isEmpty()) {
        return framing;
      }
      if (count >= MAX_HEADERS) {
        throw IppClient.bad("headers without end", null);
      }
      int colon = line.indexOf(':');
      String name = colon < 0 ? "" : line.substring(0, colon).toLowerCase(Locale.ROOT);
      String value = line.substring(colon + 1).strip();
      if (name.equals("content-length")) {
        if (!LENGTH.matcher(value).matches()) {
          throw IppClient.bad("a length of " + value.length() + " characters", null);
        }
        framing = new Framing(Long.parseLong(value), framing.chunked());
      } else if (name.equals("transfer-encoding")) {
        framing = new Framing(framing.length(), value.equalsIgnoreCase("chunked"));
      }
    }
  }

  private static long chunkSize(String line) throws IppFailure {
    String size = line.split(";", 2)[0].strip();
    if (!CHUNK_SIZE.matcher(size).matches()) {
      throw IppClient.bad("a chunk without size", null);
    }
    return Long.parseLong(size, 16);
  }

  private void read(long count, ByteArrayOutputStream body) throws IOException, IppFailure {
    requireRoom(body.size() + count);
    long left = count;
    while (left > 0) {
      if (from == to && !fill()) {
        throw new EOFException("an answer that breaks off");
      }
      int some = (int) Math.min(left, to - from);
      body.write(buffer, from, some);
      from += some;
      left -= some;
    }
  }

  private void readToTheEnd(ByteArrayOutputStream body) throws IOException, IppFailure {
    do {
      requireRoom(body.size() + to - from);
      body.write(buffer, from, to - from);
      from = to;
    } while (fill());
  }

  private static void requireRoom(long bytes) throws IppFailure {
    if (bytes > IppBounds.MAX_ANSWER_BYTES) {
      throw IppClient.bad("an answer of " + bytes + " bytes and more", null);
    }
  }

  /** Up to the next line feed, without it and without a carriage return before it. */
  private String line() throws IOException, IppFailure {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    while (true) {
      if (from == to && !fill()) {
        throw new EOFException("an answer that breaks off");
      }
      byte next = buffer[from++];
      if (next == '\n') {
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
      }
      if (line.size() >= MAX_LINE_BYTES) {
        throw IppClient.bad("a line without end", null);
      }
      line.write(next);
    }
  }

  /**
   * @return false at the end
   */
  private boolean fill() throws IOException {
    socket.setSoTimeout(millisLeft());
    to = Math.max(0, socket.getInputStream().read(buffer));
    from = 0;
    return to > 0;
  }

  /** At least one: to a socket, zero is for ever. */
  private int millisLeft() throws SocketTimeoutException {
    long millis = (endNanos - System.nanoTime()) / 1_000_000;
    if (millis <= 0) {
      throw new SocketTimeoutException("no answer in time");
    }
    return (int) Math.min(millis, Integer.MAX_VALUE);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
