package be.borne.device.printer;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How a printer wants a page drawn (PWG 5102.4 §4.3 and PWG 5100.14).
 *
 * @param dotsPerInch both ways
 * @param color what a dot may be
 * @param back how the back of a sheet is to lie so that it comes out upright
 */
public record RasterSettings(int dotsPerInch, Color color, SheetBack back) {
  /** Beyond this a page is larger and no better to read. */
  private static final int BEST_DPI = 600;

  private static final int LEAST_DPI = 150;
  private static final int MOST_DPI = 1200;

  /** The kinds of dots, of {@code pwg-raster-document-type-supported}, that are drawn here. */
  public enum Color {
    SRGB_8("srgb_8", 19, 8),
    SGRAY_8("sgray_8", 18, 8),
    BLACK_1("black_1", 3, 1);

    final String keyword;

    /** cupsColorSpace, table 8 of PWG 5102.4. */
    final int space;

    final int bits;

    Color(String keyword, int space, int bits) {
      this.keyword = keyword;
      this.space = space;
      this.bits = bits;
    }
  }

  /**
   * {@code pwg-raster-document-sheet-back}, for a sheet turned over its long edge. {@code
   * manual-tumble} differs from {@code normal} for the other edge only.
   */
  public enum SheetBack {
    NORMAL(1, 1),
    /** Upside down. */
    FLIPPED(1, -1),
    /** By half a turn. */
    ROTATED(-1, -1);

    final int crossFeed;
    final int feed;

    SheetBack(int crossFeed, int feed) {
      this.crossFeed = crossFeed;
      this.feed = feed;
    }

    private static SheetBack of(String keyword) {
      return switch (keyword) {
        case "flipped" -> FLIPPED;
        case "rotated" -> ROTATED;
        default -> NORMAL;
      };
    }
  }

  /**
   * The best of what a printer offers.
   *
   * @param dpi resolutions that are the same both ways, in dots per inch
   * @param types keywords
   * @param inColor whether it has any
   * @param back keyword; empty if not said
   * @return empty if nothing of it can be drawn here
   */
  static Optional<RasterSettings> choose(
      List<Integer> dpi, List<String> types, boolean inColor, String back) {
    Optional<Integer> resolution =
        dpi.stream()
            .filter(offered -> offered >= LEAST_DPI && offered <= MOST_DPI)
            .min(Comparator.comparingInt(offered -> Math.abs(offered - BEST_DPI)));
    List<Color> wanted =
        inColor
            ? List.of(Color.SRGB_8, Color.SGRAY_8, Color.BLACK_1)
            : List.of(Color.SGRAY_8, Color.BLACK_1, Color.SRGB_8);
    Optional<Color> color = wanted.stream().filter(c -> types.contains(c.keyword)).findFirst();
    return resolution.isPresent() && color.isPresent()
        ? Optional.of(new RasterSettings(resolution.get(), color.get(), SheetBack.of(back)))
        : Optional.empty();
  }
}
