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

  private final SpeakerSettings usual;
  private final Dial rate;
  private final Dial volume;

  Tuning(SpeakerSettings usual) {
    this.usual = usual;
    this.rate =
        new Dial(
            usual.wordsPerMinute(), SpeakerSettings.SLOWEST, SpeakerSettings.FASTEST, RATE_STEP);
    this.volume = new Dial(usual.decibels(), usual.decibels() - DOWNWARDS, 0, VOLUME_STEP);
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
    int louder = volume.turnTo(usual.decibels() + decibels);
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
