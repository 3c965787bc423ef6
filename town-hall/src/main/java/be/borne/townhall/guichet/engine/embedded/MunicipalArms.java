package be.borne.townhall.guichet.engine.embedded;

import java.awt.Color;
import java.io.IOException;
import org.apache.pdfbox.pdmodel.PDPageContentStream;

/**
 * The arms of the municipality that does not exist: a bridge of one arch over two waves, under a
 * star of six points. Nobody bears them.
 */
final class MunicipalArms {
  static final float WIDTH = 46;
  static final float HEIGHT = 54;

  private static final Color FIELD = new Color(0x1F, 0x3A, 0x5F);
  private static final Color METAL = new Color(0xE9, 0xE4, 0xD4);
  private static final int STAR_POINTS = 6;

  private MunicipalArms() {}

  /** Draws them with the lower-left corner at the given place. */
  static void draw(PDPageContentStream content, float left, float bottom) throws IOException {
    content.setNonStrokingColor(FIELD);
    shield(content, left, bottom, 0);
    content.fill();
    content.setStrokingColor(METAL);
    content.setLineWidth(1.2f);
    shield(content, left, bottom, 2.2f);
    content.stroke();
    content.setNonStrokingColor(METAL);
    star(content, left + WIDTH / 2, bottom + 41.5f, 6.2f);
    bridge(content, left, bottom);
    wave(content, left + 12.5f, bottom + 15.5f, 3);
    wave(content, left + 16.5f, bottom + 10.5f, 2);
  }

  private static void shield(PDPageContentStream c, float left, float bottom, float inset)
      throws IOException {
    float l = left + inset;
    float r = left + WIDTH - inset;
    float t = bottom + HEIGHT - inset;
    float b = bottom + inset;
    float shoulder = bottom + HEIGHT * 0.42f;
    c.moveTo(l, t);
    c.lineTo(r, t);
    c.lineTo(r, shoulder);
    c.curveTo(r, bottom + HEIGHT * 0.2f, left + WIDTH * 0.68f, b + 6, left + WIDTH / 2, b);
    c.curveTo(left + WIDTH * 0.32f, b + 6, l, bottom + HEIGHT * 0.2f, l, shoulder);
    c.closePath();
  }

  private static void star(PDPageContentStream c, float x, float y, float radius)
      throws IOException {
    for (int corner = 0; corner < 2 * STAR_POINTS; corner++) {
      double angle = Math.PI / 2 + corner * Math.PI / STAR_POINTS;
      float reach = corner % 2 == 0 ? radius : radius * 0.48f;
      float cornerX = x + (float) (Math.cos(angle) * reach);
      float cornerY = y + (float) (Math.sin(angle) * reach);
      if (corner == 0) {
        c.moveTo(cornerX, cornerY);
      } else {
        c.lineTo(cornerX, cornerY);
      }
    }
    c.closePath();
    c.fill();
  }

  private static void bridge(PDPageContentStream c, float left, float bottom) throws IOException {
    float base = bottom + 20;
    float deck = bottom + 32;
    c.moveTo(left + 6, base);
    c.lineTo(left + 6, deck);
    c.lineTo(left + WIDTH - 6, deck);
    c.lineTo(left + WIDTH - 6, base);
    c.lineTo(left + WIDTH - 13, base);
    c.curveTo(left + WIDTH - 13, base + 10.5f, left + 13, base + 10.5f, left + 13, base);
    c.closePath();
    c.fill();
  }

  private static void wave(PDPageContentStream c, float x, float y, int crests) throws IOException {
    c.setLineWidth(1.5f);
    c.moveTo(x, y);
    float step = 7;
    for (int crest = 0; crest < crests; crest++) {
      float from = x + crest * step;
      c.curveTo(from + 2, y + 3, from + step - 2, y - 3, from + step, y);
    }
    c.stroke();
  }
}
