package be.borne.kiosk.document;

import com.google.zxing.ChecksumException;
import com.google.zxing.FormatException;
import com.google.zxing.NotFoundException;
import com.google.zxing.ResultPoint;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.common.DetectorResult;
import com.google.zxing.qrcode.decoder.Decoder;
import com.google.zxing.qrcode.detector.Detector;
import com.google.zxing.qrcode.detector.FinderPattern;
import com.google.zxing.qrcode.detector.FinderPatternFinder;
import com.google.zxing.qrcode.detector.FinderPatternInfo;
import java.awt.Point;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Every QR code (ISO/IEC 18004) in a picture of black and white dots.
 *
 * <p>What looks like a code's corner may be a part of its data: of a certificate's codes, one in
 * sixty has such a place. So not the likeliest three corners are tried, but every three that could
 * be those of a code; how many that may be is bounded.
 */
final class QrScan {
  private static final int MAX_CORNERS = 32;
  private static final int MAX_CANDIDATES = 400;
  private static final int MAX_TRIALS = 1000;

  private final BitMatrix dots;
  private final WorkLimit limit;
  private int trials;

  QrScan(BitMatrix dots, WorkLimit limit) {
    this.dots = dots;
    this.limit = limit;
  }

  /**
   * One code.
   *
   * @param area of it and its quiet zone, in dots
   */
  record Code(String text, Rectangle area) {}

  /**
   * @param enough after so many, no others are looked for
   * @throws WorkLimit.Exceeded if more looks like corners than a certificate can have
   */
  List<Code> codes(int enough) {
    List<Code> found = new ArrayList<>();
    List<FinderPattern> corners = new Corners().all();
    for (int a = 0; a < corners.size(); a++) {
      for (int b = a + 1; b < corners.size(); b++) {
        for (int c = b + 1; c < corners.size() && found.size() < enough; c++) {
          limit.step();
          FinderPattern[] three = {corners.get(a), corners.get(b), corners.get(c)};
          ResultPoint.orderBestPatterns(three);
          if (Square.isMadeOf(three)) {
            decoded(three).filter(code -> isAnother(code, found)).ifPresent(found::add);
          }
        }
      }
    }
    return List.copyOf(found);
  }

  private static boolean isAnother(Code code, List<Code> found) {
    return found.stream()
        .noneMatch(one -> one.text().equals(code.text()) && one.area().contains(middle(code)));
  }

  private static Point middle(Code code) {
    return new Point((int) code.area().getCenterX(), (int) code.area().getCenterY());
  }

  private Optional<Code> decoded(FinderPattern[] three) {
    if (++trials > MAX_TRIALS) {
      throw tooMany();
    }
    limit.inTime();
    try {
      DetectorResult grid = new Grid(dots).between(three);
      String text = new Decoder().decode(grid.getBits()).getText();
      return Optional.of(new Code(text, area(grid)));
    } catch (NotFoundException | FormatException | ChecksumException e) {
      // Not the corners of one code: the next three may be.
      return Optional.empty();
    }
  }

  private static WorkLimit.Exceeded tooMany() {
    return new WorkLimit.Exceeded("too much on its pages looks like the corners of QR codes");
  }

  private Rectangle area(DetectorResult grid) {
    ResultPoint[] points = grid.getPoints();
    ResultPoint bottomLeft = points[0];
    ResultPoint topLeft = points[1];
    ResultPoint topRight = points[2];
    float module =
        ResultPoint.distance(topLeft, topRight)
            / (grid.getBits().getWidth() - Square.CORNER_MODULES);
    float margin = Square.MARGIN_MODULES * module;
    float[] x = {
      topLeft.getX(),
      topRight.getX(),
      bottomLeft.getX(),
      topRight.getX() + bottomLeft.getX() - topLeft.getX()
    };
    float[] y = {
      topLeft.getY(),
      topRight.getY(),
      bottomLeft.getY(),
      topRight.getY() + bottomLeft.getY() - topLeft.getY()
    };
    Arrays.sort(x);
    Arrays.sort(y);
    Rectangle area = new Rectangle();
    area.setFrameFromDiagonal(
        Math.floor(x[0] - margin),
        Math.floor(y[0] - margin),
        Math.ceil(x[3] + margin),
        Math.ceil(y[3] + margin));
    return area.intersection(new Rectangle(dots.getWidth(), dots.getHeight()));
  }

