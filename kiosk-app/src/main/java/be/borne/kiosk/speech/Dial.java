package be.borne.kiosk.speech;

/**
 * A setting that a listener turns up and down in steps, within bounds, and that can be put back to
 * where it usually is. Of one thread, or under its owner's lock.
 */
final class Dial {
  private final int usual;
  private final int lowest;
  private final int highest;
  private final int step;
  private int now;

  Dial(int usual, int lowest, int highest, int step) {
    this.usual = usual;
    this.lowest = lowest;
    this.highest = highest;
    this.step = step;
    this.now = usual;
  }

  int now() {
    return now;
  }

  /**
   * @return whether there was a step left
   */
  boolean up() {
    return turnTo(now + step) > 0;
  }

  /**
   * @return whether there was a step left
   */
  boolean down() {
    return turnTo(now - step) < 0;
  }

  void reset() {
    now = usual;
  }

  /**
   * As near to a value as the bounds allow.
   *
   * @return by how much it was turned: more than nothing is up
   */
  int turnTo(int value) {
    int before = now;
    now = Math.clamp(value, lowest, highest);
    return now - before;
  }
}
