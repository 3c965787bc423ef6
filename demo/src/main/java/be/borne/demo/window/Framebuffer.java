package be.borne.demo.window;

import be.borne.demo.process.DemoFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What is on a virtual display, seen from outside of every program that draws on it: Xvfb keeps its
 * picture in a file, which is mapped into memory here. Looking asks nobody for anything and so
 * delays nobody, and sees every program's paint in the same way.
 */
public final class Framebuffer {
  private static final int HEADER_SIZE = 0;
  private static final int WIDTH = 4;
  private static final int HEIGHT = 5;
  private static final int BITS_PER_PIXEL = 11;
  private static final int BYTES_PER_LINE = 12;
  private static final int COLOURS = 19;
  private static final int COLOUR_BYTES = 12;
  private static final int RGB = 0xFFFFFF;

  private final IntBuffer dots;
  private final int dotsPerLine;
  private final int width;
  private final int height;

  /**
   * @param xwd an X window dump whose dots have 32 bits each, in this machine's order
   */
  public Framebuffer(ByteBuffer xwd) {
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
  static Framebuffer of(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return new Framebuffer(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
    } catch (IOException e) {
      throw new DemoFailure("the virtual display's picture cannot be read", e);
    }
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /** One dot as it is now, {@code 0xRRGGBB}. */
  public int rgb(int x, int y) {
    return dots.get(y * dotsPerLine + x) & RGB;
  }

  /** Every dot as it is now. */
  public Picture look() {
    int[] copy = new int[width * height];
    for (int y = 0; y < height; y++) {
      dots.get(y * dotsPerLine, copy, y * width, width);
    }
    for (int i = 0; i < copy.length; i++) {
      copy[i] &= RGB;
    }
    return new Picture(width, height, copy);
  }
}
