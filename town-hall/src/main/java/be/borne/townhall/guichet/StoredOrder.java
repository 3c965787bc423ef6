package be.borne.townhall.guichet;

import be.borne.protocol.guichet.DeliveryWay;
import be.borne.protocol.guichet.IssuedDocument;
import be.borne.protocol.guichet.Order;
import be.borne.protocol.guichet.OrderRequest;
import be.borne.protocol.guichet.RefusalReason;
import be.borne.protocol.guichet.Sides;
import be.borne.protocol.guichet.TrackingCode;
import be.borne.protocol.terminal.Language;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.UUID;

/**
 * An order as the store keeps it: it says what was ordered where, and of the citizen only a
 * pseudonym. Where an e-mail is to go lies apart.
 *
 * @param document null until it is issued
 * @param purposeId null where none was asked
 * @param requestMark stands for the whole request; null in orders from before there was a choice
 * @param refusal what its citizen is told of a refusal; null unless it was refused
 * @param tracking null in orders from before there were such codes
 */
@SuppressWarnings("ArrayRecordComponent") // pseudonym and mark are compared by isFor and answers
record StoredOrder(
    String reference,
    UUID idempotencyKey,
    byte[] citizen,
    String terminal,
    String serviceId,
    Language language,
    Order.State state,
    Instant placedAt,
    IssuedDocument document,
    String purposeId,
    int copies,
    DeliveryWay way,
    byte[] requestMark,
    RefusalReason refusal,
    TrackingCode tracking) {

  /** One that is not refused and cannot be followed without a card. */
  StoredOrder(
      String reference,
      UUID idempotencyKey,
      byte[] citizen,
      String terminal,
      String serviceId,
      Language language,
      Order.State state,
      Instant placedAt,
      IssuedDocument document,
      String purposeId,
      int copies,
      DeliveryWay way,
      byte[] requestMark) {
    this(
        reference,
        idempotencyKey,
        citizen,
        terminal,
        serviceId,
        language,
        state,
        placedAt,
        document,
        purposeId,
        copies,
        way,
        requestMark,
        null,
        null);
  }

  /** One on paper, for whatever it is needed. */
  StoredOrder(
      String reference,
      UUID idempotencyKey,
      byte[] citizen,
      String terminal,
      String serviceId,
      Language language,
      Order.State state,
      Instant placedAt,
      IssuedDocument document) {
    this(
        reference,
        idempotencyKey,
        citizen,
        terminal,
        serviceId,
        language,
        state,
        placedAt,
        document,
        null,
        1,
        DeliveryWay.PAPER,
        null);
  }

  boolean isFor(byte[] pseudonym) {
    return MessageDigest.isEqual(citizen, pseudonym);
  }

  /**
   * Whether this is what was asked for.
   *
   * @param mark the request's, under this order's key
   */
  boolean answers(OrderRequest request, byte[] mark, String from) {
    boolean same =
        requestMark == null
            ? request.equals(new OrderRequest(serviceId, language))
            : MessageDigest.isEqual(requestMark, mark);
    return same && terminal.equals(from);
  }

  Order order(Sides sides) {
    return new Order(reference, serviceId, state, document, sides, copies, refusal, tracking);
  }

  /** Without the pseudonym. */
  @Override
  public String toString() {
    return "StoredOrder[" + reference + ", " + state + "]";
  }
}
