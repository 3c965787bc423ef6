package be.borne.kiosk.file;

import java.util.Arrays;

/**
 * A picture of a paper, small enough for a screen. It is a citizen's; whoever has it wipes it.
 *
 * @param argb its dots, row by row, opaque
 */
@SuppressWarnings("ArrayRecordComponent") // a picture is moved, not compared
public record PaperPicture(int width, int height, int[] argb) {
  public PaperPicture {
    if (width < 1 || height < 1 || argb.length != width * height) {
      throw new IllegalArgumentException("a picture of other dimensions");
    }
  }

  public void wipe() {
    Arrays.fill(argb, 0);
  }

  @Override
  public String toString() {
    return "PaperPicture[hidden]";
  }
}
