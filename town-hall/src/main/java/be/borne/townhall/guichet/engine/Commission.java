package be.borne.townhall.guichet.engine;

import be.borne.protocol.terminal.Language;

/**
 * What the guichet asks an engine to issue.
 *
 * @param reference the order's own reference; the engine prints it on the document, and takes two
 *     commissions with one reference for the same
 * @param citizen whose document it is, proven by the card
 * @param serviceId one of the engine's services
 * @param documentLanguage one that the service offers
 */
public record Commission(
    String reference, NationalNumber citizen, String serviceId, Language documentLanguage) {}
