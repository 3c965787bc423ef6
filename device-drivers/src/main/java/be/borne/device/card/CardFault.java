package be.borne.device.card;

import java.util.Objects;

/** Why an exchange with a card or its reader came to nothing. The message names nobody. */
public final class CardFault extends Exception {
  private static final long serialVersionUID = 1;
  private final CardRefusal refusal;

  /**
   * @param detail for a technician, in English, without personal data
   */
  public CardFault(CardRefusal refusal, String detail) {
    super(detail);
    this.refusal = Objects.requireNonNull(refusal, "refusal");
  }

  /**
   * @param detail for a technician, in English, without personal data
   */
  public CardFault(CardRefusal refusal, String detail, Throwable cause) {
    super(detail, cause);
    this.refusal = Objects.requireNonNull(refusal, "refusal");
  }

  /** What it means for whoever holds the card. */
  public CardRefusal refusal() {
    return refusal;
  }
}
