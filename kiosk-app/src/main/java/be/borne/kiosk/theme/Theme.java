package be.borne.kiosk.theme;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import javafx.scene.text.Font;

/**
 * The one stylesheet, fitted to one panel. Its lengths are millimetres on the glass; this turns
 * them into pixels of the panel.
 */
public final class Theme {
  private static final String STYLESHEET = "kiosk.css";
  private static final String[] TYPEFACES = {
    "fonts/AtkinsonHyperlegible-Regular.ttf", "fonts/AtkinsonHyperlegible-Bold.ttf"
  };
  private static final Pattern MILLIMETRES = Pattern.compile("(-?\\d+(?:\\.\\d+)?)mm\\b");

  /**
   * Below this the screens would not fit in true size: everything then shrinks together. The
   * shorter and the longer side of a 21-inch panel.
   */
  private static final double LEAST_SHORT_SIDE_MM = 262;

  private static final double LEAST_LONG_SIDE_MM = 465;

  /** Margins of a sheet, and the gap between two columns, as in the stylesheet. */
  private static final double SIDE_MARGIN_MM = 14;

  private static final double COLUMN_GAP_MM = 16;

  private final double pixelsPerMm;
  private final int widthPixels;
  private final int heightPixels;
  private final boolean portrait;
  private final boolean trueSize;

  /**
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
  }

  /** Whether the panel stands upright. */
  public boolean portrait() {
    return portrait;
  }

  public double heightPixels() {
    return heightPixels;
  }

  /** Width in pixels of the band that holds the buttons: a column of two where the panel lies. */
  public double bandWidth() {
    double sheet = widthPixels - mm(2 * SIDE_MARGIN_MM);
    return portrait ? sheet : (sheet - mm(COLUMN_GAP_MM)) / 2;
  }

  /** Whether a millimetre of the stylesheet is a millimetre on the panel. */
  public boolean trueSize() {
    return trueSize;
  }

  /** Pixels of this many millimetres. */
  public double mm(double millimetres) {
    return millimetres * pixelsPerMm;
  }

  /** Makes the typeface known to the toolkit. */
  public void loadTypeface() {
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

  /** The stylesheet for this panel, as an address for {@code getStylesheets()}. */
  public String stylesheet() {
    String css =
        MILLIMETRES
            .matcher(source())
            .replaceAll(
                found ->
                    String.format(Locale.ROOT, "%.2fpx", mm(Double.parseDouble(found.group(1)))));
    return "data:text/css;charset=utf-8;base64,"
        + Base64.getEncoder().encodeToString(css.getBytes(StandardCharsets.UTF_8));
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
