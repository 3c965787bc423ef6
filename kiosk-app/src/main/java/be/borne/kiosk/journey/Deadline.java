package be.borne.kiosk.journey;

/** The kinds of deadline a state may have; how long each is comes from the configuration. */
public enum Deadline {
  /** The resting states wait for a citizen or a technician. */
  NONE,
  /** The citizen reads, thinks or types. Every touch or key starts it anew. */
  IDLE,
  /** The citizen reads what went wrong, and may have to write something down. */
  READING,
  /** The question "are you still there?" stands. At least 20 s [EN 301 549, WCAG 2.2.1]. */
  WARNING,
  /** The card is read. */
  CARD,
  /** The card signs and the guichet answers. */
  SIGN_IN,
  /** The citizen types on the card reader's keys, and the reader counts the time. */
  PIN_ON_READER,
  /** The camera takes a picture. */
  CAMERA,
  /** A file is read and brought to the guichet: it is large, and the line may be slow. */
  FILE,
  /** The guichet works. */
  GUICHET,
  /** The host reads or chooses; a citizen must not find it open. */
  HOST,
  /** The printer works, or waits for paper. */
  PRINT,
  /** The citizen takes card and paper. */
  FAREWELL;

  /** Whether it is a person that is waited for, so that every touch or key starts it anew. */
  public boolean startsAnewByHand() {
    return this == IDLE || this == READING || this == WARNING || this == HOST;
  }
}
