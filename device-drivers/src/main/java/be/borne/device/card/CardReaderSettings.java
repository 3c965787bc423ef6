package be.borne.device.card;

import java.time.Duration;
import java.util.Objects;

/**
 * How a reader is found and how long it may take.
 *
 * @param reader part of the PC/SC reader's name, in any case; empty takes any, first one in which a
 *     card lies
 * @param exchangeTimeout the longest one exchange with the card may take; a whole reading or
 *     signing may take four times as long
 * @param pollInterval how long a terminal's only reader may stay unnoticed when it comes, at most
 *     500 ms; that it goes, and a card that comes or goes, is noticed as soon as the PC/SC service
 *     knows of it, and one reader more beside another within {@link #patience}
 */
public record CardReaderSettings(String reader, Duration exchangeTimeout, Duration pollInterval) {
  private static final Duration USUAL_POLL = Duration.ofMillis(250);
  private static final int EXCHANGES_PER_OPERATION = 4;
  private static final int POLLS_PER_WAIT = 40;

  public CardReaderSettings {
    Objects.requireNonNull(reader, "reader");
    if (!exchangeTimeout.isPositive() || exchangeTimeout.compareTo(Duration.ofMinutes(2)) > 0) {
      throw new IllegalArgumentException("exchange timeout: expected up to 2 minutes");
    }
    if (!pollInterval.isPositive() || pollInterval.compareTo(Duration.ofMillis(500)) > 0) {
      throw new IllegalArgumentException("poll interval: expected up to 500 ms");
    }
  }

  /** A terminal's only reader is noticed within 250 ms. */
  public CardReaderSettings(String reader, Duration exchangeTimeout) {
    this(reader, exchangeTimeout, USUAL_POLL);
  }

  /** How long one wait for a change lasts: each end of one wakes two programs for nothing. */
  Duration patience() {
    return pollInterval.multipliedBy(POLLS_PER_WAIT);
  }

  Duration operationTimeout() {
    return exchangeTimeout.multipliedBy(EXCHANGES_PER_OPERATION);
  }
}
