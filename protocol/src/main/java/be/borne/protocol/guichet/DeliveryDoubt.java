package be.borne.protocol.guichet;

import java.time.Instant;
import java.util.UUID;

/**
 * What a terminal says of a document's paper while it does not know what became of it and is still
 * finding out. A {@link DeliveryReport} follows, always: with what was observed, or with {@link
 * DeliveryReport.Outcome#UNKNOWN} when the terminal has given up.
 *
 * <p>A call of its own rather than an outcome: a guichet that does not know it refuses it and hears
 * the report later, as ever. Taken for an UNKNOWN it would let a person free the order while the
 * printer may still put it out.
 *
 * @param claimId the {@link PrintClaim} under which it was to be printed
 * @param known what is known so far; the latest word counts
 * @param since when the doubt began, the terminal's clock
 */
public record DeliveryDoubt(UUID claimId, Known known, Instant since) {

  /** What is known so far. */
  public enum Known {
    /** The printer fell silent with the document on its way. */
    PRINTER_SILENT,
    /** The printer had not let go of it when last seen: a sheet may come yet. */
    STILL_IN_PRINTER,
    /** The terminal was interrupted while it printed, and is asking the printer. */
    TERMINAL_INTERRUPTED
  }

  public DeliveryDoubt {
    Bounds.present(claimId, "claimId");
    Bounds.present(known, "known");
    Bounds.present(since, "since");
  }
}
