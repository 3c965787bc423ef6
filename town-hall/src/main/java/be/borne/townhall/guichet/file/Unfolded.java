package be.borne.townhall.guichet.file;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;

/** Counts what the streams of a file unfold to, and keeps none of it. */
final class Unfolded extends OutputStream {
  /** Of all that is not a picture: more than the text and the fonts of 100 pages. */
  private static final long MOST_BYTES = 200_000_000;

  /** Of all pictures: 100 pages of a scanner, at 300 dots an inch and in colours. */
  private static final long MOST_PICTURE_BYTES = 3_000_000_000L;

  /** Four colours of sixteen bits. */
  private static final int PIXEL_BYTES = 8;

  /** What came out is more than any harmless file has. */
  static final class TooMuch extends IOException {
    private static final long serialVersionUID = 1L;
  }

  private long bytes;
  private long pictureBytes;
  private long pictureLeft;

  /**
   * What comes next is another stream.
   *
   * @param pixels of the picture that it says it is, at most {@link PictureHeader#MOST_PIXELS}; 0
   *     if it is none. What is more than those take counts as text.
   */
  void begin(long pixels) {
    pictureLeft = pixels * PIXEL_BYTES;
  }

  @Override
  public void write(int one) throws IOException {
    count(1);
  }

  @Override
  public void write(byte[] some, int from, int length) throws IOException {
    Objects.checkFromIndexSize(from, length, some.length);
    count(length);
  }

  private void count(int more) throws TooMuch {
    long ofPicture = Math.min(more, pictureLeft);
    pictureLeft -= ofPicture;
    pictureBytes += ofPicture;
    bytes += more - ofPicture;
    if (bytes > MOST_BYTES || pictureBytes > MOST_PICTURE_BYTES) {
      throw new TooMuch();
    }
  }
}
