package be.borne.townhall.guichet;

import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whose certificates are believed: those that chain to a pinned root of the eID (RFC 5280, section
 * 6). The root that a card carries is never asked for.
 */
final class CardTrust {
  private static final int DIGITAL_SIGNATURE = 0;
  private static final int NON_REPUDIATION = 1;
  private static final int NOT_AN_AUTHORITY = -1;
  private static final String OCSP_SIGNING = "1.3.6.1.5.5.7.3.9";

  private final List<X509Certificate> roots;
  private final Revocation revocation;
  private final Clock clock;

  CardTrust(List<X509Certificate> roots, Revocation revocation, Clock clock) {
    this.roots = List.copyOf(roots);
    this.revocation = revocation;
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
    requireChain(List.of(certificate, issuer), "authentication certificate");
    if (revocation == Revocation.REQUIRED) {
      throw Refusal.citizen("revocation not available");
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
    requireChain(List.of(certificate), "register certificate");
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

  private void requireChain(List<X509Certificate> path, String what) throws Refusal {
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
      // Not asked here: the policy that this stands for is decided by the caller, openly.
      parameters.setRevocationEnabled(false);
      CertPath chain = CertificateFactory.getInstance("X.509").generateCertPath(path);
      CertPathValidator.getInstance("PKIX").validate(chain, parameters);
    } catch (CertPathValidatorException e) {
      throw Refusal.citizen(what + " does not chain to a pinned root: " + e.getReason());
    } catch (GeneralSecurityException e) {
      throw Refusal.citizen(what + " cannot be checked");
    }
  }
}
