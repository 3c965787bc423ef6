package be.borne.protocol.guichet;

import java.time.Instant;

/**
 * A citizen's own order of which no paper was delivered yet.
 *
 * @param reference as in {@link Order}
 * @param serviceId what was ordered
 * @param placedAt the guichet's clock
 * @param standing what can be done about it
 */
public record UnfinishedOrder(
    String reference, String serviceId, Instant placedAt, Standing standing) {

  /** What can be done about it. */
  public enum Standing {
    /** It can be printed now, at any terminal. */
    READY,
    /** The town hall is still making the document. */
    IN_PREPARATION,
    /** A terminal has claimed it, and has not said yet what became of it. */
    BEING_PRINTED,
    /** Nobody knows whether it came out; its terminal is finding out, or a person has to look. */
    IN_DOUBT
  }

  public UnfinishedOrder {
    Bounds.matching(reference, "order reference", Order.REFERENCE);
    Bounds.matching(serviceId, "service id", Service.ID);
    Bounds.present(placedAt, "placedAt");
    Bounds.present(standing, "standing");
  }
}
