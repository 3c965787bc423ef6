package be.borne.townhall.guichet;

import be.borne.townhall.guichet.revocation.RevocationCheck;
import be.borne.townhall.guichet.revocation.Standing;
import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.PKIXCertPathValidatorResult;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whose certificates are believed: those that chain to a pinned root of the eID (RFC 5280, section
 * 6) and still stand. The root that a card carries is never asked for.
 */
final class CardTrust implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CardTrust.class);
  private static final int DIGITAL_SIGNATURE = 0;
  private static final int NON_REPUDIATION = 1;
  private static final int NOT_AN_AUTHORITY = -1;
  private static final String OCSP_SIGNING = "1.3.6.1.5.5.7.3.9";

  private final List<X509Certificate> roots;
  private final Revocation revocation;
  private final RevocationCheck check;
  private final Clock clock;

  CardTrust(List<X509Certificate> roots, Revocation revocation, Clock clock) {
    this.roots = List.copyOf(roots);
    this.revocation = revocation;
    this.check = new RevocationCheck(clock);
    this.clock = clock;
  }

  /**
   * The citizen's authentication certificate, below a Citizen or Foreigner CA below a root.
   *
   * @throws Refusal if it does not chain, or is not for authentication
   */
  void requireAuthentication(X509Certificate certificate, X509Certificate issuer) throws Refusal {
    if (certificate.getBasicConstraints() != NOT_AN_AUTHORITY
        || !mayUse(certificate, DIGITAL_SIGNATURE)) {
      throw Refusal.citizen("certificate is not for authentication");
    }
    var _ = requireChain(List.of(certificate, issuer), "authentication certificate");
  }

  /**
   * That none of them was revoked. Asked last: what no card of ours signed makes nobody call
   * anybody.
   *
   * @param certificate the citizen's, that chains
   * @param issuer whose signature is on it
   * @param register that chains
   * @throws Refusal if one was, or if that cannot be found out and has to be
   */
  void requireNotRevoked(
      X509Certificate certificate, X509Certificate issuer, X509Certificate register)
      throws Refusal {
    if (revocation == Revocation.NONE) {
      return;
    }
    requireGood(certificate, issuer, "authentication certificate");
    requireGood(issuer, rootOf(issuer), "citizens' authority");
    requireGood(register, rootOf(register), "register certificate");
  }

  private X509Certificate rootOf(X509Certificate certificate) throws Refusal {
    return requireChain(List.of(certificate), "certificate below a root");
  }

  private void requireGood(X509Certificate certificate, X509Certificate issuer, String what)
      throws Refusal {
    Standing standing;
    try {
      standing = check.of(certificate, issuer);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Refusal.unavailable("town hall is stopping");
    }
    switch (standing) {
      case Standing.Good() -> {}
      case Standing.Revoked() -> throw Refusal.citizen(what + " was revoked");
      case Standing.NotKnown(String why) -> {
        LOG.warn("nobody says whether the {} was revoked: {}", what, why);
        if (revocation == Revocation.REQUIRED) {
          throw Refusal.unavailable("nobody says whether the " + what + " was revoked");
        }
      }
    }
  }

  /**
   * The National Register's certificate, directly below a root: beside it stand only authorities
   * and responders, which must not vouch for an identity; citizens stand one level lower.
   *
   * @throws Refusal if it does not chain, or is one of those
   */
  void requireRegister(X509Certificate certificate) throws Refusal {
    if (certificate.getBasicConstraints() != NOT_AN_AUTHORITY
        || !(mayUse(certificate, DIGITAL_SIGNATURE) || mayUse(certificate, NON_REPUDIATION))
        || isResponder(certificate)) {
      throw Refusal.citizen("register certificate is not for signing identities");
    }
    var _ = requireChain(List.of(certificate), "register certificate");
  }

  private static boolean mayUse(X509Certificate certificate, int purpose) {
    boolean[] usage = certificate.getKeyUsage();
    return usage != null && usage[purpose];
  }

  private static boolean isResponder(X509Certificate certificate) throws Refusal {
    try {
      List<String> purposes = certificate.getExtendedKeyUsage();
      return purposes != null && purposes.contains(OCSP_SIGNING);
    } catch (CertificateParsingException e) {
      throw Refusal.citizen("register certificate cannot be read");
    }
  }

  /**
   * @return the pinned root
   */
  private X509Certificate requireChain(List<X509Certificate> path, String what) throws Refusal {
    Instant now = clock.instant();
    Set<TrustAnchor> anchors = new HashSet<>();
    for (X509Certificate root : roots) {
      if (!now.isBefore(root.getNotBefore().toInstant())
          && !now.isAfter(root.getNotAfter().toInstant())) {
        anchors.add(new TrustAnchor(root, null));
      }
    }
    if (anchors.isEmpty()) {
      throw Refusal.citizen("no pinned root is valid today");
    }
    try {
      PKIXParameters parameters = new PKIXParameters(anchors);
      parameters.setDate(Date.from(now));
      // Asked apart, and last.
      parameters.setRevocationEnabled(false);
      CertPath chain = CertificateFactory.getInstance("X.509").generateCertPath(path);
      return ((PKIXCertPathValidatorResult)
              CertPathValidator.getInstance("PKIX").validate(chain, parameters))
          .getTrustAnchor()
          .getTrustedCert();
    } catch (CertPathValidatorException e) {
      throw Refusal.citizen(what + " does not chain to a pinned root: " + e.getReason());
    } catch (GeneralSecurityException e) {
      throw Refusal.citizen(what + " cannot be checked");
    }
  }

  @Override
  public void close() {
    check.close();
  }
}
