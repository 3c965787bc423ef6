package be.borne.kiosk.screen;

/**
 * Where the digits of a PIN go as they are typed. They exist nowhere else: the screen only ever
 * learns how many there are. Called on the FX thread.
 */
public interface PinDigits {

  /**
   * @param digit {@code '0'} to {@code '9'}
   * @return whether there was room for it
   */
  boolean add(char digit);

  /** Forgets the digit typed last; does nothing when there is none. */
  void removeLast();

  /** How many digits wait. */
  int count();

  /** Wipes them all. */
  void clear();
}
