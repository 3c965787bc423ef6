package be.borne.protocol.guichet;

import java.util.List;
import java.util.UUID;

/**
 * The claims of a terminal whose end the guichet has not heard of, those in {@link DeliveryDoubt}
 * among them: for a terminal that has lost its journal.
 *
 * @param claims at most {@value #MOST}, oldest first
 */
public record OpenClaims(List<OpenClaim> claims) {
  public static final int MOST = 100;

  /** One of them; nothing is said of what was ordered, or by whom. */
  public record OpenClaim(String reference, UUID claimId) {
    public OpenClaim {
      Bounds.matching(reference, "order reference", Order.REFERENCE);
      Bounds.present(claimId, "claimId");
    }
  }

  public OpenClaims {
    claims = List.copyOf(Bounds.present(claims, "claims"));
    if (claims.size() > MOST) {
      throw new IllegalArgumentException("more than " + MOST + " claims");
    }
  }
}
