package be.borne.townhall.guichet.engine.embedded;

import java.awt.Color;

/** The colours of certificates. Every text has a contrast of 7 to 1 at least on its ground. */
final class Ink {
  static final Color TEXT = new Color(0x14, 0x18, 0x1E);
  static final Color QUIET = new Color(0x43, 0x4A, 0x54);
  static final Color BLUE = new Color(0x1F, 0x3A, 0x5F);
  static final Color RED = new Color(0x8A, 0x1C, 0x1C);
  static final Color PALE_RED = new Color(0xFB, 0xEE, 0xEC);
  static final Color PALE = new Color(0xF1, 0xF3, 0xF6);
  static final Color HAIRLINE = new Color(0xC3, 0xC9, 0xD1);

  private Ink() {}
}
