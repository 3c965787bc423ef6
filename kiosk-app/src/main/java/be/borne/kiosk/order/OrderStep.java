package be.borne.kiosk.order;

import be.borne.protocol.guichet.DeliveryReport;
import java.util.Optional;

/** How far an order has come, as far as the journal knows. Written before the world is moved. */
public enum OrderStep {
  /** The idempotency key is chosen; the guichet may or may not have heard of it. */
  BEGUN,
  /** The guichet gave a reference. */
  ORDERED,
  /** A print job is about to be made; the printer has no document. */
  PRINT_INTENDED,
  /** The printer has made the job; the document may be on its way. */
  JOB_CREATED,
  /** The printer has taken the whole document. */
  HANDED_OVER,
  /** The printer was observed to finish. */
  PRINTED,
  /** Certainly no sheet came out. */
  NOT_PRINTED,
  /** Nobody can tell; a person has to look. Never printed again automatically. */
  UNKNOWN,
  /** Ended before the guichet gave a reference. */
  ABANDONED;

  /** What the guichet is to hear of an order that ended like this; empty before its end. */
  Optional<DeliveryReport.Outcome> delivery() {
    return switch (this) {
      case PRINTED -> Optional.of(DeliveryReport.Outcome.PRINTED);
      case NOT_PRINTED -> Optional.of(DeliveryReport.Outcome.NOT_PRINTED);
      case UNKNOWN -> Optional.of(DeliveryReport.Outcome.UNKNOWN);
      case BEGUN, ORDERED, PRINT_INTENDED, JOB_CREATED, HANDED_OVER, ABANDONED -> Optional.empty();
    };
  }
}
