package be.borne.kiosk.screen;

import be.borne.kiosk.screen.FilePictures.Way;
import java.util.List;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.SVGPath;
import javafx.scene.shape.Shape;
import javafx.scene.text.Text;
import javafx.scene.transform.Rotate;
import javafx.scene.transform.Scale;
import javafx.scene.transform.Transform;
import javafx.scene.transform.Translate;

/**
 * The drawings: flat, few shapes, each showing where a hand goes. Drawn in units of their own, 200
 * wide and 150 high; colours and line widths stand in the stylesheet. Nothing moves.
 */
final class Pictures {
  static final double WIDTH = 200;
  static final double HEIGHT = 150;

  private static final double CARD_WIDTH = 62;
  private static final double CARD_HEIGHT = 98;
  private static final double CARD_BELOW_SLOT = 52;

  /** Half of the card goes in. */
  private static final double INTO_SLOT = -42;

  private Pictures() {}

  static Drawing draw(Screen.Picture picture) {
    return switch (picture) {
      case INSERT_CARD -> cardAtSlot(true);
      case TAKE_CARD -> cardAtSlot(false);
      case PRINTER -> {
        PrinterAtWork printer = PrinterAtWork.draw();
        yield new Drawing(place(printer.drawing(), 30, 4, 1), List.of(printer.motion()));
      }
      case TAKE_PAPER -> takePaper();
      case TAKE_CARD_THEN_PAPER -> cardThenPaper();
      case STICK -> FilePictures.stickAtSocket(Way.IN);
      case TAKE_STICK -> FilePictures.stickAtSocket(Way.OUT);
      case CAMERA -> FilePictures.paperUnderCamera(Way.IN);
      case TAKE_SHEET -> FilePictures.paperUnderCamera(Way.OUT);
      default -> Drawing.still(still(picture));
    };
  }

  private static Group still(Screen.Picture picture) {
    return switch (picture) {
      case NONE -> new Group();
      case WELCOME -> welcome();
      case LANGUAGES -> languages();
      case HEADSET -> headset();
      case TURN_CARD -> turnCard();
      case CARD_INSIDE -> cardInside();
      case CODE -> code();
      case READER_KEYS -> readerKeys();
      case CERTIFICATES -> certificates();
      case TOWN_HALL -> townHall();
      case STICK_INSIDE -> FilePictures.stickAtSocket(Way.NONE).still();
      case CAMERA_AT_WORK -> FilePictures.paperUnderCamera(Way.NONE).still();
      case STICK_OR_CAMERA -> FilePictures.stickOrCamera();
      case CERTIFICATE -> place(paper(true), 65, 18, 1.25);
      case WAYS -> new Group(place(paper(true), 18, 18, 1.1), place(envelope(), 100, 48, 0.8));
      case MAIL -> place(envelope(), 45, 36, 1);
      case SEAL -> lookingAtTheSeal();
      case PRINTER_WAITS -> new Group(place(printer(), 30, 4, 1), place(notice(), 128, 76, 1));
      case GOODBYE -> goodbye();
      case CLOCK -> clock();
      case HELP -> help();
      case CLOSED -> closed();
      case REFILL_PAPER -> refillPaper();
      case PAPER -> throw new IllegalStateException("it is the citizen's own");
      case INSERT_CARD, TAKE_CARD, PRINTER, TAKE_PAPER, TAKE_CARD_THEN_PAPER ->
          throw new IllegalStateException("it moves: " + picture);
      case STICK, TAKE_STICK, CAMERA, TAKE_SHEET ->
          throw new IllegalStateException("it moves: " + picture);
    };
  }

  // ---------------------------------------------------------------- whole pictures

  private static Group welcome() {
    return new Group(
        place(card(), 18, 27, 0.95),
        place(arrow(), 88, 60, 1, 90, 15, 14),
        place(paper(true), 124, 25, 0.98));
  }

  private static Group headset() {
    return new Group(
        path("M52 92 V72 C52 4 148 4 148 72 V92", "picture-shackle"),
        styled(rectangle(42, 84, 24, 40, 10), "picture-machine"),
        styled(rectangle(134, 84, 24, 40, 10), "picture-machine"),
        path("M54 124 C54 146 92 146 100 136", "picture-line"));
  }

  /** The slot above, the card below it with the chip towards the slot, and which way it goes. */
  private static Drawing cardAtSlot(boolean in) {
    Group card = place(card(), (WIDTH - CARD_WIDTH) / 2, CARD_BELOW_SLOT, 1);
    double turn = in ? 0 : 180;
    return new Drawing(
        new Group(
            card,
            slot(),
            place(arrow(), 12, 78, 1.5, turn, 15, 14),
            place(arrow(), 143, 78, 1.5, turn, 15, 14)),
        List.of(in ? new Motion(card, 0, INTO_SLOT) : new Motion(card, INTO_SLOT, 0)));
  }

