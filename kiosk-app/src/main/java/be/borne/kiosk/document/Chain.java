package be.borne.kiosk.document;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A certificate's way to a pinned anchor, valid at one time (RFC 5280 §6). Revocation is asked
 * apart, in {@link Revocation}.
 *
 * @param links from the certificate up to and with the anchor, which issued the last but one
 * @param at the time it holds for
 */
record Chain(List<X509Certificate> links, Instant at) {

  /**
   * @param others that may lie in between
   * @throws GeneralSecurityException if there is no way
   */
  static Chain build(
      X509Certificate certificate,
      Collection<X509Certificate> others,
      Collection<X509Certificate> anchors,
      Instant at)
      throws GeneralSecurityException {
    Set<TrustAnchor> trusted =
        anchors.stream().map(anchor -> new TrustAnchor(anchor, null)).collect(Collectors.toSet());
    X509CertSelector target = new X509CertSelector();
    target.setCertificate(certificate);
    PKIXBuilderParameters parameters = new PKIXBuilderParameters(trusted, target);
    parameters.addCertStore(
        CertStore.getInstance("Collection", new CollectionCertStoreParameters(others)));
    parameters.setDate(Date.from(at));
    // Without network: the lists and answers are in the document, and are looked at there.
    parameters.setRevocationEnabled(false);
    PKIXCertPathBuilderResult result =
        (PKIXCertPathBuilderResult) CertPathBuilder.getInstance("PKIX").build(parameters);

    List<X509Certificate> links = new ArrayList<>();
    for (var link : result.getCertPath().getCertificates()) {
      X509Certificate certificateOfPath = (X509Certificate) link;
      if (!Algorithms.isStronglySigned(certificateOfPath)) {
        throw new GeneralSecurityException("a certificate of the chain is weakly signed");
      }
      links.add(certificateOfPath);
    }
    links.add(result.getTrustAnchor().getTrustedCert());
    requireGenuine(others, links, anchors);
    return new Chain(List.copyOf(links), at);
  }

  /**
   * No signature covers the certificates that a signed message carries: one that the chain does not
   * need could be changed unseen, were it not asked for its own.
   */
  private static void requireGenuine(
      Collection<X509Certificate> others,
      List<X509Certificate> links,
      Collection<X509Certificate> anchors)
      throws GeneralSecurityException {
    List<X509Certificate> genuine = new ArrayList<>(links);
    genuine.addAll(anchors);
    List<X509Certificate> open = new ArrayList<>(others);
    open.removeAll(genuine);
    // From the anchors outwards, so that two strangers cannot vouch for one another.
    while (!open.isEmpty()) {
      List<X509Certificate> signed =
          open.stream().filter(each -> isSignedByOneOf(each, genuine)).toList();
      if (signed.isEmpty()) {
        throw new GeneralSecurityException("a certificate came along that nobody known signed");
      }
      genuine.addAll(signed);
      open.removeAll(signed);
    }
  }

  private static boolean isSignedByOneOf(
      X509Certificate certificate, Collection<X509Certificate> issuers) {
    return issuers.stream()
        .anyMatch(
            issuer ->
                !issuer.equals(certificate)
                    && issuer.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())
                    && verifies(certificate, issuer));
  }

  private static boolean verifies(X509Certificate certificate, X509Certificate issuer) {
    try {
      certificate.verify(issuer.getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
