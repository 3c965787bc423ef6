package be.borne.kiosk.speech;

import java.util.Optional;

/**
 * How fast and how loud one listener wants it. Every change answers with the key of the word that
 * tells of it. Under its owner's lock.
 */
final class Tuning {
  private static final int RATE_STEP = 25;
  private static final int VOLUME_STEP = 3;

  /** How far below the usual a listener may go, in dB: still to be heard in a quiet room. */
  private static final int DOWNWARDS = 12;

  private final SpeakerSettings settings;
  private final Dial rate;
  private int usualDecibels;
  private Dial volume;

  Tuning(SpeakerSettings settings) {
    this.settings = settings;
    this.rate =
        new Dial(
            settings.wordsPerMinute(), SpeakerSettings.SLOWEST, SpeakerSettings.FASTEST, RATE_STEP);
    usualVolume(0);
  }

  /**
   * @param decibels beside what is configured. Never more: that was measured to be as loud as a
   *     headset may be by itself [EN 301 549, 5.1.3.13]
   */
  final void usualVolume(int decibels) {
    usualDecibels = settings.decibels() + Math.min(decibels, 0);
    volume = new Dial(usualDecibels, usualDecibels - DOWNWARDS, 0, VOLUME_STEP);
  }

  int wordsPerMinute() {
    return rate.now();
  }

  int decibels() {
    return volume.now();
  }

  String faster() {
    return rate.up() ? "rate.faster" : "rate.fastest";
  }

  String slower() {
    return rate.down() ? "rate.slower" : "rate.slowest";
  }

  String louder() {
    return volume.up() ? "volume.louder" : "volume.loudest";
  }

  String softer() {
    return volume.down() ? "volume.softer" : "volume.softest";
  }

  /**
   * As near as the bounds allow.
   *
   * @param decibels beside the usual
   * @return empty if nothing is other than before
   */
  Optional<String> to(int wordsPerMinute, int decibels) {
    int quicker = rate.turnTo(wordsPerMinute);
    int louder = volume.turnTo(usualDecibels + decibels);
    if (louder != 0) {
      return Optional.of(louder > 0 ? "volume.louder" : "volume.softer");
    }
    return quicker == 0
        ? Optional.empty()
        : Optional.of(quicker > 0 ? "rate.faster" : "rate.slower");
  }

  void usualVolume() {
    volume.reset();
  }

  void usual() {
    rate.reset();
    volume.reset();
  }
}
