package be.borne.kiosk.journey;

/** Where a citizen types the PIN. */
public enum PinPlace {
  ON_SCREEN,
  /** On the card reader's own keys: no program of the terminal sees the PIN. */
  ON_READER
}
