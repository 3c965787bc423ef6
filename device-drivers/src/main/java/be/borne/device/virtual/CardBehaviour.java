package be.borne.device.virtual;

import java.time.Duration;
import java.util.Objects;

/**
 * How a virtual card misbehaves on the wire.
 *
 * @param mute does not answer to power, as one that lies upside down
 * @param delay before each answer
 * @param accident what befalls one command
 * @param at which command since insertion, counted from 1; 0 for never
 * @param status what {@link Accident#STATUS} answers
 */
public record CardBehaviour(boolean mute, Duration delay, Accident accident, int at, int status) {
  // First, because the constants below are checked against it.
  private static final Duration LONGEST_DELAY = Duration.ofSeconds(60);

  public static final CardBehaviour GOOD = of(Accident.PULL, 0, 0);
  public static final CardBehaviour MUTE =
      new CardBehaviour(true, Duration.ZERO, Accident.PULL, 0, 0);

  /** What can befall a command. */
  public enum Accident {
    /** The card is pulled instead of answering. */
    PULL,
    /** From this command on the card answers nothing more. */
    HANG,
    /** The second half of the answer is lost. */
    TRUNCATE,
    /** A status is answered; the card does not see the command. */
    STATUS
  }

  public CardBehaviour {
    Objects.requireNonNull(accident, "accident");
    if (at < 0 || delay.isNegative() || delay.compareTo(LONGEST_DELAY) > 0) {
      throw new IllegalArgumentException("card behaviour out of range");
    }
    if (status < 0 || status > 0xFFFF) {
      throw new IllegalArgumentException("a status is two bytes");
    }
  }

  /**
   * @param at which command since insertion
   */
  public static CardBehaviour of(Accident accident, int at, int status) {
    return new CardBehaviour(false, Duration.ZERO, accident, at, status);
  }

  public static CardBehaviour pulledAt(int command) {
    return of(Accident.PULL, command, 0);
  }

  public static CardBehaviour hangingAt(int command) {
    return of(Accident.HANG, command, 0);
  }

  public static CardBehaviour slow(Duration delay) {
    return new CardBehaviour(false, delay, Accident.PULL, 0, 0);
  }

  /** The same card, to which something else happens. */
  public CardBehaviour with(Accident other, int command, int answered) {
    return new CardBehaviour(mute, delay, other, command, answered);
  }

  /** Whether the accident befalls this command. */
  boolean befalls(int command) {
    return at != 0 && (accident == Accident.HANG ? command >= at : command == at);
  }
}
