package be.borne.kiosk.file;

import be.borne.kiosk.form.FileTrouble;
import be.borne.kiosk.form.PaperLook;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.plugins.jpeg.JPEGHuffmanTable;
import javax.imageio.plugins.jpeg.JPEGImageReadParam;
import javax.imageio.plugins.jpeg.JPEGQTable;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * One page that was photographed. It is unpacked and packed anew, so that nothing of the camera's
 * file goes on but what can be seen: some cameras leave out tables that others insist on, and some
 * write down more than the picture. Nothing of it touches the disk.
 *
 * @param jpeg upright, packed by us
 * @param width in dots
 * @param height in dots
 * @param picture of it for the screen; empty while it is not looked at: it takes ten times the room
 * @param look what a machine can say of it
 */
@SuppressWarnings("ArrayRecordComponent") // a page is moved, not compared
public record PaperPage(
    byte[] jpeg, int width, int height, Optional<PaperPicture> picture, PaperLook look) {
  private static final int LEAST_DOTS = 200;
  private static final int MOST_DOTS_A_SIDE = 8_000;
  private static final int MOST_DOTS = 24_000_000;
  private static final int MOST_DOTS_ON_SCREEN = 1_600;

  /** A4 at 240 dots an inch: what a clerk reads without effort. */
  private static final int USEFUL_DOTS = 2_800;

  /** One after the other until a page is small enough to be kept beside many others. */
  private static final float[] QUALITIES = {0.82f, 0.6f, 0.4f, 0.2f};

  /** Twenty of them and what is made of them find room in a terminal's memory. */
  static final int MOST_BYTES = 1_500_000;

  /** As the JPEG library says that lines are missing. */
  private static final String TORN = "premature end";

  /** Put behind what a camera gave: some forget it, and without it that alone would be a tear. */
  private static final byte[] END = {(byte) 0xff, (byte) 0xd9};

  /** Of every camera that leaves them out [RFC 2435, appendix B]; the picture's own come first. */
  private static final JPEGQTable[] QUANTISATION = {
    JPEGQTable.K1Luminance, JPEGQTable.K2Chrominance
  };

  private static final JPEGHuffmanTable[] DC_TABLES = {
    JPEGHuffmanTable.StdDCLuminance, JPEGHuffmanTable.StdDCChrominance
  };
  private static final JPEGHuffmanTable[] AC_TABLES = {
    JPEGHuffmanTable.StdACLuminance, JPEGHuffmanTable.StdACChrominance
  };

  /**
   * @param shot as the camera gave it
   * @param turned by how many quarters of a turn clockwise it has to be turned to stand upright
   * @throws FileTroubleException if it is no picture, or one out of all bounds
   */
  static PaperPage of(byte[] shot, int turned) throws FileTroubleException {
    BufferedImage unpacked = unpack(shot);
    BufferedImage upright = drawn(unpacked, turned, scale(unpacked, USEFUL_DOTS));
    BufferedImage small = drawn(upright, 0, scale(upright, MOST_DOTS_ON_SCREEN));
    try {
      int[] dots = dots(small);
      PaperPicture picture = new PaperPicture(small.getWidth(), small.getHeight(), dots);
      return new PaperPage(
          packedToBeKept(upright),
          upright.getWidth(),
          upright.getHeight(),
          Optional.of(picture),
          LightAndEdges.of(picture));
    } finally {
      wipe(unpacked);
      wipe(upright);
    }
  }

  /**
   * The same page with fewer bytes.
   *
   * @param size of each side, beside this one's: above 0, at most 1
   * @param quality above 0, at most 1
   */
  PaperPage smaller(double size, float quality) throws FileTroubleException {
    BufferedImage unpacked = unpack(jpeg);
    BufferedImage drawn = drawn(unpacked, 0, size);
    try {
      return new PaperPage(
          packed(drawn, quality), drawn.getWidth(), drawn.getHeight(), Optional.empty(), look);
    } finally {
      wipe(unpacked);
      wipe(drawn);
    }
  }

  /** The same page without its picture, which is wiped; {@link #inView} unpacks it anew. */
  public PaperPage putAside() {
    picture.ifPresent(PaperPicture::wipe);
    return new PaperPage(jpeg, width, height, Optional.empty(), look);
  }

  /** The same page, to be looked at again. */
  public PaperPage inView() throws FileTroubleException {
    BufferedImage unpacked = unpack(jpeg);
    try {
      BufferedImage small = drawn(unpacked, 0, scale(unpacked, MOST_DOTS_ON_SCREEN));
      PaperPicture seen = new PaperPicture(small.getWidth(), small.getHeight(), dots(small));
      return new PaperPage(jpeg, width, height, Optional.of(seen), look);
    } finally {
      wipe(unpacked);
    }
  }

  /** The same page as a PNG. */
  byte[] png() throws FileTroubleException {
    BufferedImage unpacked = unpack(jpeg);
    try {
      return packed("png", 0, unpacked);
    } finally {
      wipe(unpacked);
    }
  }

  /** The page is no one's any more. */
  public void wipe() {
    Arrays.fill(jpeg, (byte) 0);
    picture.ifPresent(PaperPicture::wipe);
  }

  private static BufferedImage unpack(byte[] jpeg) throws FileTroubleException {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("jpeg");
    ImageReader reader = readers.next();
    // Of its own making: the usual one may put what it reads into a file.
    InputStream ended =
        new SequenceInputStream(new ByteArrayInputStream(jpeg), new ByteArrayInputStream(END));
    try (ImageInputStream in = new MemoryCacheImageInputStream(ended)) {
      reader.setInput(in, true, true);
      // Before anything is unpacked: a small file may hold a picture of gigabytes.
      int width = reader.getWidth(0);
      int height = reader.getHeight(0);
      if (Math.min(width, height) < LEAST_DOTS
          || Math.max(width, height) > MOST_DOTS_A_SIDE
          || (long) width * height > MOST_DOTS) {
        throw noPicture("its size is " + width + " by " + height);
      }
      ImageReadParam how = reader.getDefaultReadParam();
      if (how instanceof JPEGImageReadParam tables) {
        tables.setDecodeTables(QUANTISATION, DC_TABLES, AC_TABLES);
      }
      // Half a picture is none; what else readers warn of, cameras write every day.
      AtomicBoolean torn = new AtomicBoolean();
      reader.addIIOReadWarningListener(
          (_, warning) -> {
            if (warning.toLowerCase(Locale.ROOT).contains(TORN)) {
              torn.set(true);
            }
          });
      BufferedImage unpacked = reader.read(0, how);
      if (torn.get()) {
        wipe(unpacked);
        throw noPicture("it is torn");
      }
      return unpacked;
    } catch (IOException | RuntimeException e) {
      // Readers throw whatever they stumble over.
      throw noPicture(e.getClass().getSimpleName());
    } finally {
      reader.dispose();
    }
  }

  private static FileTroubleException noPicture(String detail) {
    return new FileTroubleException(FileTrouble.CAMERA_FAILED, "no picture: " + detail);
  }

  private static double scale(BufferedImage image, int most) {
    return Math.min(1, most / (double) Math.max(image.getWidth(), image.getHeight()));
  }

  private static BufferedImage drawn(BufferedImage from, int quarters, double scale) {
    int width = Math.max(1, (int) Math.round(from.getWidth() * scale));
    int height = Math.max(1, (int) Math.round(from.getHeight() * scale));
    boolean lying = quarters % 2 != 0;
    BufferedImage to =
        new BufferedImage(
            lying ? height : width, lying ? width : height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = to.createGraphics();
    try {
      pen.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
      pen.translate(to.getWidth() / 2.0, to.getHeight() / 2.0);
      pen.rotate(Math.PI / 2 * quarters);
      pen.drawImage(from, -width / 2, -height / 2, width, height, null);
    } finally {
      pen.dispose();
    }
    return to;
  }

  private static int[] dots(BufferedImage drawn) {
    int[] dots = ((DataBufferInt) drawn.getRaster().getDataBuffer()).getData();
    for (int i = 0; i < dots.length; i++) {
      dots[i] |= 0xff000000;
    }
    return dots;
  }

  private static byte[] packedToBeKept(BufferedImage image) throws FileTroubleException {
    for (float quality : QUALITIES) {
      byte[] bytes = packed(image, quality);
      if (bytes.length <= MOST_BYTES) {
        return bytes;
      }
      Arrays.fill(bytes, (byte) 0);
    }
    throw noPicture("it is nothing but noise");
  }

  private static byte[] packed(BufferedImage image, float quality) throws FileTroubleException {
    return packed("jpeg", quality, image);
  }

  private static byte[] packed(String format, float quality, BufferedImage image)
      throws FileTroubleException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam how = writer.getDefaultWriteParam();
      if (quality > 0) {
        how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        how.setCompressionQuality(quality);
      }
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), how);
    } catch (IOException e) {
      throw noPicture(e.getClass().getSimpleName());
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static void wipe(BufferedImage image) {
    if (image.getRaster().getDataBuffer() instanceof DataBufferInt dots) {
      Arrays.fill(dots.getData(), 0);
    } else {
      Graphics2D pen = image.createGraphics();
      pen.clearRect(0, 0, image.getWidth(), image.getHeight());
      pen.dispose();
    }
  }

  /** Nothing of what can be seen on it. */
  @Override
  public String toString() {
    return "PaperPage[hidden]";
  }
}
