package be.borne.townhall.guichet;

import be.borne.protocol.guichet.Catalogue;
import be.borne.protocol.guichet.DeliveryWay;
import be.borne.protocol.guichet.Service;
import be.borne.townhall.guichet.engine.Engine;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What can be ordered: the engine's services, in the ways that this town hall has the means for.
 * What needs a clerk of the town hall's own is not offered where there is none.
 */
final class Offer {
  private final Engine engine;
  private final Set<DeliveryWay> ways;
  private final boolean hasClerk;

  /** Where there are clerks. */
  Offer(Engine engine, Set<DeliveryWay> ways) {
    this(engine, ways, true);
  }

  /**
   * @param ways beside paper, which there always is
   * @param hasClerk whether there is a console from which clerks answer
   */
  Offer(Engine engine, Set<DeliveryWay> ways, boolean hasClerk) {
    this.hasClerk = hasClerk;
    this.engine = engine;
    this.ways = EnumSet.of(DeliveryWay.PAPER);
    this.ways.addAll(ways);
  }

  Catalogue catalogue() {
    return new Catalogue(services().map(this::offered).toList());
  }

  Optional<Service> service(String id) {
    return services().filter(service -> service.id().equals(id)).findFirst().map(this::offered);
  }

  private Stream<Service> services() {
    boolean isLeftUndone = !hasClerk && engine.clerkDesk().isPresent();
    return engine.catalogue().services().stream()
        .filter(
            service ->
                !isLeftUndone || service.delivery() != Service.Delivery.AFTER_A_CLERKS_CHECK);
  }

  private Service offered(Service service) {
    List<DeliveryWay> possible = service.ways().stream().filter(ways::contains).toList();
    return new Service(
        service.id(),
        service.title(),
        service.explanation(),
        service.documentLanguages(),
        service.feeCents(),
        service.delivery(),
        service.sides(),
        service.purposes(),
        service.mostCopies(),
        possible.isEmpty() ? List.of(DeliveryWay.PAPER) : possible);
  }
}
