package be.borne.kiosk.journey;

import be.borne.protocol.guichet.PickupCode;
import be.borne.protocol.guichet.Service;
import be.borne.protocol.guichet.UnfinishedOrder;
import be.borne.protocol.guichet.UnfinishedOrder.Standing;
import java.util.List;
import java.util.Optional;

/**
 * A document that the citizen ordered earlier, here or elsewhere, and has not got yet.
 *
 * @param service how it is called; empty if it is no longer in the catalogue
 */
public record WaitingDocument(UnfinishedOrder order, Optional<Service> service) {

  /**
   * @param catalogue where its name is looked up
   */
  public static WaitingDocument of(UnfinishedOrder order, List<Service> catalogue) {
    return new WaitingDocument(
        order,
        catalogue.stream().filter(known -> known.id().equals(order.serviceId())).findFirst());
  }

  public String reference() {
    return order.reference();
  }

  public Standing standing() {
    return order.standing();
  }

  public PickupCode pickupCode() {
    return PickupCode.of(order.reference());
  }

  public boolean canBePrinted() {
    return order.standing() == Standing.READY;
  }
}