  private static Drawing takePaper() {
    PrinterAtWork printer = PrinterAtWork.draw();
    return new Drawing(
        new Group(
            place(printer.drawing(), 30, 4, 1),
            place(arrow(), 10, 102, 1.2, 180, 15, 14),
            place(arrow(), 154, 102, 1.2, 180, 15, 14)),
        List.of(printer.motion()));
  }

  private static Group cardInside() {
    Group card = place(card(), (WIDTH - CARD_WIDTH) / 2, 8, 1);
    Rectangle housing = styled(rectangle(30, 4, 140, 52, 8), "picture-machine-light");
    Rectangle slit = styled(rectangle(60, 52, 80, 7, 3), "picture-dark");
    return new Group(card, housing, slit);
  }

  private static Group turnCard() {
    Group wrong = place(card(), 16, 20, 0.95, 180, CARD_WIDTH / 2, CARD_HEIGHT / 2);
    Group right = place(card(), 125, 20, 0.95);
    SVGPath sweep = path("M82 58 C92 40 108 40 114 54", "picture-arrow-line");
    SVGPath head = path("M105 55 L123 49 L119 68 Z", "picture-arrow");
    SVGPath cross = path("M36 124 L54 142 M54 124 L36 142", "picture-cross");
    SVGPath tick = path("M144 134 L151 141 L165 124", "picture-tick");
    return new Group(wrong, right, sweep, head, cross, tick);
  }

  private static Group code() {
    Group group = new Group(styled(rectangle(20, 88, 160, 46, 8), "picture-paper"));
    for (int i = 0; i < 4; i++) {
      group.getChildren().add(styled(new Circle(50 + i * 33.3, 111, 8), "picture-dark"));
    }
    group
        .getChildren()
        .addAll(
            path("M84 44 V30 A16 16 0 0 1 116 30 V44", "picture-shackle"),
            styled(rectangle(74, 42, 52, 38, 6), "picture-card"),
            styled(new Circle(100, 57, 5), "picture-dark"),
            styled(rectangle(98, 58, 4, 12, 1), "picture-dark"));
    return group;
  }

  /** The reader with the card in it, a finger's way to its keys, and the one that says OK. */
  private static Group readerKeys() {
    Group reader =
        new Group(
            place(card(), 73, 2, 0.87, 180, CARD_WIDTH / 2, CARD_HEIGHT / 2),
            styled(rectangle(56, 36, 88, 112, 8), "picture-machine-light"),
            styled(rectangle(66, 44, 68, 20, 3), "picture-paper"));
    for (int i = 0; i < 4; i++) {
      reader.getChildren().add(styled(new Circle(79 + i * 14, 54, 3.2), "picture-dark"));
    }
    for (int row = 0; row < 4; row++) {
      for (int column = 0; column < 3; column++) {
        boolean ok = row == 3 && column == 2;
        reader
            .getChildren()
            .add(
                styled(
                    rectangle(66 + column * 24, 70 + row * 19, 20, 14, 3),
                    ok ? "picture-seal" : "picture-paper"));
      }
    }
    return new Group(
        reader,
        path("M119 134 L123 138 L129.5 129.5", "picture-key-mark"),
        place(arrow(), 12, 90, 1.2, 90, 15, 14));
  }

  private static Group townHall() {
    Group hall =
        new Group(
            path("M10 52 L70 14 L130 52 Z", "picture-machine-light"),
            styled(rectangle(14, 52, 112, 8, 0), "picture-machine"),
            styled(rectangle(6, 124, 128, 12, 0), "picture-machine"));
    for (int i = 0; i < 4; i++) {
      hall.getChildren()
          .add(styled(rectangle(20 + i * 29, 62, 13, 60, 0), "picture-machine-light"));
    }
    return new Group(hall, place(paper(false), 122, 50, 0.86));
  }

  private static Drawing cardThenPaper() {
    Drawing card = cardAtSlot(false);
    return new Drawing(
        new Group(
            place(card.still(), -16, 32, 0.62),
            place(PrinterAtWork.draw().drawing(), 112, 32, 0.66),
            place(number("1"), 35.5, 2, 1),
            place(number("2"), 147.5, 2, 1)),
        card.motions());
  }

  private static Group goodbye() {
    return new Group(
        styled(new Circle(100, 75, 52), "picture-seal"),
        path("M74 77 L93 96 L128 56", "picture-big-mark"));
  }

