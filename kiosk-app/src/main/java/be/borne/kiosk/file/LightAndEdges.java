package be.borne.kiosk.file;

import be.borne.kiosk.form.PaperLook;

/** What a machine can say of a picture of a paper without reading it. */
final class LightAndEdges {
  /** Of 255. A sheet in a room without light is below. */
  private static final int DARK = 45;

  /** Between two dots side by side, of 255. The noise of a camera stays below. */
  private static final int EDGE = 40;

  /** One dot in so many lies at an edge where there are some lines of writing. */
  private static final int ONE_IN = 400;

  /** The rim shows the table and the paper's own edge. */
  private static final double RIM = 0.12;

  private LightAndEdges() {}

  static PaperLook of(PaperPicture picture) {
    int left = (int) (picture.width() * RIM);
    int top = (int) (picture.height() * RIM);
    long light = 0;
    long edges = 0;
    long dots = 0;
    for (int y = top; y < picture.height() - top - 1; y++) {
      for (int x = left; x < picture.width() - left - 1; x++) {
        int here = light(picture, x, y);
        boolean edge =
            Math.abs(here - light(picture, x + 1, y)) > EDGE
                || Math.abs(here - light(picture, x, y + 1)) > EDGE;
        light += here;
        edges += edge ? 1 : 0;
        dots++;
      }
    }
    if (dots == 0 || light / dots < DARK) {
      return PaperLook.DARK;
    }
    return edges * ONE_IN < dots ? PaperLook.BLANK : PaperLook.WRITING;
  }

  /** Green counts most for the eye. */
  private static int light(PaperPicture picture, int x, int y) {
    int dot = picture.argb()[y * picture.width() + x];
    return ((dot >> 16 & 0xff) + 2 * (dot >> 8 & 0xff) + (dot & 0xff)) / 4;
  }
}
