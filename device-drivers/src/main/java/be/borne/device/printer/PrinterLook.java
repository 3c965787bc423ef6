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
    IppPacket question(URI printer) throws IppFailure;
  }

  /** What the bytes of an answer to a packet mean. */
  interface Reading<T> {
    T of(IppPacket question, byte[] answer) throws IppFailure;
  }

  /**
   * @param printer its IPP address
   * @param http the same as {@code http://…}
   * @param asking asked only for a printer that has not been asked yet
   * @param reading asked only for an answer that differs from the last
   * @throws IppFailure if there is none within the deadline, which breaks the connection
   */
  T at(URI printer, URI http, Asking asking, Duration deadline, Reading<T> reading)
      throws IppFailure, InterruptedException {
    Question asked = question;
    if (asked == null || !asked.printer().equals(printer)) {
      IppPacket packet = asking.question(printer);
      asked = new Question(printer, packet, ByteBuffer.wrap(IppClient.bytes(packet, new byte[0])));
      question = asked;
    }
    byte[] answer = answer(http, asked.body().array(), deadline);
    Seen<T> before = last;
    if (before != null && before.answer().equals(ByteBuffer.wrap(answer))) {
      return before.meaning();
    }
    T meaning = reading.of(asked.packet(), answer);
    last = new Seen<>(ByteBuffer.wrap(answer), meaning);
    return meaning;
  }

  private static byte[] answer(URI http, byte[] request, Duration deadline)
      throws IppFailure, InterruptedException {
    try {
      return PlainHttp.ask(http, request, deadline);
    } catch (IOException e) {
      if (Thread.interrupted()) {
        // A virtual thread that is interrupted at a socket closes it, and stays interrupted.
        throw new InterruptedException("while a printer was asked");
      }
      throw IppClient.failure(e);
    }
  }
}
