package be.borne.kiosk.document;

import java.security.GeneralSecurityException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.CertException;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.SingleResp;
import org.bouncycastle.operator.ContentVerifierProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/**
 * Whether certificates were revoked, by lists (RFC 5280 §5) and answers (RFC 6960) that the
 * document brought along. Whoever brings none that holds at the time in question is refused; nobody
 * is asked over the network.
 */
final class Revocation {
  private static final int CRL_SIGN = 6;
  private final Collection<X509CRL> lists;
  private final Collection<BasicOCSPResp> answers;

  Revocation(Collection<X509CRL> lists, Collection<BasicOCSPResp> answers) {
    this.lists = List.copyOf(lists);
    this.answers = List.copyOf(answers);
  }

  /**
   * @throws GeneralSecurityException unless every certificate below the anchor is known not to be
   *     revoked at the chain's time
   */
  void requireNotRevoked(Chain chain) throws GeneralSecurityException {
    for (int link = 0; link + 1 < chain.links().size(); link++) {
      X509Certificate certificate = chain.links().get(link);
      X509Certificate issuer = chain.links().get(link + 1);
      boolean known = false;
      for (X509CRL list : lists) {
        if (speaksFor(list, issuer, chain.at())) {
          if (list.isRevoked(certificate)) {
            throw new GeneralSecurityException("a certificate has been revoked");
          }
          known = true;
        }
      }
      for (BasicOCSPResp answer : answers) {
        known |= saysGood(answer, certificate, issuer, chain.at());
      }
      if (!known) {
        throw new GeneralSecurityException(
            "nothing in the document says whether a certificate was revoked at that time");
      }
    }
  }

  /**
   * A list with a critical extension covers something else than all certificates of its issuer
   * (partitions, indirect lists, differences), and is not used.
   */
  private static boolean speaksFor(X509CRL list, X509Certificate issuer, Instant at) {
    if (!list.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())
        || !covers(list.getThisUpdate(), list.getNextUpdate(), at)
        || (list.getCriticalExtensionOIDs() != null && !list.getCriticalExtensionOIDs().isEmpty())
        || list.getSigAlgName().contains("SHA1")) {
      return false;
    }
    boolean[] usage = issuer.getKeyUsage();
    if (usage != null && !usage[CRL_SIGN]) {
      return false;
    }
    try {
      list.verify(issuer.getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static boolean covers(Date from, Date to, Instant at) {
    return to != null && !from.toInstant().isAfter(at) && !to.toInstant().isBefore(at);
  }

  /**
   * @throws GeneralSecurityException if it says revoked
   */
  private static boolean saysGood(
      BasicOCSPResp answer, X509Certificate certificate, X509Certificate issuer, Instant at)
      throws GeneralSecurityException {
    try {
      X509CertificateHolder issuing = new JcaX509CertificateHolder(issuer);
      if (!isSignedFor(answer, issuing, at)) {
        return false;
      }
      for (SingleResp single : answer.getResponses()) {
        if (single.getCertID().getSerialNumber().equals(certificate.getSerialNumber())
            && single
                .getCertID()
                .matchesIssuer(issuing, new JcaDigestCalculatorProviderBuilder().build())
            && covers(single.getThisUpdate(), single.getNextUpdate(), at)) {
          if (!Objects.equals(single.getCertStatus(), CertificateStatus.GOOD)) {
            throw new GeneralSecurityException("a certificate has been revoked");
          }
          return true;
        }
      }
      return false;
    } catch (OCSPException | OperatorCreationException e) {
      return false;
    }
  }

  /** By the issuer itself, or by a responder that the issuer certified for this (§4.2.2.2). */
  private static boolean isSignedFor(BasicOCSPResp answer, X509CertificateHolder issuer, Instant at)
      throws OCSPException, OperatorCreationException {
    try {
      if (answer.isSignatureValid(verifier(issuer))) {
        return true;
      }
      for (X509CertificateHolder responder : answer.getCerts()) {
        if (responder.getIssuer().equals(issuer.getSubject())
            && responder.isSignatureValid(verifier(issuer))
            && responder.isValidOn(Date.from(at))
            && mayAnswer(responder)
            && answer.isSignatureValid(verifier(responder))) {
          return true;
        }
      }
      return false;
    } catch (GeneralSecurityException | CertException e) {
      return false;
    }
  }

  private static boolean mayAnswer(X509CertificateHolder responder) throws CertificateException {
    try {
      List<String> usages =
          new JcaX509CertificateConverter().getCertificate(responder).getExtendedKeyUsage();
      return usages != null && usages.contains(KeyPurposeId.id_kp_OCSPSigning.getId());
    } catch (CertificateParsingException e) {
      return false;
    }
  }

  private static ContentVerifierProvider verifier(X509CertificateHolder certificate)
      throws OperatorCreationException, CertificateEncodingException {
    try {
      return new JcaContentVerifierProviderBuilder().build(certificate);
    } catch (CertificateException e) {
      throw new CertificateEncodingException(e);
    }
  }
}
