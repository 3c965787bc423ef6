package be.borne.device.card;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/**
 * Certificates of authorities met before: the National Register's and the Citizen and Foreigner
 * CAs'. The next card of the same ones need not be asked for them, which saves a third of a second
 * on an older card. Holds only what was verified up to a pinned root, is verified again at each
 * use, names no citizen, and is bounded. Thread-safe.
 */
final class AuthorityCache {
  /** Belgium founds a few CAs a year; a card is valid for ten years at most. */
  private static final int MAX_CERTIFICATES = 64;

  private final SequencedSet<X509Certificate> registers = new LinkedHashSet<>();
  private final SequencedSet<X509Certificate> issuers = new LinkedHashSet<>();

  /** Register certificates, the one used last first. */
  synchronized List<X509Certificate> registers() {
    return new ArrayList<>(registers.reversed());
  }

  /** CAs of this name, the one used last first. */
  synchronized List<X509Certificate> issuersOf(X509Certificate certificate) {
    return issuers.reversed().stream()
        .filter(
            issuer -> issuer.getSubjectX500Principal().equals(certificate.getIssuerX500Principal()))
        .toList();
  }

  /**
   * @param register verified up to a pinned root
   */
  synchronized void keepRegister(X509Certificate register) {
    keep(registers, register);
  }

  /**
   * @param issuer verified up to a pinned root
   */
  synchronized void keepIssuer(X509Certificate issuer) {
    keep(issuers, issuer);
  }

  private static void keep(SequencedSet<X509Certificate> kept, X509Certificate certificate) {
    kept.addLast(certificate);
    while (kept.size() > MAX_CERTIFICATES) {
      kept.removeFirst();
    }
  }
}
