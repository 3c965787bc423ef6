package be.borne.demo.window;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** What was on the glass at one moment. */
public final class Picture {
  private final int width;
  private final int height;
  private final int[] dots;

  /**
   * @param dots row by row, each {@code 0xRRGGBB}; not copied
   */
  Picture(int width, int height, int[] dots) {
    if (dots.length != width * height) {
      throw new IllegalArgumentException("a picture of another size");
    }
    this.width = width;
    this.height = height;
    this.dots = dots;
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /** {@code 0xRRGGBB}. */
  public int rgb(int x, int y) {
    return dots[y * width + x];
  }

  /** Whether nothing is drawn. */
  public boolean isOneColour() {
    for (int dot : dots) {
      if (dot != dots[0]) {
        return false;
      }
    }
    return true;
  }

  /** Keeps it as PNG. */
  public void save(Path png) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    int[] target = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    System.arraycopy(dots, 0, target, 0, dots.length);
    try {
      Files.createDirectories(png.toAbsolutePath().getParent());
      ImageIO.write(image, "png", png.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException("the picture cannot be written", e);
    }
  }
}
