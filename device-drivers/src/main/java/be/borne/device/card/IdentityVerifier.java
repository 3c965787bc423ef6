package be.borne.device.card;

import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Collection;

/**
 * What this terminal believes of a card: which roots are pinned, what day it is, and which
 * authorities it has met before. One for the life of the program. Fails closed: whatever cannot be
 * checked does not hold. Thread-safe.
 */
public final class IdentityVerifier {
  private final PinnedChains chains;
  private final Clock clock;
  private final AuthorityCache authorities = new AuthorityCache();
  private final SecureRandom random = new SecureRandom();

  /**
   * @param pinnedRoots the only roots trusted
   * @param clock what day and time it is
   * @throws IllegalArgumentException if no root is given
   */
  public IdentityVerifier(Collection<X509Certificate> pinnedRoots, Clock clock) {
    this.chains = new PinnedChains(pinnedRoots);
    this.clock = clock;
  }

  PinnedChains chains() {
    return chains;
  }

  Clock clock() {
    return clock;
  }

  AuthorityCache authorities() {
    return authorities;
  }

  ChipProof newChipProof() {
    return new ChipProof(random);
  }
}
