package be.borne.protocol.guichet;

import java.util.List;

/**
 * What can be ordered at this terminal, in the order in which it should be offered.
 *
 * @param services at most 200
 */
public record Catalogue(List<Service> services) {
  private static final int MAX_SERVICES = 200;

  public Catalogue {
    services = List.copyOf(Bounds.present(services, "services"));
    if (services.size() > MAX_SERVICES) {
      throw new IllegalArgumentException("more than " + MAX_SERVICES + " services");
    }
  }
}
