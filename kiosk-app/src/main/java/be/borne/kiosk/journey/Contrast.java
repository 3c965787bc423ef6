package be.borne.kiosk.journey;

/** The colours of the screens, by what they do for an eye. */
public enum Contrast {
  /** Dark letters on warm white: what a terminal shows by itself. */
  CALM,
  /** White letters on black: no glare. */
  NIGHT,
  /** Yellow letters on black. */
  YELLOW,
  /** Black letters on white, without any colour that does not say something. */
  BLACK
}
