package be.borne.device.card.recording;

/**
 * How much a recording may hold; what comes after is not recorded, and the recording says so.
 *
 * @param events calls and others, 1 to 10,000; reading everything takes some 60
 * @param bytes of commands and answers, 1 to 1,000,000; reading everything takes some 6,000
 */
public record RecordingLimits(int events, int bytes) {
  static final int MAX_EVENTS = 10_000;
  static final int MAX_BYTES = 1_000_000;

  public RecordingLimits {
    if (events < 1 || events > MAX_EVENTS || bytes < 1 || bytes > MAX_BYTES) {
      throw new IllegalArgumentException("recording limits out of range");
    }
  }

  /** Some thirty readings of everything. */
  public static RecordingLimits usual() {
    return new RecordingLimits(2_000, 200_000);
  }
}
