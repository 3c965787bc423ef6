package be.borne.kiosk.screen;

import java.util.OptionalInt;

/**
 * Where text goes as it is typed. It may be of a person, so it is in no screen's model and no log.
 * Called on the FX thread.
 */
public interface TypedText {

  /**
   * Wipes what there is. From now on characters of this kind are taken.
   *
   * @param most how many of them, at least 1
   * @param first what is there already; of it, what is not of the kind or has no room is left out
   */
  void begin(TextEntry.Kind kind, int most, String first);

  /**
   * @param character a code point
   * @return whether it is of the kind and there was room for it
   */
  boolean add(int character);

  /**
   * Forgets the character typed last.
   *
   * @return which it was; empty when there was none
   */
  OptionalInt removeLast();

  /** How many characters there are. */
  int length();

  /** All of them, to be painted. Whoever asks keeps the answer no longer than it is seen. */
  String view();

  /** Wipes them all. */
  void clear();
}
