package be.borne.protocol.guichet;

/**
 * A filled form has arrived.
 *
 * @param reference of its file, as of an order; random, so that it says nothing of the citizen
 * @param tracking by which its citizen can ask for it without a card; null where it has none
 */
public record Receipt(String reference, TrackingCode tracking) {
  public Receipt {
    Bounds.matching(reference, "reference", Order.REFERENCE);
  }

  /** Without a tracking code. */
  public Receipt(String reference) {
    this(reference, null);
  }
}
