package be.borne.kiosk.file;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Pictures as a camera gives them, of papers that are nobody's. */
public final class Shots {
  private static final int LINE = 40;
  private static final int START_OF_FRAME = 0xc0;
  private static final int HUFFMAN_TABLES = 0xc4;
  private static final int START_OF_SCAN = 0xda;

  private Shots() {}

  /** A sheet with lines of writing. */
  public static byte[] written(int width, int height) {
    BufferedImage image = sheet(width, height, new Color(0xe8e6e0));
    Graphics2D pen = image.createGraphics();
    pen.setColor(new Color(0x202020));
    for (int y = height / 6; y < height * 5 / 6; y += LINE) {
      for (int x = width / 6; x < width * 5 / 6; x += 70) {
        pen.fillRect(x, y, 50, 14);
      }
    }
    pen.dispose();
    return jpeg(image);
  }

  /** A sheet full of dots, of which a JPEG is as large as of any paper. */
  public static byte[] dotted(int width, int height) {
    BufferedImage image = sheet(width, height, new Color(0xe8e6e0));
    Random random = new Random(7);
    for (int y = 0; y < height; y += 3) {
      for (int x = 0; x < width; x += 3) {
        int dot = random.nextInt(0x100);
        image.setRGB(x, y, dot << 16 | dot << 8 | dot);
      }
    }
    return jpeg(image);
  }

  /** An empty sheet. */
  static byte[] blank(int width, int height) {
    return jpeg(sheet(width, height, new Color(0xe8e6e0)));
  }

  /** The lamp is off. */
  static byte[] dark(int width, int height) {
    return jpeg(sheet(width, height, new Color(0x0d0d0d)));
  }

  /** White but for its upper left quarter, which is black. */
  static byte[] cornered(int width, int height) {
    BufferedImage image = sheet(width, height, Color.WHITE);
    Graphics2D pen = image.createGraphics();
    pen.setColor(Color.BLACK);
    pen.fillRect(0, 0, width / 2, height / 2);
    pen.dispose();
    return jpeg(image);
  }

  private static BufferedImage sheet(int width, int height, Color paper) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setColor(paper);
    pen.fillRect(0, 0, width, height);
    pen.dispose();
    return image;
  }

  private static byte[] jpeg(BufferedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageIO.write(image, "jpeg", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** As frames of MJPEG mostly come: without the tables that every such camera uses. */
  static byte[] withoutTables(byte[] jpeg) {
    ByteArrayOutputStream left = new ByteArrayOutputStream();
    left.write(jpeg, 0, 2);
    int at = 2;
    while ((jpeg[at + 1] & 0xff) != START_OF_SCAN) {
      int length = 2 + (((jpeg[at + 2] & 0xff) << 8) | (jpeg[at + 3] & 0xff));
      if ((jpeg[at + 1] & 0xff) != HUFFMAN_TABLES) {
        left.write(jpeg, at, length);
      }
      at += length;
    }
    left.write(jpeg, at, jpeg.length - at);
    return left.toByteArray();
  }

  /** Says that it is larger than it is. */
  static byte[] saidToBe(byte[] jpeg, int width, int height) {
    byte[] lie = jpeg.clone();
    int at = 2;
    while ((lie[at + 1] & 0xff) != START_OF_FRAME) {
      at += 2 + (((lie[at + 2] & 0xff) << 8) | (lie[at + 3] & 0xff));
    }
    lie[at + 5] = (byte) (height >> 8);
    lie[at + 6] = (byte) height;
    lie[at + 7] = (byte) (width >> 8);
    lie[at + 8] = (byte) width;
    return lie;
  }
}
