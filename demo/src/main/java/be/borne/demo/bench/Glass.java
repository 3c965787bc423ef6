package be.borne.demo.bench;

import be.borne.demo.process.DemoFailure;
import be.borne.demo.window.Framebuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/** What is on a virtual display, looked at as often as a measurement needs. */
final class Glass {
  /** How long it is waited between two looks. A look takes another 0.02 to 0.3 ms. */
  static final Duration BETWEEN_LOOKS = Duration.ofNanos(500_000);

  /** Every fourth dot of every fourth row: a letter of any screen is several times as large. */
  private static final int STEP = 4;

  /**
   * Samples that may differ where two pictures are called the same: a pointer may be drawn into the
   * picture, and covers fewer.
   */
  static final int POINTER_SAMPLES = 40;

  private final Framebuffer buffer;

  Glass(Framebuffer buffer) {
    this.buffer = buffer;
  }

  /** A picture of the glass, coarse enough to be taken and compared at once. */
  static final class Still {
    private final int[] samples;

    private Still(int[] samples) {
      this.samples = samples;
    }

    /** In how many samples two pictures differ. */
    int differences(Still other) {
      int different = 0;
      for (int i = 0; i < samples.length; i++) {
        if (samples[i] != other.samples[i]) {
          different++;
        }
      }
      return different;
    }

    /** Whether nothing is drawn. */
    boolean isEmpty() {
      return Arrays.stream(samples).filter(each -> each != samples[0]).count() <= POINTER_SAMPLES;
    }
  }

  Still look() {
    int[] samples = new int[(buffer.width() / STEP) * (buffer.height() / STEP)];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = sample(i);
    }
    return new Still(samples);
  }

  private int sample(int index) {
    int perLine = buffer.width() / STEP;
    return buffer.rgb(index % perLine * STEP, index / perLine * STEP);
  }

  /** Whether the glass shows this, but for the pointer. */
  boolean shows(Still picture) {
    int different = 0;
    for (int i = 0; i < picture.samples.length; i++) {
      if (picture.samples[i] != sample(i) && ++different > POINTER_SAMPLES) {
        return false;
      }
    }
    return true;
  }

  /**
   * Waits until the glass shows this.
   *
   * @return {@link System#nanoTime()} of the first look that saw it whole
   * @throws DemoFailure if it does not within the time
   */
  long await(Still picture, Duration patience, String what) {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      boolean seen = shows(picture);
      long now = System.nanoTime();
      if (seen) {
        return now;
      }
      if (now > end) {
        throw new DemoFailure(
            "waited " + patience.toSeconds() + " s for " + what + ", which did not appear");
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
  }

  /** Waits until something is drawn and has not changed for a while. */
  Still awaitStill(Duration unchanged, Duration patience, String what) {
    long end = System.nanoTime() + patience.toNanos();
    Still last = look();
    long since = System.nanoTime();
    while (last.isEmpty() || System.nanoTime() - since < unchanged.toNanos()) {
      if (System.nanoTime() > end) {
        throw new DemoFailure(what + " did not come to rest within " + patience.toSeconds() + " s");
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      if (!shows(last)) {
        last = look();
        since = System.nanoTime();
      }
    }
    return last;
  }

  /** Waits until nothing is drawn. */
  void awaitEmpty(Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    while (!look().isEmpty()) {
      if (System.nanoTime() > end) {
        throw new DemoFailure("the glass did not become empty");
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }
}
