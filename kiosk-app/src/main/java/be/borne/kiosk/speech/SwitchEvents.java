package be.borne.kiosk.speech;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * Finds in a stream of Linux input events what says that a headphone plug went in or out. Reads may
 * end anywhere; an event that was cut waits for its rest.
 */
final class SwitchEvents {
  /** On 64-bit Linux: two longs of time, type, code, value. */
  static final int EVENT_BYTES = 24;

  private static final int TIME_BYTES = 16;
  private static final int EV_SYN = 0;
  private static final int SYN_DROPPED = 3;
  private static final int EV_SW = 5;
  private static final int SW_HEADPHONE_INSERT = 2;

  /** What one event means to us. */
  enum News {
    IN,
    OUT,
    /** The kernel threw events away: what is true now has to be asked for. */
    LOST
  }

  private final ByteBuffer event = ByteBuffer.allocate(EVENT_BYTES).order(ByteOrder.nativeOrder());

  /**
   * Takes bytes until an event has news or none are left; to be called again while some are.
   *
   * @param bytes that were read; those taken are consumed
   */
  Optional<News> next(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      event.put(bytes.get());
      if (!event.hasRemaining()) {
        Optional<News> news = meaning();
        event.clear();
        if (news.isPresent()) {
          return news;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<News> meaning() {
    int type = event.getShort(TIME_BYTES);
    int code = event.getShort(TIME_BYTES + 2);
    int value = event.getInt(TIME_BYTES + 4);
    if (type == EV_SYN && code == SYN_DROPPED) {
      return Optional.of(News.LOST);
    }
    if (type != EV_SW || code != SW_HEADPHONE_INSERT) {
      return Optional.empty();
    }
    // Nothing but a clear "in" may start speech.
    return Optional.of(value == 1 ? News.IN : News.OUT);
  }
}
