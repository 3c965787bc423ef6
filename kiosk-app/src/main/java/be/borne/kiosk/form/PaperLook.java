package be.borne.kiosk.form;

/**
 * What a machine can say of a picture of a paper, for those who cannot see it themselves. It is a
 * hint and decides nothing.
 */
public enum PaperLook {
  /** There are light and dark, and sharp edges between them, as writing has. */
  WRITING,
  /** There is hardly any light. */
  DARK,
  /** There is light, and next to no edge: nothing lies there, it lies face down, or is blurred. */
  BLANK
}
