package be.borne.townhall.guichet.revocation;

import java.security.GeneralSecurityException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;

/**
 * Whether a list is the issuer's whole word on its certificates, now (RFC 5280, 5 and 6.3). By
 * hand, for the JDK's own check fetches another list by itself where it does not like this one,
 * without a bound on time or size.
 */
final class ListCheck {
  private static final int CRL_SIGN = 6;

  /** Clocks differ; the JDK's own checks allow as much. */
  private static final Duration SKEW = Duration.ofMinutes(15);

  private ListCheck() {}

  /**
   * @return why it is not; empty if it is
   */
  static Optional<String> against(X509CRL list, X509Certificate issuer, Instant now) {
    boolean[] usage = issuer.getKeyUsage();
    if (!list.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())
        || (usage != null && !usage[CRL_SIGN])) {
      return Optional.of("list: of another issuer");
    }
    if (list.getNextUpdate() == null
        || list.getThisUpdate().toInstant().isAfter(now.plus(SKEW))
        || list.getNextUpdate().toInstant().isBefore(now.minus(SKEW))) {
      return Optional.of("list: not of today");
    }
    if (list.getExtensionValue(Extension.deltaCRLIndicator.getId()) != null
        || list.hasUnsupportedCriticalExtension()
        || !isWhole(list)) {
      return Optional.of("list: not a whole one");
    }
    try {
      list.verify(issuer.getPublicKey());
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      return Optional.of("list: its signature does not hold");
    }
  }

  /** Parts of lists (by reason, by kind of holder, by issuer) are not put together here. */
  private static boolean isWhole(X509CRL list) {
    byte[] wrapped = list.getExtensionValue(Extension.issuingDistributionPoint.getId());
    if (wrapped == null) {
      return true;
    }
    try {
      IssuingDistributionPoint point =
          IssuingDistributionPoint.getInstance(ASN1OctetString.getInstance(wrapped).getOctets());
      return !point.isIndirectCRL()
          && !point.onlyContainsAttributeCerts()
          && !point.onlyContainsCACerts()
          && !point.onlyContainsUserCerts()
          && point.getOnlySomeReasons() == null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
