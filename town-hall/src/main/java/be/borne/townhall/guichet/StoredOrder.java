package be.borne.townhall.guichet;

import be.borne.protocol.guichet.IssuedDocument;
import be.borne.protocol.guichet.Order;
import be.borne.protocol.guichet.OrderRequest;
import be.borne.protocol.guichet.Sides;
import be.borne.protocol.terminal.Language;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.UUID;

/**
 * An order as the store keeps it: it says what was ordered where, and of the citizen only a
 * pseudonym.
 *
 * @param document null until it is issued
 */
@SuppressWarnings("ArrayRecordComponent") // the pseudonym is compared by isFor alone
record StoredOrder(
    String reference,
    UUID idempotencyKey,
    byte[] citizen,
    String terminal,
    String serviceId,
    Language language,
    Order.State state,
    Instant placedAt,
    IssuedDocument document) {

  boolean isFor(byte[] pseudonym) {
    return MessageDigest.isEqual(citizen, pseudonym);
  }

  boolean answers(OrderRequest request, String from) {
    return serviceId.equals(request.serviceId())
        && language == request.documentLanguage()
        && terminal.equals(from);
  }

  Order order(Sides sides) {
    return new Order(reference, serviceId, state, document, sides);
  }

  /** Without the pseudonym. */
  @Override
  public String toString() {
    return "StoredOrder[" + reference + ", " + state + "]";
  }
}
