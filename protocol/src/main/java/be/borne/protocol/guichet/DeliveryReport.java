package be.borne.protocol.guichet;

import java.time.Instant;
import java.util.UUID;

/**
 * What the terminal saw happen to a document's paper.
 *
 * @param claimId the {@link PrintClaim} under which it was to be printed
 * @param outcome what was observed, never what was hoped
 * @param observedAt the terminal's clock
 */
public record DeliveryReport(UUID claimId, Outcome outcome, Instant observedAt) {

  /** What became of the paper. */
  public enum Outcome {
    /** The printer was observed to finish the job. */
    PRINTED,
    /** The printer was observed not to have put it on paper. */
    NOT_PRINTED,
    /** Nobody can tell; a person has to look. */
    UNKNOWN
  }

  public DeliveryReport {
    Bounds.present(claimId, "claimId");
    Bounds.present(outcome, "outcome");
    Bounds.present(observedAt, "observedAt");
  }
}
