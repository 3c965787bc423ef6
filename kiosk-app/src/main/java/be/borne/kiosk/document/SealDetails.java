package be.borne.kiosk.document;

import java.time.Instant;
import java.util.Optional;

/**
 * What the gate learnt of a document that passed.
 *
 * @param organisation 2.5.4.97 of the sealing certificate
 * @param signer its common name
 * @param timestamp when it was sealed, if an authority attests it
 * @param pages how many
 * @param orderReference as sealed
 * @param proofBytes how many follow the sealed revision as proof of the seal, and are not printed
 */
public record SealDetails(
    String organisation,
    String signer,
    Optional<Instant> timestamp,
    int pages,
    String orderReference,
    int proofBytes) {}