  private static Group clock() {
    Group group =
        new Group(
            styled(new Circle(100, 75, 62), "picture-paper"),
            path("M100 75 V34 M100 75 L126 92", "picture-hand"),
            styled(new Circle(100, 75, 5), "picture-dark"));
    for (int hour = 0; hour < 12; hour++) {
      Rectangle mark = styled(rectangle(98.5, 17, 3, hour % 3 == 0 ? 10 : 5, 1), "picture-dark");
      mark.getTransforms().add(new Rotate(hour * 30, 100, 75));
      group.getChildren().add(mark);
    }
    return group;
  }

  /** Two who speak to one another. */
  private static Group languages() {
    return new Group(
        path(
            "M24 22 H104 A8 8 0 0 1 112 30 V70 A8 8 0 0 1 104 78 H58 L40 96 V78 H24"
                + " A8 8 0 0 1 16 70 V30 A8 8 0 0 1 24 22 Z",
            "picture-card"),
        path(
            "M96 62 H176 A8 8 0 0 1 184 70 V108 A8 8 0 0 1 176 116 H164 V134 L146 116 H96"
                + " A8 8 0 0 1 88 108 V70 A8 8 0 0 1 96 62 Z",
            "picture-paper"),
        path("M34 40 H94 M34 52 H80", "picture-line"),
        path("M106 82 H166 M106 96 H150", "picture-line"));
  }

  private static Group lookingAtTheSeal() {
    return new Group(
        place(paper(false), 52, 10, 1.3),
        styled(new Circle(112, 94, 16), "picture-seal"),
        path("M136 118 L160 142", "picture-handle"),
        styled(new Circle(115, 97, 29), "picture-lens"));
  }

  /** A closed envelope with something sealed in it. */
  private static Group envelope() {
    return new Group(
        styled(rectangle(0, 0, 112, 78, 5), "picture-paper"),
        path("M3 5 L56 46 L109 5", "picture-line"),
        path("M4 74 L40 35 M108 74 L72 35", "picture-line"));
  }

  private static Group certificates() {
    return new Group(
        place(paper(false), 38, 26, 1, -8, 31, 43),
        place(paper(false), 100, 26, 1, 8, 31, 43),
        place(paper(true), 66, 18, 1.15));
  }

  /** Somebody behind a counter. */
  private static Group help() {
    return new Group(
        path("M58 112 V92 A30 30 0 0 1 88 62 H112 A30 30 0 0 1 142 92 V112 Z", "picture-card"),
        styled(new Circle(100, 38, 22), "picture-paper"),
        styled(rectangle(20, 108, 160, 12, 3), "picture-machine"),
        styled(rectangle(28, 120, 144, 24, 0), "picture-machine-light"));
  }

  private static Group closed() {
    return new Group(
        styled(rectangle(40, 10, 120, 92, 8), "picture-machine-light"),
        styled(rectangle(50, 20, 100, 72, 3), "picture-paper"),
        path("M82 38 L118 74 M118 38 L82 74", "picture-cross"),
        styled(rectangle(90, 102, 20, 26, 0), "picture-machine"),
        styled(rectangle(58, 128, 84, 10, 4), "picture-machine"));
  }

  /** The tray is out, and paper goes into it from above. */
  private static Group refillPaper() {
    return new Group(
        styled(rectangle(20, 62, 110, 84, 8), "picture-machine-light"),
        styled(rectangle(36, 76, 78, 9, 3), "picture-dark"),
        styled(rectangle(84, 116, 104, 26, 4), "picture-machine"),
        styled(rectangle(96, 98, 80, 26, 2), "picture-paper"),
        path("M104 106 H168 M104 114 H168", "picture-line"),
        styled(rectangle(96, 8, 80, 34, 2), "picture-paper"),
        place(arrow(), 121, 52, 1.2, 180, 15, 14));
  }

  // ---------------------------------------------------------------- what they are made of

  /** A card upright, chip at its upper end, as it goes into the slot. */
  private static Group card() {
    return new Group(
        styled(rectangle(0, 0, CARD_WIDTH, CARD_HEIGHT, 6), "picture-card"),
        styled(rectangle(20, 10, 22, 25, 4), "picture-chip"),
        path("M20 18 H27 V27 H20 M42 18 H35 V27 H42 M31 10 V18 M31 27 V35", "picture-chip-line"),
        styled(rectangle(10, 52, 42, 5, 2), "picture-card-line"),
        styled(rectangle(10, 62, 42, 5, 2), "picture-card-line"),
        styled(rectangle(10, 76, 20, 14, 2), "picture-card-line"));
  }

