package be.borne.device.printer;

import com.hp.jipp.encoding.IppPacket;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * Asks a printer the same question again and again, at the least cost: how it is, every few seconds
 * for years, is most of what a terminal does at which nobody stands. A question is made once for
 * each address, and an answer that is the last one, byte for byte, is not read again.
 *
 * @param <T> what an answer means
 */
final class PrinterLook<T> {
  private final Asking asking;
  private final Meaning<T> meaning;
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
   * @param request over HTTP, the packet in it
   */
  private record Question(URI printer, IppPacket packet, ByteBuffer request) {}

  /** Makes the packet that is sent, each time the same, its number included. */
  interface Asking {
    IppPacket question(URI printer) throws IppFailure;
  }

  /** What an answer means. */
  interface Meaning<T> {
    T of(IppPacket answer) throws IppFailure;
  }

  PrinterLook(Asking asking, Meaning<T> meaning) {
    this.asking = asking;
    this.meaning = meaning;
  }

  IppPacket question(URI printer) throws IppFailure {
    return asking.question(printer);
  }

  T meaningOf(IppPacket answer) throws IppFailure {
    return meaning.of(answer);
  }

  /**
   * @param printer its IPP address
   * @param http the same as {@code http://…}
   * @throws IppFailure if there is none within the deadline, which breaks the connection
   */
  T at(URI printer, URI http, Duration deadline) throws IppFailure, InterruptedException {
    Question asked = question;
    if (asked == null || !asked.printer().equals(printer)) {
      IppPacket packet = asking.question(printer);
      byte[] request = PlainHttp.request(http, IppClient.bytes(packet, new byte[0]));
      asked = new Question(printer, packet, ByteBuffer.wrap(request));
      question = asked;
    }
    byte[] answer = answer(http, asked.request().array(), deadline);
    Seen<T> before = last;
    if (before != null && before.answer().equals(ByteBuffer.wrap(answer))) {
      return before.meaning();
    }
    T meant = meaning.of(IppClient.read(asked.packet(), answer));
    last = new Seen<>(ByteBuffer.wrap(answer), meant);
    return meant;
  }

  private static byte[] answer(URI http, byte[] request, Duration deadline)
      throws IppFailure, InterruptedException {
    try {
      return PlainHttp.ask(http, request, deadline);
    } catch (IOException e) {
      if (Thread.interrupted()) {
        // At a socket an interrupt ends a virtual thread's wait; a platform thread waits for the
        // answer or the deadline. Both stay interrupted.
        throw new InterruptedException("while a printer was asked");
      }
      throw IppClient.failure(e);
    }
  }
}
