package be.borne.kiosk.file;

import be.borne.kiosk.form.FileTrouble;
import be.borne.kiosk.process.ShortProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The document camera: one still at a time, taken by a program of its own that is killed when it is
 * late or says too much. Thread-safe.
 */
public final class PaperCamera {
  /** As many dots as an A4 sheet needs; a camera that has not so many gives the nearest it has. */
  private static final String FORMAT = "width=3264,height=2448,pixelformat=MJPG";

  /** Pictures that are thrown away while the camera finds light and focus. */
  private static final int SKIPPED = 20;

  public static final Duration DEADLINE = Duration.ofSeconds(20);
  private static final int MOST_BYTES = 16_000_000;

  private final Path device;
  private final List<String> command;
  private final int quarters;
  private final Duration deadline;
  private final ReentrantLock lock = new ReentrantLock();

  /**
   * @param device whose absence means that there is no camera
   * @param command that writes one JPEG to its standard output
   * @param quarters by how many quarters of a turn clockwise pictures are to be turned
   */
  PaperCamera(Path device, List<String> command, int quarters, Duration deadline) {
    this.device = device;
    this.command = List.copyOf(command);
    this.quarters = quarters;
    this.deadline = deadline;
  }

  /**
   * @param program {@code v4l2-ctl}, which takes a camera's own JPEG as it is
   * @param device of V4L2: {@code /dev/video0}
   * @param turnedDegrees clockwise until pictures are upright: 0, 90, 180 or 270
   */
  static PaperCamera at(Path program, Path device, int turnedDegrees) {
    return new PaperCamera(
        device,
        List.of(
            program.toString(),
            "--device=" + device,
            "--set-fmt-video=" + FORMAT,
            "--stream-mmap=3",
            "--stream-skip=" + SKIPPED,
            "--stream-count=1",
            "--stream-to=-"),
        turnedDegrees / 90,
        DEADLINE);
  }

  /** Whether there is a camera now. */
  boolean isThere() {
    return Files.exists(device);
  }

  /**
   * Takes a picture of what lies there.
   *
   * @throws FileTroubleException if there is none
   * @throws InterruptedException if the thread was interrupted; then the program is dead already
   */
  public PaperPage takePicture() throws FileTroubleException, InterruptedException {
    byte[] shot = {};
    // Two programs cannot have one camera, and the one that was broken off may still let go of it.
    lock.lockInterruptibly();
    try {
      shot = new ShortProcess(command, deadline, MOST_BYTES).answerTo(new byte[0]);
      return PaperPage.of(shot, quarters);
    } catch (IOException e) {
      throw new FileTroubleException(FileTrouble.CAMERA_FAILED, e.getMessage());
    } finally {
      lock.unlock();
      Arrays.fill(shot, (byte) 0);
    }
  }
}
