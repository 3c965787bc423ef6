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
  private static final Duration READING = Duration.ofSeconds(45);
  private static final Duration FAREWELL = Duration.ofSeconds(15);

  /** A citizen who comes next must not find the host's screen open. */
  private static final Duration HOST = Duration.ofSeconds(60);

  /** Longer than the camera's own, which ends first and knows better why. */
  private static final Duration CAMERA = Duration.ofSeconds(30);

  /** The same for reading a stick and bringing a file to the guichet. */
  private static final Duration FILE = Duration.ofMinutes(4);

  /** Someone has to find the reader's keys first, and perhaps to put glasses on. */
  private static final Duration LONGEST_AT_KEYS = Duration.ofSeconds(40);

  /** Empty: for ever. */
  public Optional<Duration> of(Deadline deadline) {
    return switch (deadline) {
      case NONE -> Optional.empty();
      case IDLE -> Optional.of(timing.idleTimeout());
      case READING -> Optional.of(shorter(READING, timing.idleTimeout()));
      case HOST -> Optional.of(shorter(HOST, timing.idleTimeout()));
      case WARNING -> Optional.of(WARNING);
      case CARD -> Optional.of(timing.cardTimeout());
      case SIGN_IN -> Optional.of(timing.cardTimeout().plus(timing.guichetTimeout()));
      // From asking for the challenge until the card has signed: longer than the reader counts,
      // which ends first and knows better why.
      case PIN_ON_READER ->
          Optional.of(
              atReadersKeys()
                  .multipliedBy(2)
                  .plus(timing.cardTimeout())
                  .plus(timing.guichetTimeout()));
      case CAMERA -> Optional.of(CAMERA);
      case FILE -> Optional.of(FILE);
      case GUICHET -> Optional.of(timing.guichetTimeout());
      case PRINT -> Optional.of(timing.printTimeout().plus(printMargin));
      case FAREWELL -> Optional.of(FAREWELL);
    };
  }

  /**
   * How long the reader waits for the first key of a PIN, and as long again for the rest. Nobody is
   * waited for longer than at the screen.
   */
  public Duration atReadersKeys() {
    return shorter(LONGEST_AT_KEYS, timing.idleTimeout());
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
