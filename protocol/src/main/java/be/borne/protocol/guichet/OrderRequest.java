package be.borne.protocol.guichet;

import be.borne.protocol.terminal.Language;

/**
 * An order for the citizen of the session. Sent with a header {@code Idempotency-Key} (a UUID
 * chosen by the terminal): the same key always gives the same order, however often it is sent.
 *
 * @param serviceId one of the catalogue's
 * @param documentLanguage one the service offers
 */
public record OrderRequest(String serviceId, Language documentLanguage) {
  public OrderRequest {
    Bounds.matching(serviceId, "service id", Service.ID);
    Bounds.present(documentLanguage, "documentLanguage");
  }
}
