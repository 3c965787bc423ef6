package be.borne.demo.faults;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One HTTP/1.1 message as it passes (RFC 9112), bytes unchanged; enough of it for our calls. */
final class HttpMessage {
  private static final int MAX_HEAD_BYTES = 16 * 1024;
  private static final int MAX_BODY_BYTES = 16 * 1024 * 1024;

  private final byte[] bytes;
  private final int headLength;

  private HttpMessage(byte[] bytes, int headLength) {
    this.bytes = bytes;
    this.headLength = headLength;
  }

  /**
   * @return null when the other end has closed in an orderly way before another message
   */
  static HttpMessage read(InputStream in) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    String head = readHead(in, all);
    if (head.isEmpty()) {
      return null;
    }
    int headLength = all.size();
    if (head.contains("transfer-encoding: chunked")) {
      readChunks(in, all);
    } else {
      copy(in, all, contentLength(head));
    }
    return new HttpMessage(all.toByteArray(), headLength);
  }

  private static String readHead(InputStream in, ByteArrayOutputStream all) throws IOException {
    while (true) {
      int next = in.read();
      if (next < 0) {
        if (all.size() == 0) {
          return "";
        }
        throw new EOFException("broken off in the head");
      }
      all.write(next);
      if (all.size() > MAX_HEAD_BYTES) {
        throw new IOException("a head longer than " + MAX_HEAD_BYTES + " bytes");
      }
      String head = next == '\n' ? all.toString(StandardCharsets.ISO_8859_1) : "";
      if (head.endsWith("\r\n\r\n")) {
        return head.toLowerCase(Locale.ROOT);
      }
    }
  }

  private static int contentLength(String head) throws IOException {
    for (String line : head.split("\r\n", -1)) {
      if (line.startsWith("content-length:")) {
        return bounded(Long.parseLong(line.substring(line.indexOf(':') + 1).strip()));
      }
    }
    return 0;
  }

  private static void readChunks(InputStream in, ByteArrayOutputStream all) throws IOException {
    int length;
    do {
      StringBuilder size = new StringBuilder();
      int next;
      while ((next = in.read()) >= 0) {
        all.write(next);
        if (next == '\n') {
          break;
        }
        size.append((char) next);
      }
      length = bounded(Long.parseLong(size.toString().strip().replaceFirst(";.*", ""), 16));
      copy(in, all, length + 2); // and the line end behind it
    } while (length > 0);
  }

  private static int bounded(long length) throws IOException {
    if (length < 0 || length > MAX_BODY_BYTES) {
      throw new IOException("a body of " + length + " bytes");
    }
    return (int) length;
  }

  private static void copy(InputStream in, ByteArrayOutputStream all, int length)
      throws IOException {
    byte[] part = in.readNBytes(length);
    if (part.length < length) {
      throw new EOFException("broken off in the body");
    }
    all.writeBytes(part);
  }

  byte[] bytes() {
    return bytes;
  }

  int headLength() {
    return headLength;
  }

  int bodyLength() {
    return bytes.length - headLength;
  }

  /** Method and path of a request, status of an answer. */
  String startLine() {
    int end = 0;
    while (bytes[end] != '\r') {
      end++;
    }
    return new String(bytes, 0, end, StandardCharsets.ISO_8859_1);
  }

  /** Of a body that is not in chunks; 0 if it is shorter. */
  int bodyShort(int at) {
    int from = headLength + at;
    return from + 1 < bytes.length ? ((bytes[from] & 0xff) << 8) | (bytes[from + 1] & 0xff) : 0;
  }
}
