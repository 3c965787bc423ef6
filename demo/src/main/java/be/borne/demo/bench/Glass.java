package be.borne.demo.bench;

import be.borne.demo.process.DemoFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/**
 * What is on a virtual display, seen from outside of every program that draws on it: Xvfb keeps its
 * picture in a file, which is mapped into memory here. Looking asks nobody for anything and so
 * delays nobody, and sees every program's paint in the same way.
 */
final class Glass {
  /** How long it is waited between two looks. A look takes another 0.02 to 0.3 ms. */
  static final Duration BETWEEN_LOOKS = Duration.ofNanos(500_000);

  /** Every fourth dot of every fourth row: a letter of any screen is several times as large. */
  private static final int STEP = 4;

  /**
   * Samples that may differ where two pictures are called the same: the X server draws its pointer
   * into the picture, and that covers fewer.
   */
  static final int POINTER_SAMPLES = 40;

  private static final int HEADER_SIZE = 0;
  private static final int WIDTH = 4;
  private static final int HEIGHT = 5;
  private static final int BITS_PER_PIXEL = 11;
  private static final int BYTES_PER_LINE = 12;
  private static final int COLOURS = 19;
  private static final int COLOUR_BYTES = 12;

  private final IntBuffer dots;
  private final int dotsPerLine;
  private final int width;
  private final int height;

  /**
   * @param xwd an X window dump whose dots have 32 bits each, in this machine's order
   */
  Glass(ByteBuffer xwd) {
    IntBuffer header = xwd.duplicate().order(ByteOrder.BIG_ENDIAN).asIntBuffer();
    if (header.get(BITS_PER_PIXEL) != Integer.SIZE) {
      throw new DemoFailure(
          "a dot of the virtual display has " + header.get(BITS_PER_PIXEL) + " bits");
    }
    int start = header.get(HEADER_SIZE) + header.get(COLOURS) * COLOUR_BYTES;
    width = header.get(WIDTH);
    height = header.get(HEIGHT);
    dotsPerLine = header.get(BYTES_PER_LINE) / Integer.BYTES;
    dots =
        xwd.duplicate()
            .position(start)
            .slice()
            .order(ByteOrder.nativeOrder())
            .asIntBuffer()
            .asReadOnlyBuffer();
  }

  /** Maps the file that Xvfb keeps its first screen in. */
  static Glass of(Path framebuffer) {
    try (FileChannel file = FileChannel.open(framebuffer, StandardOpenOption.READ)) {
      return new Glass(file.map(FileChannel.MapMode.READ_ONLY, 0, file.size()));
    } catch (IOException e) {
      throw new DemoFailure("the virtual display's picture cannot be read", e);
    }
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
    int[] samples = new int[(width / STEP) * (height / STEP)];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = sample(i);
    }
    return new Still(samples);
  }

  private int sample(int index) {
    int perLine = width / STEP;
    return dots.get(index / perLine * STEP * dotsPerLine + index % perLine * STEP) & 0xFFFFFF;
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
