package be.borne.device.card;

import java.time.Duration;
import java.util.List;

/**
 * What a reading cost.
 *
 * @param exchanges commands that went over the wire, repetitions included
 * @param elapsed from connecting to the card to letting go of it, verification included
 * @param stages how far it had come when; in order
 */
public record ReadEffort(int exchanges, Duration elapsed, List<Stage> stages) {

  /**
   * Something that was verified, and what had been spent by then.
   *
   * @param name {@code NAME}, or the {@link Reading.Part}
   */
  public record Stage(String name, int exchanges, Duration elapsed) {}

  public ReadEffort {
    stages = List.copyOf(stages);
  }

  /** Nothing was spent: there was no card. */
  public static ReadEffort none() {
    return new ReadEffort(0, Duration.ZERO, List.of());
  }
}
