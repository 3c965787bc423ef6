package be.borne.protocol.guichet;

import be.borne.protocol.terminal.Language;
import java.util.Objects;
import java.util.Optional;

/**
 * An order for the citizen of the session. Sent with a header {@code Idempotency-Key} (a UUID
 * chosen by the terminal): the same key always gives the same order, however often it is sent.
 *
 * @param serviceId one of the catalogue's
 * @param documentLanguage one the service offers
 * @param purposeId one of the service's; null exactly where it has none
 * @param copies on paper, 1 to the service's most; one where nothing is said, and for every other
 *     way
 * @param way one the service offers; paper where nothing is said
 * @param email where to; null exactly where the way is another
 */
public record OrderRequest(
    String serviceId,
    Language documentLanguage,
    String purposeId,
    Integer copies,
    DeliveryWay way,
    EmailAddress email) {

  public OrderRequest {
    Bounds.matching(serviceId, "service id", Service.ID);
    Bounds.present(documentLanguage, "documentLanguage");
    if (purposeId != null) {
      Bounds.matching(purposeId, "purpose id", Service.ID);
    }
    way = Objects.requireNonNullElse(way, DeliveryWay.PAPER);
    copies = Objects.requireNonNullElse(copies, 1);
    if (copies < 1 || copies > Service.MOST_COPIES || (copies > 1 && way != DeliveryWay.PAPER)) {
      throw new IllegalArgumentException("copies are out of bounds");
    }
    if ((way == DeliveryWay.EMAIL) != (email != null)) {
      throw new IllegalArgumentException("an order has an address exactly when it is sent there");
    }
  }

  /** One on paper, for whatever it is needed. */
  public OrderRequest(String serviceId, Language documentLanguage) {
    this(serviceId, documentLanguage, null, 1, DeliveryWay.PAPER, null);
  }

  /** Whether this service can be ordered in this way; says why not, for a technician. */
  public Optional<String> refusedBy(Service service) {
    if (!service.id().equals(serviceId)) {
      return Optional.of("service is another");
    }
    if (!service.documentLanguages().contains(documentLanguage)) {
      return Optional.of("document language is not offered");
    }
    if (service.purposes().isEmpty() != (purposeId == null)
        || (purposeId != null && service.purpose(purposeId).isEmpty())) {
      return Optional.of("purpose is not offered, or missing");
    }
    if (!service.ways().contains(way)) {
      return Optional.of("way of delivery is not offered");
    }
    return copies > service.mostCopies()
        ? Optional.of("more copies than are offered")
        : Optional.empty();
  }
}
