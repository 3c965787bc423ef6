package be.borne.device.virtual;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Random;
import javax.imageio.ImageIO;

/** A head and shoulders of nobody, in grey, about as many bytes as a real card's photo. */
final class VirtualPhoto {
  /** Coarse enough that JPEG leaves about 3 kB. */
  private static final int GRAIN = 7;

  private static final int WHITE = 0xFF;

  private VirtualPhoto() {}

  /**
   * @param seed makes photos differ, and one person's always the same
   * @return a JPEG file
   */
  static byte[] of(byte[] seed, int width, int height) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    Random random = new Random(new BigInteger(seed).longValue());
    Graphics2D pen = image.createGraphics();
    pen.setColor(Color.LIGHT_GRAY);
    pen.fillRect(0, 0, width, height);
    pen.setColor(Color.GRAY);
    int face = width / 3 + random.nextInt(width / 6);
    pen.fillOval((width - face) / 2, height / 5, face, face * 4 / 3);
    int shoulders = width * 2 / 3 + random.nextInt(width / 4);
    pen.fillOval((width - shoulders) / 2, height * 2 / 3, shoulders, height);
    pen.dispose();
    WritableRaster raster = image.getRaster();
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int grey = raster.getSample(x, y, 0) + random.nextInt(-GRAIN, GRAIN + 1);
        raster.setSample(x, y, 0, Math.clamp(grey, 0, WHITE));
      }
    }
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    if (!ImageIO.write(image, "jpeg", jpeg)) {
      throw new IOException("no JPEG writer");
    }
    return jpeg.toByteArray();
  }
}