  /**
   * The shape that three corners of a code have: two sides of about one length at about a right
   * angle. Not exactly: whoever draws a second code may stretch it, and telephones forgive that.
   */
  private static final class Square {
    /** A corner is 7 modules wide, so that centres lie 7 modules nearer than edges. */
    static final float CORNER_MODULES = 7;

    /** From a corner's centre to where its code's surroundings have begun. */
    static final float MARGIN_MODULES = 5;

    private static final float LEAST_MODULES = 21 - CORNER_MODULES;
    private static final float MOST_MODULES = 177 - CORNER_MODULES;

    /** Modules are measured along rows: in a code that is turned they seem up to 1.41 as large. */
    private static final float SEEMING = 0.6f;

    private static final float STRETCH = 1.5f;

    private Square() {}

    static boolean isMadeOf(FinderPattern[] three) {
      float down = ResultPoint.distance(three[0], three[1]);
      float across = ResultPoint.distance(three[1], three[2]);
      float aslant = ResultPoint.distance(three[0], three[2]);
      float small = Float.MAX_VALUE;
      float large = 0;
      for (FinderPattern corner : three) {
        small = Math.min(small, corner.getEstimatedModuleSize());
        large = Math.max(large, corner.getEstimatedModuleSize());
      }
      return large < small * 2
          && Math.min(down, across) > large * LEAST_MODULES * SEEMING
          && Math.max(down, across) < small * MOST_MODULES / SEEMING
          && areClose(down, across)
          && areClose(aslant, (float) Math.hypot(down, across));
    }

    private static boolean areClose(float one, float other) {
      return Math.max(one, other) < STRETCH * Math.min(one, other);
    }
  }

  /** Opens what the library keeps for its own readers: from three corners to the modules. */
  private static final class Grid extends Detector {
    Grid(BitMatrix dots) {
      super(dots);
    }

    DetectorResult between(FinderPattern[] three) throws NotFoundException, FormatException {
      return processFinderPatternInfo(new FinderPatternInfo(three));
    }
  }

  /** Opens what the library keeps for its own readers: all that looks like a corner. */
  private final class Corners extends FinderPatternFinder {
    private static final int RUNS = 5;

    /** From one row that is looked at to the next: the heart of a small corner has four. */
    private static final int ROWS = 2;

    /** Seen in so many rows, it is one. */
    private static final int CONFIRMED = 2;

    Corners() {
      super(dots);
    }

    List<FinderPattern> all() {
      for (int row = ROWS - 1; row < dots.getHeight(); row += ROWS) {
        limit.step();
        look(row);
      }
      List<FinderPattern> corners =
          getPossibleCenters().stream().filter(corner -> corner.getCount() >= CONFIRMED).toList();
      if (corners.size() > MAX_CORNERS) {
        throw tooMany();
      }
      return corners;
    }

    /** A corner is dark, light, dark, light, dark in lengths of 1, 1, 3, 1, 1. */
    private void look(int row) {
      int[] runs = new int[RUNS];
      boolean dark = false;
      int start = 0;
      for (int column = 0; column <= dots.getWidth(); column++) {
        boolean end = column == dots.getWidth();
        if (end || dots.get(column, row) != dark) {
          System.arraycopy(runs, 1, runs, 0, RUNS - 1);
          runs[RUNS - 1] = column - start;
          start = column;
          if (dark && foundPatternCross(runs)) {
            handlePossibleCenter(runs, row, column);
          }
          dark = !dark;
        }
      }
      if (getPossibleCenters().size() > MAX_CANDIDATES) {
        throw tooMany();
      }
    }
  }
}
