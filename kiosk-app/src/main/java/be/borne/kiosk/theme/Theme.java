package be.borne.kiosk.theme;

import be.borne.kiosk.journey.Contrast;
import be.borne.kiosk.journey.TextSize;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import javafx.application.Application;
import javafx.scene.image.Image;
import javafx.scene.text.Font;

/**
 * The one stylesheet, fitted to one panel. Its lengths are millimetres on the glass; this turns
 * them into pixels of the panel.
 */
public final class Theme {
  private static final String NO_RULES = "data:text/css,";
  private static final String STYLESHEET = "kiosk.css";
  private static final String[] TYPEFACES = {
    "fonts/AtkinsonHyperlegible-Regular.ttf", "fonts/AtkinsonHyperlegible-Bold.ttf"
  };
  private static final Pattern LENGTHS = Pattern.compile("(-?\\d+(?:\\.\\d+)?)([mth])m\\b");

  /**
   * As large as letters have to be for those who see little, from their usual size in the header.
   */
  private static final double MOST_TIMES_OF_LARGE = 1.22;

  /**
   * Below this the screens would not fit in true size: everything then shrinks together. The
   * shorter and the longer side of a 21-inch panel.
   */
  private static final double LEAST_SHORT_SIDE_MM = 262;

  private static final double LEAST_LONG_SIDE_MM = 465;

  /**
   * From the panel's lower edge, which hangs 800 mm above the floor, to what a seated person
   * reaches [EN 301 549, 8.3: 1220 mm].
   */
  private static final double GREATEST_REACH_MM = 420;

  private final double pixelsPerMm;
  private final int widthPixels;
  private final int heightPixels;
  private final boolean portrait;
  private final boolean trueSize;
  private final TextSize textSize;
  private final Contrast contrast;
  private final Palette calm;
  private final Optional<Image> arms;

  /**
   * Letters of the usual size in the usual colours.
   *
   * @param pixelPitchMm width of a pixel of the panel, in millimetres
   */
  public Theme(int widthPixels, int heightPixels, double pixelPitchMm) {
    this.widthPixels = widthPixels;
    this.heightPixels = heightPixels;
    portrait = heightPixels >= widthPixels;
    double fits =
        Math.min(
            Math.min(widthPixels, heightPixels) / LEAST_SHORT_SIDE_MM,
            Math.max(widthPixels, heightPixels) / LEAST_LONG_SIDE_MM);
    trueSize = 1 / pixelPitchMm <= fits;
    pixelsPerMm = Math.min(1 / pixelPitchMm, fits);
    textSize = TextSize.USUAL;
    contrast = Contrast.CALM;
    calm = Palette.of(Contrast.CALM);
    arms = Optional.empty();
  }

  private Theme(
      Theme panel, TextSize textSize, Contrast contrast, Palette calm, Optional<Image> arms) {
    widthPixels = panel.widthPixels;
    heightPixels = panel.heightPixels;
    portrait = panel.portrait;
    trueSize = panel.trueSize;
    pixelsPerMm = panel.pixelsPerMm;
    this.textSize = textSize;
    this.contrast = contrast;
    this.calm = calm;
    this.arms = arms;
  }

  /** The same panel, for other eyes. */
  public Theme with(TextSize otherSize, Contrast otherContrast) {
    return new Theme(this, otherSize, otherContrast, calm, arms);
  }

  /**
   * The same in a municipality's own colours, which are the calm ones: those who need a high
   * contrast get it everywhere alike.
   *
   * @param armsOfTheHouse shown on top of every screen; empty for a town hall's gable
   */
  public Theme of(Palette house, Optional<Image> armsOfTheHouse) {
    return new Theme(this, textSize, contrast, house, armsOfTheHouse);
  }

  /** The arms of the municipality; empty if none are known. */
  public Optional<Image> arms() {
    return arms;
  }

  /** The style class that a screen of these colours has. */
  public String contrastClass() {
    return contrastClass(contrast);
  }

  /** The style class of everything that shows these colours, wherever it stands. */
  public static String contrastClass(Contrast contrast) {
    return "contrast-" + contrast.name().toLowerCase(Locale.ROOT);
  }

  /** Whether the panel stands upright. */
  public boolean portrait() {
    return portrait;
  }

  public double widthPixels() {
    return widthPixels;
  }

  public double heightPixels() {
    return heightPixels;
  }

  /** Up to how far above its lower edge, in pixels, a seated person reaches the panel. */
  public double reachPixels() {
    return trueSize ? Math.min(heightPixels, mm(GREATEST_REACH_MM)) : heightPixels;
  }

  /** Whether a millimetre of the stylesheet is a millimetre on the panel. */
  public boolean trueSize() {
    return trueSize;
  }

  /** Pixels of this many millimetres. */
  public double mm(double millimetres) {
    return millimetres * pixelsPerMm;
  }

  /**
   * Makes the typeface known to the toolkit, and keeps away what the toolkit brings for buttons,
   * lists and menus: we have none of them, and every screen would be compared with its two thousand
   * rules.
   */
  public void loadTypeface() {
    Application.setUserAgentStylesheet(NO_RULES);
    for (String file : TYPEFACES) {
      try (InputStream in = resource(file)) {
        if (Font.loadFont(in, 12) == null) {
          throw new IllegalStateException("the toolkit does not take the typeface " + file);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * The stylesheet for this panel and this size of letters, as an address for {@code
   * getStylesheets()}.
   */
  public String stylesheet() {
    String css =
        LENGTHS
            .matcher(source() + calm.block(".root, .contrast-calm"))
            .replaceAll(
                found ->
                    String.format(
                        Locale.ROOT,
                        "%.2fpx",
                        mm(Double.parseDouble(found.group(1))) * times(found.group(2))));
    return "data:text/css;charset=utf-8;base64,"
        + Base64.getEncoder().encodeToString(css.getBytes(StandardCharsets.UTF_8));
  }

  private double times(String unit) {
    return switch (unit) {
      case "t" -> textSize.times();
      case "h" -> Math.min(textSize.times(), MOST_TIMES_OF_LARGE);
      default -> 1;
    };
  }

  /** Whether a name and its value find room beside one another. */
  public boolean sideBySide() {
    return textSize == TextSize.USUAL;
  }

  /** How large letters are on this panel. */
  public TextSize textSize() {
    return textSize;
  }

  static String source() {
    try (InputStream in = resource(STYLESHEET)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream resource(String name) {
    return Objects.requireNonNull(Theme.class.getResourceAsStream(name), name);
  }
}
