package be.borne.townhall.guichet.engine.embedded;

import java.io.IOException;

/**
 * A character that the certificate's fonts cannot write as it is written by hand. Its message names
 * the character alone: one letter says nothing about anybody.
 */
final class UnwritableText extends IOException {
  private static final long serialVersionUID = 1L;

  UnwritableText(int codePoint) {
    super("the register holds a character that cannot be printed: U+%04X".formatted(codePoint));
  }
}
