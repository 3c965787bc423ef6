package be.borne.device.card;

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
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Certificate paths to pinned roots (RFC 5280, 6). The root that a card carries is never read.
 * Revocation is not asked for: that is for whoever accepts the citizen's signature.
 */
final class PinnedChains {
  private static final int DIGITAL_SIGNATURE = 0;
  private static final int NON_REPUDIATION = 1;

  private final Set<X509Certificate> roots;

  PinnedChains(Collection<X509Certificate> pinnedRoots) {
    if (pinnedRoots.isEmpty()) {
      throw new IllegalArgumentException("no root is pinned");
    }
    this.roots = Set.copyOf(pinnedRoots);
  }

  /**
   * Whether a certificate is the National Register's: directly under a root. Authorities,
   * responders and time-stamp services stand there too, but must not sign identities; citizens'
   * certificates stand one level lower.
   */
  CardCheck register(X509Certificate register, Instant when) {
    if (register.getBasicConstraints() >= 0) {
      return failed(CardCheck.Kind.REGISTER_CHAIN, "the certificate is an authority's");
    }
    if (!mayBeUsedFor(register, DIGITAL_SIGNATURE, NON_REPUDIATION)) {
      return failed(CardCheck.Kind.REGISTER_CHAIN, "the certificate is not for signing");
    }
    try {
      if (register.getExtendedKeyUsage() != null) {
        return failed(CardCheck.Kind.REGISTER_CHAIN, "the certificate is for something else");
      }
    } catch (CertificateParsingException e) {
      return failed(CardCheck.Kind.REGISTER_CHAIN, "the certificate cannot be read");
    }
    return path(CardCheck.Kind.REGISTER_CHAIN, List.of(register), when);
  }

  /** Whether a certificate is for authentication, and stands under this authority and a root. */
  CardCheck authentication(X509Certificate authentication, X509Certificate issuer, Instant when) {
    if (!mayBeUsedFor(authentication, DIGITAL_SIGNATURE)) {
      return failed(
          CardCheck.Kind.AUTHENTICATION_CHAIN, "the certificate is not for authentication");
    }
    return path(CardCheck.Kind.AUTHENTICATION_CHAIN, List.of(authentication, issuer), when);
  }

  /** A certificate that names no usage may be used for anything (RFC 5280, 4.2.1.3). */
  private static boolean mayBeUsedFor(X509Certificate certificate, int... usages) {
    boolean[] allowed = certificate.getKeyUsage();
    if (allowed == null) {
      return true;
    }
    for (int usage : usages) {
      if (allowed[usage]) {
        return true;
      }
    }
    return false;
  }

  private CardCheck path(CardCheck.Kind kind, List<X509Certificate> path, Instant when) {
    Set<TrustAnchor> anchors =
        roots.stream()
            .filter(root -> isValidAt(root, when))
            .map(root -> new TrustAnchor(root, null))
            .collect(Collectors.toSet());
    if (anchors.isEmpty()) {
      return failed(kind, "no pinned root is valid today");
    }
    try {
      CertPath certPath = CertificateFactory.getInstance("X.509").generateCertPath(path);
      PKIXParameters parameters = new PKIXParameters(anchors);
      parameters.setDate(Date.from(when));
      parameters.setRevocationEnabled(false);
      PKIXCertPathValidatorResult result =
          (PKIXCertPathValidatorResult)
              CertPathValidator.getInstance("PKIX").validate(certPath, parameters);
      X509Certificate root = result.getTrustAnchor().getTrustedCert();
      return new CardCheck(
          kind, true, "PKIX path to the pinned root " + root.getSubjectX500Principal().getName());
    } catch (CertPathValidatorException e) {
      // The exception's text may quote a subject, which is a citizen's.
      return failed(kind, "no path to a pinned root: " + e.getReason());
    } catch (GeneralSecurityException e) {
      return failed(kind, "no path to a pinned root: " + e.getClass().getSimpleName());
    }
  }

  private static boolean isValidAt(X509Certificate root, Instant when) {
    return !when.isBefore(root.getNotBefore().toInstant())
        && !when.isAfter(root.getNotAfter().toInstant());
  }

  private static CardCheck failed(CardCheck.Kind kind, String how) {
    return new CardCheck(kind, false, how);
  }
}
