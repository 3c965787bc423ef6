package be.borne.kiosk.screen;

import static be.borne.kiosk.screen.Pictures.arrow;
import static be.borne.kiosk.screen.Pictures.path;
import static be.borne.kiosk.screen.Pictures.place;
import static be.borne.kiosk.screen.Pictures.rectangle;
import static be.borne.kiosk.screen.Pictures.styled;

import java.util.List;
import javafx.scene.Group;
import javafx.scene.shape.Circle;

/** Where a stick goes, and a paper, in the manner of {@link Pictures}. */
final class FilePictures {
  private static final double STICK_BELOW_SOCKET = 56;

  /** The metal goes in, the rest stays in the hand. */
  private static final double INTO_SOCKET = -25;

  /** From the rim of the plate to under the lens. */
  private static final double UNDER_LENS = 34;

  /** Which way a thing goes. */
  enum Way {
    IN(0),
    OUT(180),
    /** It is there. */
    NONE(0);

    private final double degrees;

    Way(double degrees) {
      this.degrees = degrees;
    }
  }

  private FilePictures() {}

  static Drawing stickAtSocket(Way way) {
    double y = way == Way.NONE ? STICK_BELOW_SOCKET + INTO_SOCKET : STICK_BELOW_SOCKET;
    Group stick = place(stick(), 78, y, 1);
    Group whole = new Group(stick, socket());
    if (way != Way.NONE) {
      whole
          .getChildren()
          .addAll(
              place(arrow(), 22, 82, 1.5, way.degrees, 15, 14),
              place(arrow(), 133, 82, 1.5, way.degrees, 15, 14));
    }
    return switch (way) {
      case IN -> new Drawing(whole, List.of(new Motion(stick, 0, INTO_SOCKET)));
      case OUT -> new Drawing(whole, List.of(new Motion(stick, INTO_SOCKET, 0)));
      case NONE -> Drawing.still(whole);
    };
  }

  /** The front of the machine with the slit, and the sign that stands beside every such socket. */
  private static Group socket() {
    return new Group(
        styled(rectangle(30, 4, 140, 52, 8), "picture-machine-light"),
        styled(rectangle(82, 44, 36, 8, 2), "picture-dark"),
        place(trident(), 86, 9, 0.72));
  }

  /** 40 by 40, as the makers of sockets draw it. */
  private static Group trident() {
    return new Group(
        path("M20 38 V8 M20 30 L8 22 V17 M20 25 L32 18 V13", "picture-line"),
        path("M20 0 L26 10 H14 Z", "picture-dark"),
        styled(new Circle(20, 37, 4.5), "picture-dark"),
        styled(new Circle(8, 15, 4), "picture-dark"),
        styled(rectangle(28.5, 8, 7, 7, 0), "picture-dark"));
  }

  /** 44 by 90, its metal above. */
  private static Group stick() {
    return new Group(
        styled(rectangle(8, 0, 28, 30, 2), "picture-paper"),
        styled(rectangle(13, 8, 6, 8, 0), "picture-dark"),
        styled(rectangle(25, 8, 6, 8, 0), "picture-dark"),
        styled(rectangle(0, 28, 44, 62, 9), "picture-card"),
        styled(new Circle(22, 76, 6), "picture-paper"));
  }

  /** An arm over a plate, its light on the sheet. */
  static Drawing paperUnderCamera(Way way) {
    Group sheet = place(sheet(), 58, 78, 1);
    Group whole =
        new Group(
            styled(rectangle(22, 68, 156, 80, 6), "picture-machine-light"),
            sheet,
            path("M92 37 L52 140 H148 L108 37 Z", "picture-light"),
            styled(rectangle(26, 6, 12, 66, 2), "picture-machine"),
            styled(rectangle(26, 6, 90, 12, 4), "picture-machine"),
            styled(rectangle(82, 12, 36, 22, 4), "picture-machine"),
            styled(rectangle(90, 32, 20, 6, 2), "picture-dark"));
    if (way != Way.NONE) {
      whole
          .getChildren()
          .addAll(
              place(arrow(), 6, 102, 1.1, way.degrees, 15, 14),
              place(arrow(), 161, 102, 1.1, way.degrees, 15, 14));
    }
    return switch (way) {
      case IN -> new Drawing(whole, List.of(new Motion(sheet, UNDER_LENS, 0)));
      case OUT -> new Drawing(whole, List.of(new Motion(sheet, 0, UNDER_LENS)));
      case NONE -> Drawing.still(whole);
    };
  }

  /** A sheet that lies: 84 wide, 62 high, seen from above the edge of the plate. */
  private static Group sheet() {
    return new Group(
        path("M12 0 H72 L84 62 H0 Z", "picture-paper"),
        path("M20 12 H50", "picture-line"),
        path("M18 24 H66 M16 34 H68 M14 44 H70 M13 53 H52", "picture-sheet-line"));
  }

  static Group stickOrCamera() {
    return new Group(
        place(stickAtSocket(Way.NONE).still(), -16, 26, 0.62),
        place(paperUnderCamera(Way.NONE).still(), 92, 30, 0.62));
  }
}
