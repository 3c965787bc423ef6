package be.borne.townhall.guichet.engine;

import be.borne.protocol.terminal.Language;
import java.util.Optional;

/**
 * What the guichet asks an engine to issue.
 *
 * @param reference the order's own reference; the engine prints it on the document, and takes two
 *     commissions with one reference for the same
 * @param citizen whose document it is, proven by the card
 * @param serviceId one of the engine's services
 * @param documentLanguage one that the service offers
 * @param purposeId one of the service's, which the engine prints on the document; empty where the
 *     service asks for none
 */
public record Commission(
    String reference,
    NationalNumber citizen,
    String serviceId,
    Language documentLanguage,
    Optional<String> purposeId) {

  /** For whatever it is needed. */
  public Commission(
      String reference, NationalNumber citizen, String serviceId, Language documentLanguage) {
    this(reference, citizen, serviceId, documentLanguage, Optional.empty());
  }
}
