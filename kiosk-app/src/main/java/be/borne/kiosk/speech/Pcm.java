package be.borne.kiosk.speech;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;

/** Sound: one channel of 16-bit samples. Cannot be changed. */
public final class Pcm {
  private static final int LOWEST_RATE = 8_000;
  private static final int HIGHEST_RATE = 48_000;

  private final int samplesPerSecond;
  private final short[] samples;

  /**
   * @param samplesPerSecond from 8,000 to 48,000
   * @throws IllegalArgumentException if the rate is none of speech
   */
  public Pcm(int samplesPerSecond, short[] samples) {
    if (samplesPerSecond < LOWEST_RATE || samplesPerSecond > HIGHEST_RATE) {
      throw new IllegalArgumentException("not a sample rate of speech: " + samplesPerSecond);
    }
    this.samplesPerSecond = samplesPerSecond;
    this.samples = samples.clone();
  }

  public int samplesPerSecond() {
    return samplesPerSecond;
  }

  /** How many samples there are. */
  public int count() {
    return samples.length;
  }

  public short sample(int at) {
    return samples[at];
  }

  public Duration length() {
    return Duration.ofNanos(samples.length * 1_000_000_000L / samplesPerSecond);
  }

  /**
   * The same sound, louder or softer.
   *
   * @param decibels added to every sample; what would be too loud to be a sample is cut off
   */
  public Pcm amplified(double decibels) {
    double factor = Math.pow(10, decibels / 20);
    short[] amplified = new short[samples.length];
    for (int i = 0; i < samples.length; i++) {
      long scaled = Math.round(samples[i] * factor);
      amplified[i] = (short) Math.clamp(scaled, Short.MIN_VALUE, Short.MAX_VALUE);
    }
    return new Pcm(samplesPerSecond, amplified);
  }

  /** The samples as sound devices take them, two bytes each, low byte first. */
  public byte[] littleEndian() {
    ByteBuffer bytes = ByteBuffer.allocate(samples.length * 2).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asShortBuffer().put(samples);
    return bytes.array();
  }
}
