package be.borne.device.card;

/** Inside this package: a reading that must end, although the card answered. */
final class NotVerified extends Exception {
  private static final long serialVersionUID = 1;
  private final CardRefusal refusal;

  /**
   * @param detail for a technician, without personal data
   */
  NotVerified(CardRefusal refusal, String detail) {
    super(detail);
    this.refusal = refusal;
  }

  CardRefusal refusal() {
    return refusal;
  }
}
