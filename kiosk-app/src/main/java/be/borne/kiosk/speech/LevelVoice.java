package be.borne.kiosk.speech;

import java.io.IOException;

/**
 * Makes every voice equally loud: a recorded clip or another synthesiser must not break the volume
 * that was measured once for the site's headset [EN 301 549, 5.1.3.13].
 */
public final class LevelVoice implements Voice {
  /** What espeak-ng has by itself in all four languages, within 2 dB; below full scale. */
  static final double LEVEL_DECIBELS = -21;

  /** A recording that is fainter still is mostly noise. */
  private static final double MOST_AMPLIFIED_DECIBELS = 12;

  /** The ear judges loudness over about so long. */
  private static final int WINDOWS_PER_SECOND = 10;

  /** What is fainter is a pause, and does not count; in units of samples. */
  private static final double PAUSE = 300;

  private static final double FULL_SCALE = 32_768;

  private final Voice voice;

  public LevelVoice(Voice voice) {
    this.voice = voice;
  }

  @Override
  public Pcm speak(Phrase phrase, int wordsPerMinute) throws IOException, InterruptedException {
    Pcm sound = voice.speak(phrase, wordsPerMinute);
    double level = level(sound);
    return Double.isInfinite(level)
        ? sound
        : sound.amplified(Math.min(LEVEL_DECIBELS - level, MOST_AMPLIFIED_DECIBELS));
  }

  /**
   * How loud the spoken parts are.
   *
   * @return decibels below full scale, as a negative number; minus infinity if nothing is spoken
   */
  static double level(Pcm sound) {
    int window = sound.samplesPerSecond() / WINDOWS_PER_SECOND;
    double power = 0;
    int windows = 0;
    for (int from = 0; from < sound.count(); from += window) {
      int to = Math.min(from + window, sound.count());
      double mean = meanPower(sound, from, to);
      if (mean > PAUSE * PAUSE) {
        power += mean;
        windows++;
      }
    }
    return windows == 0
        ? Double.NEGATIVE_INFINITY
        : 10 * Math.log10(power / windows / (FULL_SCALE * FULL_SCALE));
  }

  private static double meanPower(Pcm sound, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      double sample = sound.sample(i);
      sum += sample * sample;
    }
    return sum / (to - from);
  }
}
