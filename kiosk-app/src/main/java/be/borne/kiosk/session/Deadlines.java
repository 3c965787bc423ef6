package be.borne.kiosk.session;

import be.borne.kiosk.journey.Deadline;
import be.borne.protocol.terminal.TerminalConfiguration.Timing;
import java.time.Duration;
import java.util.Optional;

/**
 * How long each kind of deadline is at this terminal.
 *
 * @param printMargin how much longer than the print itself its state lasts, so that what the
 *     printer was observed to do comes before the journey stops waiting for it
 */
public record Deadlines(Timing timing, Duration printMargin) {
  private static final Duration WARNING = Duration.ofSeconds(20);
  private static final Duration FAREWELL = Duration.ofSeconds(15);

  /** Empty: for ever. */
  public Optional<Duration> of(Deadline deadline) {
    return switch (deadline) {
      case NONE -> Optional.empty();
      case IDLE -> Optional.of(timing.idleTimeout());
      case WARNING -> Optional.of(shorter(WARNING, timing.idleTimeout().dividedBy(2)));
      case CARD -> Optional.of(timing.cardTimeout());
      case SIGN_IN -> Optional.of(timing.cardTimeout().plus(timing.guichetTimeout()));
      case GUICHET -> Optional.of(timing.guichetTimeout());
      case PRINT -> Optional.of(timing.printTimeout().plus(printMargin));
      case FAREWELL -> Optional.of(FAREWELL);
    };
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
