package be.borne.device.printer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Looks drawn pages over before a printer gets them (PWG 5102.4 §4): as many as the document has,
 * each exactly an A4 sheet at the agreed dots per inch, and every line whole. Notes in the header
 * of each back how it was turned, which Ghostscript leaves out.
 */
final class PwgPages {
  private static final byte[] SYNC = "RaS2".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] MEDIA_CLASS = "PwgRaster\0".getBytes(StandardCharsets.US_ASCII);
  private static final int HEADER_BYTES = 1796;
  private static final int DUPLEX = 272;
  private static final int RESOLUTION = 276;
  private static final int WIDTH = 372;
  private static final int HEIGHT = 376;
  private static final int BITS_PER_COLOR = 384;
  private static final int BITS_PER_PIXEL = 388;
  private static final int BYTES_PER_LINE = 392;
  private static final int COLOR_SPACE = 400;
  private static final int CROSS_FEED_TRANSFORM = 456;
  private static final int FEED_TRANSFORM = 460;
  private static final double A4_WIDTH_INCHES = 210 / 25.4;
  private static final double A4_HEIGHT_INCHES = 297 / 25.4;

  private final ByteBuffer bytes;
  private final RasterSettings settings;
  private final boolean twoSided;

  private PwgPages(byte[] raster, RasterSettings settings, boolean twoSided) {
    this.bytes = ByteBuffer.wrap(raster);
    this.settings = settings;
    this.twoSided = twoSided;
  }

  /**
   * @param raster the drawn pages; the headers of backs are completed in place
   * @throws RasterFailure if they are not what the printer is to get
   */
  static void finish(byte[] raster, RasterSettings settings, boolean twoSided, int pages)
      throws RasterFailure {
    new PwgPages(raster, settings, twoSided).finish(pages);
  }

  /** All the pages again and again, in one document (§4.2). */
  static byte[] repeated(byte[] raster, int copies) {
    int pages = raster.length - SYNC.length;
    byte[] all = Arrays.copyOf(raster, SYNC.length + pages * copies);
    for (int copy = 1; copy < copies; copy++) {
      System.arraycopy(raster, SYNC.length, all, SYNC.length + copy * pages, pages);
    }
    return all;
  }

  private void finish(int pages) throws RasterFailure {
    expect(bytes.remaining() >= SYNC.length && startsWith(SYNC), "it is not PWG raster");
    bytes.position(SYNC.length);
    int seen = 0;
    while (bytes.hasRemaining()) {
      seen++;
      page(seen);
    }
    expect(seen == pages, "it has " + seen + " pages instead of " + pages);
  }

  private void page(int number) throws RasterFailure {
    int header = bytes.position();
    expect(bytes.remaining() >= HEADER_BYTES && startsWith(MEDIA_CLASS), "a page has no header");
    int dpi = settings.dotsPerInch();
    int width = bytes.getInt(header + WIDTH);
    int height = bytes.getInt(header + HEIGHT);
    int bitsPerPixel = settings.color().bits * (settings.color().space == 19 ? 3 : 1);
    expect(
        bytes.getInt(header + RESOLUTION) == dpi
            && bytes.getInt(header + RESOLUTION + Integer.BYTES) == dpi,
        "a page has another resolution");
    expect(
        width == Math.round(A4_WIDTH_INCHES * dpi) && height == Math.round(A4_HEIGHT_INCHES * dpi),
        "a page of " + width + " by " + height + " dots is not A4");
    expect(
        bytes.getInt(header + COLOR_SPACE) == settings.color().space
            && bytes.getInt(header + BITS_PER_COLOR) == settings.color().bits
            && bytes.getInt(header + BITS_PER_PIXEL) == bitsPerPixel,
        "a page has other colours");
    expect((bytes.getInt(header + DUPLEX) == 1) == twoSided, "a page is for other sides");
    int bytesPerLine = bytes.getInt(header + BYTES_PER_LINE);
    expect(bytesPerLine == (width * bitsPerPixel + 7) / 8, "a page has lines of another length");
    if (twoSided && number % 2 == 0) {
      bytes.putInt(header + CROSS_FEED_TRANSFORM, settings.back().crossFeed);
      bytes.putInt(header + FEED_TRANSFORM, settings.back().feed);
    }
    bytes.position(header + HEADER_BYTES);
    skipLines(height, bytesPerLine, Math.max(1, bitsPerPixel / 8));
  }

  /** §4.4: each line says how often it repeats, then runs of equal and of unequal pixels. */
  private void skipLines(int height, int bytesPerLine, int unit) throws RasterFailure {
    int lines = 0;
    while (lines < height) {
      lines += next() + 1;
      int line = 0;
      while (line < bytesPerLine) {
        int code = next();
        boolean repeated = code < 0x80;
        int pixels = repeated ? code + 1 : 0x101 - code;
        skip(repeated ? unit : pixels * unit);
        line += pixels * unit;
      }
      expect(line == bytesPerLine, "a line is too long");
    }
    expect(lines == height, "a page has too many lines");
  }

  private int next() throws RasterFailure {
    expect(bytes.hasRemaining(), "it breaks off");
    return bytes.get() & 0xff;
  }

  private void skip(int count) throws RasterFailure {
    expect(bytes.remaining() >= count, "it breaks off");
    bytes.position(bytes.position() + count);
  }

  private boolean startsWith(byte[] beginning) {
    for (int at = 0; at < beginning.length; at++) {
      if (bytes.get(bytes.position() + at) != beginning[at]) {
        return false;
      }
    }
    return true;
  }

  private static void expect(boolean holds, String otherwise) throws RasterFailure {
    if (!holds) {
      throw new RasterFailure("the drawn document cannot be printed: " + otherwise);
    }
  }
}
