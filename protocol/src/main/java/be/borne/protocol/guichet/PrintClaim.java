package be.borne.protocol.guichet;

import java.util.UUID;

/**
 * A terminal's wish to print an order once. An order has at most one claim that is open or in
 * doubt, so that no document can be under way to two printers.
 *
 * @param claimId chosen by the terminal, and in its journal before it is sent
 */
public record PrintClaim(UUID claimId) {
  public PrintClaim {
    Bounds.present(claimId, "claimId");
  }
}
