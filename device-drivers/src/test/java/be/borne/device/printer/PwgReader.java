package be.borne.device.printer;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.PlanarYUVLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.Result;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Reads PWG raster (PWG 5102.4) as a printer does: to dots. Written apart from what it checks. */
final class PwgReader {
  private static final int HEADER_BYTES = 1796;

  private PwgReader() {}

  /**
   * @param gray one byte a dot, 0 is black; for three colours, their mean
   * @param feedTransform as its header says
   */
  @SuppressWarnings("ArrayRecordComponent") // read, not compared
  record Page(
      int width,
      int height,
      int dpi,
      boolean duplex,
      int totalPages,
      int crossFeedTransform,
      int feedTransform,
      byte[] gray) {

    /** The QR code on it. */
    Result code() throws ReaderException {
      return new QRCodeReader()
          .decode(
              new BinaryBitmap(
                  new HybridBinarizer(
                      new PlanarYUVLuminanceSource(
                          gray, width, height, 0, 0, width, height, false))));
    }

    /** The rectangle around everything that is not white: left, top, right, bottom. */
    int[] inked() {
      int[] box = {width, height, -1, -1};
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          if (gray[y * width + x] != -1) {
            box[0] = Math.min(box[0], x);
            box[1] = Math.min(box[1], y);
            box[2] = Math.max(box[2], x);
            box[3] = Math.max(box[3], y);
          }
        }
      }
      return box;
    }

    /** This page upside down. */
    Page flipped() {
      byte[] turned = new byte[gray.length];
      for (int y = 0; y < height; y++) {
        System.arraycopy(gray, y * width, turned, (height - 1 - y) * width, width);
      }
      return new Page(
          width, height, dpi, duplex, totalPages, crossFeedTransform, feedTransform, turned);
    }

    boolean hasCode() {
      try {
        return code() != null;
      } catch (ReaderException e) {
        return false;
      }
    }
  }

  static List<Page> read(byte[] raster) {
    ByteBuffer in = ByteBuffer.wrap(raster);
    if (in.getInt() != 0x52615332) { // RaS2
      throw new IllegalArgumentException("not PWG raster");
    }
    List<Page> pages = new ArrayList<>();
    while (in.hasRemaining()) {
      pages.add(page(in));
    }
    return pages;
  }

  private static Page page(ByteBuffer in) {
    ByteBuffer header = in.slice(in.position(), HEADER_BYTES);
    in.position(in.position() + HEADER_BYTES);
    int width = header.getInt(372);
    int height = header.getInt(376);
    int bitsPerPixel = header.getInt(388);
    int lineBytes = header.getInt(392);
    byte[] gray = new byte[width * height];
    int unit = Math.max(1, bitsPerPixel / 8);
    int y = 0;
    while (y < height) {
      int repeat = (in.get() & 0xff) + 1;
      byte[] line = new byte[lineBytes];
      int at = 0;
      while (at < lineBytes) {
        int code = in.get() & 0xff;
        if (code < 128) {
          byte[] pixel = new byte[unit];
          in.get(pixel);
          for (int n = 0; n <= code; n++) {
            System.arraycopy(pixel, 0, line, at, unit);
            at += unit;
          }
        } else {
          in.get(line, at, (257 - code) * unit);
          at += (257 - code) * unit;
        }
      }
      for (int n = 0; n < repeat; n++, y++) {
        for (int x = 0; x < width; x++) {
          gray[y * width + x] = gray(line, x, bitsPerPixel);
        }
      }
    }
    return new Page(
        width,
        height,
        header.getInt(276),
        header.getInt(272) == 1,
        header.getInt(452),
        header.getInt(456),
        header.getInt(460),
        gray);
  }

  private static byte gray(byte[] line, int x, int bitsPerPixel) {
    return switch (bitsPerPixel) {
      // black_1: a set bit is ink
      case 1 -> (byte) ((line[x / 8] >> (7 - x % 8) & 1) == 1 ? 0 : 255);
      case 8 -> line[x];
      case 24 ->
          (byte) (((line[3 * x] & 0xff) + (line[3 * x + 1] & 0xff) + (line[3 * x + 2] & 0xff)) / 3);
      default -> throw new IllegalArgumentException(bitsPerPixel + " bits a pixel");
    };
  }
}
