package be.borne.kiosk.journey;

import be.borne.protocol.guichet.Procedure;
import be.borne.protocol.guichet.Service;
import java.util.List;

/**
 * What this citizen can ask for here.
 *
 * @param services certificates that can be ordered
 * @param procedures forms that can be filled in
 */
public record Offer(List<Service> services, List<Procedure> procedures) {
  public Offer {
    services = List.copyOf(services);
    procedures = List.copyOf(procedures);
  }

  /** Certificates alone. */
  public static Offer of(List<Service> services) {
    return new Offer(services, List.of());
  }

  /** Whether the guichet keeps a draft of this form for the citizen. */
  boolean hasDraftOf(String formId) {
    return procedures.stream()
        .anyMatch(procedure -> procedure.formId().equals(formId) && procedure.begun());
  }
}
