package be.borne.kiosk.journey;

/** What the host of a terminal can choose once the host's code was right. */
public enum HostChoice {
  /** See what is wrong now, or whether it has changed. */
  FINDINGS,
  /** Put paper in, and see whether the printer noticed. */
  REFILL,
  /** A page of our own, which is nobody's document. */
  TEST_PRINT,
  /** Put a card in, and see whether it can be read. */
  READER_TEST,
  VOLUME,
  LOUDER,
  SOFTER,
  /** Take the terminal out of service. */
  CLOSE,
  /** Put it back into service. */
  OPEN,
  RESTART,
  /** The same, confirmed. */
  RESTART_NOW
}
