package be.borne.kiosk.journey;

import be.borne.protocol.guichet.PickupCode;
import be.borne.protocol.guichet.Service;
import be.borne.protocol.guichet.UnfinishedOrder;
import be.borne.protocol.guichet.UnfinishedOrder.Standing;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A document that the citizen ordered earlier, here or elsewhere, and has not got yet.
 *
 * @param serviceId what was ordered
 * @param service how it is called; empty if it is no longer in the catalogue
 */
public record WaitingDocument(
    String reference,
    String serviceId,
    Optional<Service> service,
    Instant placedAt,
    Standing standing) {

  /**
   * @param catalogue where its name is looked up
   */
  public static WaitingDocument of(UnfinishedOrder order, List<Service> catalogue) {
    return new WaitingDocument(
        order.reference(),
        order.serviceId(),
        catalogue.stream().filter(known -> known.id().equals(order.serviceId())).findFirst(),
        order.placedAt(),
        order.standing());
  }

  public PickupCode pickupCode() {
    return PickupCode.of(reference);
  }

  public boolean canBePrinted() {
    return standing == Standing.READY;
  }
}
