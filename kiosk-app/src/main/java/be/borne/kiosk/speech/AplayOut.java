package be.borne.kiosk.speech;

import be.borne.kiosk.process.ShortProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Plays on one ALSA device through alsa-utils' aplay, one process a phrase: whatever a driver does,
 * killing the process closes the device, and the sound is gone.
 */
public final class AplayOut implements AudioOut {
  private static final String PROGRAM = "/usr/bin/aplay";

  /** What opening and closing the device may add to the sound's own length. */
  private static final Duration SLACK = Duration.ofSeconds(3);

  private final String program;
  private final String device;

  /**
   * @param device the headset's ALSA name, as {@code aplay -L} lists it: {@code
   *     plughw:CARD=Headset,DEV=0}
   */
  public AplayOut(String device) {
    this(PROGRAM, device);
  }

  AplayOut(String program, String device) {
    if (device.isBlank()) {
      throw new IllegalArgumentException("a headset has a device name");
    }
    this.program = program;
    this.device = device;
  }

  @Override
  public void play(Pcm sound, double decibels) throws IOException, InterruptedException {
    List<String> command =
        List.of(
            program,
            "-q",
            "-D",
            device,
            "-t",
            "raw",
            "-f",
            "S16_LE",
            "-c",
            "1",
            "-r",
            Integer.toString(sound.samplesPerSecond()),
            // No more than this is ahead of the ear if a sound server should lie between.
            "--buffer-time=100000",
            "-");
    new ShortProcess(command, sound.length().plus(SLACK), 0)
        .answerTo(sound.amplified(decibels).littleEndian());
  }
}
