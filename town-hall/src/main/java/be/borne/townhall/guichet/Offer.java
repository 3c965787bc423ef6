package be.borne.townhall.guichet;

import be.borne.protocol.guichet.Catalogue;
import be.borne.protocol.guichet.DeliveryWay;
import be.borne.protocol.guichet.Service;
import be.borne.townhall.guichet.engine.Engine;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What can be ordered: the engine's services, in the ways that this town hall has the means for.
 */
final class Offer {
  private final Engine engine;
  private final Set<DeliveryWay> ways;

  /**
   * @param ways beside paper, which there always is
   */
  Offer(Engine engine, Set<DeliveryWay> ways) {
    this.engine = engine;
    this.ways = EnumSet.of(DeliveryWay.PAPER);
    this.ways.addAll(ways);
  }

  Catalogue catalogue() {
    return new Catalogue(engine.catalogue().services().stream().map(this::offered).toList());
  }

  Optional<Service> service(String id) {
    return engine.catalogue().services().stream()
        .filter(service -> service.id().equals(id))
        .findFirst()
        .map(this::offered);
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
