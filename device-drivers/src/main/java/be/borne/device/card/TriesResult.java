package be.borne.device.card;

/** What a card says of its PIN without being offered one. */
public sealed interface TriesResult {
  /**
   * @param left 0 when the PIN is blocked
   */
  record Known(int left) implements TriesResult {}

  /** With this card, or in this reader, only a spent try would tell; none was spent. */
  record Unknown() implements TriesResult {}

  /**
   * @param detail for a technician, in English, without personal data
   */
  record Failed(CardRefusal reason, String detail) implements TriesResult {}
}
