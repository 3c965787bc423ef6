package be.borne.device.card;

/** Inside this package: why an exchange with a card came to nothing. */
final class CardFault extends Exception {
  private static final long serialVersionUID = 1;
  private final CardRefusal refusal;

  CardFault(CardRefusal refusal, String detail) {
    super(detail);
    this.refusal = refusal;
  }

  CardFault(CardRefusal refusal, String detail, Throwable cause) {
    super(detail, cause);
    this.refusal = refusal;
  }

  CardRefusal refusal() {
    return refusal;
  }
}
