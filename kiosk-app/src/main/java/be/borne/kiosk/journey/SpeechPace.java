package be.borne.kiosk.journey;

import java.util.List;

/** How fast the headset's voice speaks, in words a minute. */
public enum SpeechPace {
  SLOW(110),
  USUAL(150),
  QUICK(210),
  QUICKEST(290);

  private final int wordsPerMinute;

  SpeechPace(int wordsPerMinute) {
    this.wordsPerMinute = wordsPerMinute;
  }

  public int wordsPerMinute() {
    return wordsPerMinute;
  }

  /** So many steps further, and no further than there are any. */
  SpeechPace next(int by) {
    List<SpeechPace> all = List.of(values());
    return all.get(Math.clamp((long) all.indexOf(this) + by, 0, all.size() - 1));
  }
}
