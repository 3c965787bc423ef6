package be.borne.kiosk.journey;

/**
 * How large letters are: the usual size is readable at arm's length, the largest is half as large
 * again.
 */
public enum TextSize {
  USUAL(1.0),
  LARGE(1.15),
  LARGER(1.3),
  LARGEST(1.5);

  private final double times;

  TextSize(double times) {
    this.times = times;
  }

  /** So many times the usual size. */
  public double times() {
    return times;
  }
}
