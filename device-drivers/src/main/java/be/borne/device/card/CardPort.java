package be.borne.device.card;

import java.time.Duration;

/**
 * A place where a card can be connected to: a reader's slot, a card in memory, a recording. It is
 * the seam of this package: everything above speaks to cards through it, and whatever records,
 * replays or plays a card stands behind it.
 */
public interface CardPort {

  /** The reader's name, as a technician knows it. */
  String name();

  /**
   * Powers the card and keeps other programs away from it until the link is released.
   *
   * @throws CardFault {@code CARD_PULLED} if there is none, {@code CARD_MUTE} if it does not
   *     answer, {@code NOT_AN_EID} if it speaks another protocol, {@code NO_READER} if the reader
   *     is gone
   */
  CardLink connect() throws CardFault;

  /**
   * Waits until no card is in.
   *
   * @return false if one still is after this time
   */
  boolean awaitAbsence(Duration time) throws CardFault;

  /** A link to this place hangs and was given up: whatever it shares with others is made anew. */
  default void abandon() {}
}
