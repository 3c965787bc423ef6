package be.borne.device.virtual;

import java.time.Duration;
import java.util.Objects;

/**
 * How a virtual card misbehaves on the wire.
 *
 * @param mute does not answer to power, as one that lies upside down
 * @param pullAt the card is pulled instead of answering this command since insertion, counted from
 *     1; 0 for never
 * @param hangAt the card stops answering at this command; 0 for never
 * @param delay before each answer
 */
public record CardBehaviour(boolean mute, int pullAt, int hangAt, Duration delay) {
  public static final CardBehaviour GOOD = new CardBehaviour(false, 0, 0, Duration.ZERO);
  public static final CardBehaviour MUTE = new CardBehaviour(true, 0, 0, Duration.ZERO);

  public CardBehaviour {
    Objects.requireNonNull(delay, "delay");
    if (pullAt < 0 || hangAt < 0 || delay.isNegative() || delay.toSeconds() > 60) {
      throw new IllegalArgumentException("card behaviour out of range");
    }
  }

  public static CardBehaviour pulledAt(int command) {
    return new CardBehaviour(false, command, 0, Duration.ZERO);
  }

  public static CardBehaviour hangingAt(int command) {
    return new CardBehaviour(false, 0, command, Duration.ZERO);
  }

  public static CardBehaviour slow(Duration delay) {
    return new CardBehaviour(false, 0, 0, delay);
  }
}
