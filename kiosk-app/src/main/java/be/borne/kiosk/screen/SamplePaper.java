package be.borne.kiosk.screen;

import be.borne.kiosk.file.PaperPicture;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.util.Optional;
import java.util.Random;

/** An invented paper as a camera would see it, for galleries and tests: nobody's, and no words. */
final class SamplePaper {
  private static final int WIDTH = 1100;
  private static final int HEIGHT = 1500;
  private static final int MARGIN = 150;
  private static final int LINE = 34;
  private static final int LEFT = 110;

  private SamplePaper() {}

  static Optional<PaperPicture> inView() {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_ARGB);
    Graphics2D pen = image.createGraphics();
    pen.setColor(new Color(0x3b3a36));
    pen.fillRect(0, 0, WIDTH, HEIGHT);
    pen.setTransform(AffineTransform.getRotateInstance(0.018, WIDTH / 2.0, HEIGHT / 2.0));
    pen.setColor(new Color(0xf2efe6));
    pen.fillRect(60, 50, WIDTH - 120, HEIGHT - 100);
    pen.setColor(new Color(0x2d3f66));
    pen.fillRect(LEFT, 110, 300, 46);
    writing(pen);
    pen.setColor(new Color(0x2b5fa8));
    for (int i = 0; i < 90; i++) {
      int y = HEIGHT - 190 + (int) (26 * Math.sin(i / 4.0));
      pen.fillOval(WIDTH - 480 + i * 3, y, 7, 7);
    }
    pen.dispose();
    int[] dots = image.getRGB(0, 0, WIDTH, HEIGHT, null, 0, WIDTH);
    return Optional.of(new PaperPicture(WIDTH, HEIGHT, dots));
  }

  /** Lines of blocks as long as words. */
  private static void writing(Graphics2D pen) {
    Random words = new Random(7);
    pen.setColor(new Color(0x30302e));
    for (int y = 230; y < HEIGHT - 280; y += LINE) {
      if (words.nextInt(7) == 0) {
        continue;
      }
      int x = LEFT;
      int end = WIDTH - MARGIN - words.nextInt(160);
      while (x < end) {
        int width = 24 + words.nextInt(90);
        pen.fillRect(x, y, Math.min(width, end - x), 13);
        x += width + 14;
      }
    }
  }
}
