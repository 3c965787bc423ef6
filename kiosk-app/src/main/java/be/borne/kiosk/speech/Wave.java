package be.borne.kiosk.speech;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads WAVE files of one channel of 16-bit samples, from a file somebody recorded or as a
 * synthesiser streams them. No byte of them is believed.
 */
final class Wave {
  private static final int RIFF = 0x46464952;
  private static final int WAVE = 0x45564157;
  private static final int FORMAT = 0x20746d66;
  private static final int DATA = 0x61746164;
  private static final int FORMAT_BYTES = 16;
  private static final int MOST_CHUNKS = 32;

  private Wave() {}

  /**
   * @throws IOException if it is no such file, or shorter than it says
   */
  static Pcm ofFile(byte[] file) throws IOException {
    return read(file, false);
  }

  /**
   * As a synthesiser writes to a pipe: it does not know the length when it writes the header, so
   * the samples reach to the end.
   *
   * @throws IOException if it is no such file
   */
  static Pcm ofStream(byte[] streamed) throws IOException {
    return read(streamed, true);
  }

  private static Pcm read(byte[] bytes, boolean toTheEnd) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    check(in.remaining() >= 12 && in.getInt() == RIFF, "no RIFF file");
    in.getInt();
    check(in.getInt() == WAVE, "no WAVE file");
    int rate = 0;
    for (int chunk = 0; chunk < MOST_CHUNKS && in.remaining() >= 8; chunk++) {
      int kind = in.getInt();
      long length = Integer.toUnsignedLong(in.getInt());
      if (kind == DATA) {
        check(rate != 0, "samples before their format");
        check(toTheEnd || length <= in.remaining(), "shorter than it says");
        return new Pcm(rate, samples(in, (int) Math.min(length, in.remaining())));
      }
      check(length <= in.remaining(), "a part reaches beyond the end");
      int next = in.position() + (int) length;
      if (kind == FORMAT) {
        check(length >= FORMAT_BYTES, "a format cut short");
        rate = rate(in);
      }
      // Parts begin at even places.
      in.position(Math.min(next + (next & 1), in.limit()));
    }
    throw new IOException("no samples");
  }

  private static int rate(ByteBuffer format) throws IOException {
    int coding = format.getShort();
    int channels = format.getShort();
    int rate = format.getInt();
    format.getInt();
    format.getShort();
    int bits = format.getShort();
    check(coding == 1 && channels == 1 && bits == 16, "not one channel of plain 16-bit samples");
    check(rate >= 8_000 && rate <= 48_000, "not a sample rate of speech");
    return rate;
  }

  private static short[] samples(ByteBuffer in, int bytes) {
    short[] samples = new short[bytes / 2];
    in.asShortBuffer().get(samples);
    return samples;
  }

  private static void check(boolean good, String otherwise) throws IOException {
    if (!good) {
      throw new IOException(otherwise);
    }
  }
}
