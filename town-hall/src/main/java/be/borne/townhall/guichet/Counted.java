package be.borne.townhall.guichet;

import be.borne.protocol.guichet.DeliveryWay;
import java.time.Instant;
import java.util.Optional;

/**
 * One thing to be counted: what it was, where and when, and nothing by which it could be found
 * again.
 */
public sealed interface Counted {

  /** When it happened, by the guichet's clock. */
  Instant at();

  /** Service or form. */
  String subject();

  /** A document was ordered. */
  record Ordered(Instant at, String subject, String terminal, DeliveryWay way) implements Counted {}

  /** A document was refused, by the engine or a clerk. */
  record Refused(Instant at, String subject, String terminal, DeliveryWay way) implements Counted {}

  /**
   * A document reached its citizen.
   *
   * @param terminal that printed it; empty if it went another way
   * @param copies on paper; one by another way
   */
  record Delivered(
      Instant at, String subject, Optional<String> terminal, DeliveryWay way, int copies)
      implements Counted {}

  /** A filled form arrived. */
  record FormSent(Instant at, String subject, String terminal) implements Counted {}
}
