package be.borne.kiosk.journey;

import java.util.List;

/**
 * How loud the headset's voice is, in decibels beside the usual. The usual is set at the terminal
 * to at most 65 dBA, and every visit begins with it [EN 301 549, 5.1.3.13].
 */
public enum Loudness {
  SOFT(-9),
  USUAL(0),
  LOUD(8),
  LOUDEST(16);

  private final int decibels;

  Loudness(int decibels) {
    this.decibels = decibels;
  }

  public int decibels() {
    return decibels;
  }

  /** So many steps further, and no further than there are any. */
  Loudness next(int by) {
    List<Loudness> all = List.of(values());
    return all.get(Math.clamp((long) all.indexOf(this) + by, 0, all.size() - 1));
  }
}
