package be.borne.protocol.guichet;

/**
 * A filled form has arrived.
 *
 * @param reference of its file, as of an order; random, so that it says nothing of the citizen
 */
public record Receipt(String reference) {
  public Receipt {
    Bounds.matching(reference, "reference", Order.REFERENCE);
  }
}