  private static Group slot() {
    return new Group(
        styled(rectangle(30, 4, 140, 42, 8), "picture-machine-light"),
        styled(rectangle(60, 34, 80, 7, 3), "picture-dark"));
  }

  /** A sheet, 58 by 78, with lines and the town hall's seal. */
  private static Group paper(boolean sealed) {
    Group sheet =
        new Group(
            styled(rectangle(0, 0, 62, 86, 2), "picture-paper"),
            styled(rectangle(9, 10, 30, 6, 1), "picture-machine"),
            styled(rectangle(9, 25, 44, 4, 1), "picture-paper-line"),
            styled(rectangle(9, 34, 44, 4, 1), "picture-paper-line"),
            styled(rectangle(9, 43, 34, 4, 1), "picture-paper-line"));
    if (sealed) {
      sheet
          .getChildren()
          .addAll(
              styled(new Circle(46, 68, 15), "picture-seal"),
              path("M39 68.5 L44.5 74 L53.5 62.5", "picture-seal-mark"));
    }
    return sheet;
  }

  /** A printer, 140 by 140, with nothing coming out of it. */
  private static Group printer() {
    return new Group(
        styled(rectangle(30, 0, 80, 34, 3), "picture-paper"),
        styled(rectangle(6, 26, 128, 58, 8), "picture-machine-light"),
        styled(rectangle(22, 66, 96, 9, 3), "picture-dark"),
        styled(new Circle(116, 42, 5), "picture-arrow"));
  }

  /**
   * The same with paper that comes out below.
   *
   * @param motion of the paper, out of the slot
   */
  private record PrinterAtWork(Group drawing, Motion motion) {
    private static final double SLOT = 71;
    private static final double PAPER_LENGTH = 68;

    static PrinterAtWork draw() {
      Group paper =
          new Group(
              styled(rectangle(30, SLOT, 80, PAPER_LENGTH, 0), "picture-paper"),
              styled(rectangle(40, 84, 36, 5, 1), "picture-machine"),
              styled(rectangle(40, 96, 60, 4, 1), "picture-paper-line"),
              styled(rectangle(40, 106, 60, 4, 1), "picture-paper-line"),
              styled(new Circle(93, 124, 9), "picture-seal"));
      // What has not come out yet is not seen.
      Group out = new Group(paper);
      out.setClip(new Rectangle(20, SLOT - 2, 100, PAPER_LENGTH + 4));
      Group printer = printer();
      printer.getChildren().set(3, styled(new Circle(116, 42, 5), "picture-seal"));
      printer.getChildren().add(out);
      return new PrinterAtWork(printer, new Motion(paper, -PAPER_LENGTH, 0));
    }
  }

  private static Group notice() {
    return new Group(
        path("M28 2 L56 52 H0 Z", "picture-notice"),
        path("M26 20 H30 L29.4 36 H26.6 Z", "picture-dark"),
        styled(new Circle(28, 43, 2.8), "picture-dark"));
  }

  /** An arrow that points up, 30 by 28. */
  static Group arrow() {
    return new Group(path("M15 0 L30 15 H21 V28 H9 V15 H0 Z", "picture-arrow"));
  }

  private static Group number(String figure) {
    Text text = new Text(figure);
    text.getStyleClass().add("picture-number");
    text.setX(6.2);
    text.setY(16);
    return new Group(styled(new Circle(10.5, 11, 11), "picture-number-face"), text);
  }

  static Rectangle rectangle(double x, double y, double width, double height, double arc) {
    Rectangle rectangle = new Rectangle(x, y, width, height);
    rectangle.setArcWidth(2 * arc);
    rectangle.setArcHeight(2 * arc);
    return rectangle;
  }

  static SVGPath path(String content, String style) {
    SVGPath path = new SVGPath();
    path.setContent(content);
    return styled(path, style);
  }

  static <S extends Shape> S styled(S shape, String style) {
    shape.getStyleClass().add(style);
    return shape;
  }

  static Group place(Node drawing, double x, double y, double scale) {
    return transformed(drawing, new Translate(x, y), new Scale(scale, scale));
  }

  /** Placed, scaled, and turned by degrees about a point of the drawing's own. */
  static Group place(
      Node drawing,
      double x,
      double y,
      double scale,
      double degrees,
      double aboutX,
      double aboutY) {
    return transformed(
        drawing, new Translate(x, y), new Scale(scale, scale), new Rotate(degrees, aboutX, aboutY));
  }

  private static Group transformed(Node drawing, Transform... transforms) {
    Group group = new Group(drawing);
    group.getTransforms().addAll(transforms);
    return group;
  }
}
