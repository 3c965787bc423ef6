package be.borne.device.card;

import java.time.Duration;
import java.util.Objects;

/**
 * How a reader is found and how long it may take.
 *
 * @param reader part of the PC/SC reader's name, in any case; empty takes the first that is there
 * @param exchangeTimeout the longest one exchange with the card may take; a whole reading or
 *     signing may take four times as long
 * @param pollInterval between two looks at the reader, at most 500 ms
 */
public record CardReaderSettings(String reader, Duration exchangeTimeout, Duration pollInterval) {
  private static final Duration USUAL_POLL = Duration.ofMillis(150);
  private static final int EXCHANGES_PER_OPERATION = 4;

  public CardReaderSettings {
    Objects.requireNonNull(reader, "reader");
    if (!exchangeTimeout.isPositive() || exchangeTimeout.compareTo(Duration.ofMinutes(2)) > 0) {
      throw new IllegalArgumentException("exchange timeout: expected up to 2 minutes");
    }
    if (!pollInterval.isPositive() || pollInterval.compareTo(Duration.ofMillis(500)) > 0) {
      throw new IllegalArgumentException("poll interval: expected up to 500 ms");
    }
  }

  /** The usual look at the reader, every 150 ms. */
  public CardReaderSettings(String reader, Duration exchangeTimeout) {
    this(reader, exchangeTimeout, USUAL_POLL);
  }

  Duration operationTimeout() {
    return exchangeTimeout.multipliedBy(EXCHANGES_PER_OPERATION);
  }
}
