package be.borne.kiosk.speech;

/**
 * How the speaker speaks to somebody who has changed nothing, and again to the next person.
 *
 * @param wordsPerMinute from 100 to 300
 * @param decibels added to the sound, from -40 to 0; set so that a headset in the site's own jack
 *     gives no more than 65 dBA [EN 301 549, 5.1.3.13]
 */
public record SpeakerSettings(int wordsPerMinute, int decibels) {
  static final int SLOWEST = 100;
  static final int FASTEST = 300;
  private static final int SOFTEST = -40;

  /** Somewhat slower than people talk, with 18 dB left to be louder. */
  public static final SpeakerSettings USUAL = new SpeakerSettings(150, -18);

  /**
   * @throws IllegalArgumentException if a value is out of its bounds
   */
  public SpeakerSettings {
    if (wordsPerMinute < SLOWEST || wordsPerMinute > FASTEST) {
      throw new IllegalArgumentException("words per minute are from 100 to 300");
    }
    if (decibels < SOFTEST || decibels > 0) {
      throw new IllegalArgumentException("the usual gain is from -40 to 0 dB");
    }
  }
}
