package be.borne.kiosk.document;

import java.security.GeneralSecurityException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
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
 * document, or somebody else, brought along. Whoever brings none that holds at the time in question
 * is refused; nobody is asked over the network.
 */
final class Revocation {
  private static final int CRL_SIGN = 6;
  private static final Set<ASN1ObjectIdentifier> WEAK_SIGNATURES =
      Set.of(
          PKCSObjectIdentifiers.sha1WithRSAEncryption,
          PKCSObjectIdentifiers.md5WithRSAEncryption,
          X9ObjectIdentifiers.ecdsa_with_SHA1);
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

  /** An answer comes with its responder's certificate, and perhaps with the way up from it. */
  private static final int MAX_RESPONDERS = 10;

  private final Collection<X509CRL> lists;
  private final Collection<BasicOCSPResp> answers;

  private final Instant now;

  /**
   * @param now nothing that claims to be younger is believed
   */
  Revocation(Collection<X509CRL> lists, Collection<BasicOCSPResp> answers, Instant now) {
    this.now = now;
    this.lists = List.copyOf(lists);
    this.answers = List.copyOf(answers);
  }

  /**
   * @throws GeneralSecurityException unless every certificate below the anchor is known not to have
   *     been revoked at the chain's time
   */
  void requireNotRevoked(Chain chain) throws GeneralSecurityException {
    if (!allKnown(chain)) {
      throw new GeneralSecurityException(
          "nothing tells whether a certificate was revoked at that time: it takes the list of the"
              + " authority that issued it, in the document or brought along");
    }
  }

  /**
   * For a timestamp on which nothing rests.
   *
   * @throws GeneralSecurityException if a certificate of it is known to have been revoked
   */
  void requireNotKnownRevoked(Chain chain) throws GeneralSecurityException {
    allKnown(chain);
  }

  /**
   * A revocation counts whenever it happened: a seal whose key was given up later is in doubt all
   * the same.
   */
  private boolean allKnown(Chain chain) throws GeneralSecurityException {
    boolean allKnown = true;
    for (int link = 0; link + 1 < chain.links().size(); link++) {
      X509Certificate certificate = chain.links().get(link);
      X509Certificate issuer = chain.links().get(link + 1);
      boolean known = false;
      for (X509CRL list : lists) {
        if (isOf(list, issuer)) {
          if (list.isRevoked(certificate)) {
            throw new GeneralSecurityException("a certificate has been revoked");
          }
          known |= coversAll(list) && speaksOf(certificate, chain.at(), dates(list));
        }
      }
      for (BasicOCSPResp answer : answers) {
        known |= saysGood(answer, certificate, issuer, chain.at());
      }
      allKnown &= known;
    }
    return allKnown;
  }

  private static boolean isOf(X509CRL list, X509Certificate issuer) {
    boolean[] usage = issuer.getKeyUsage();
    if (!list.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())
        || (usage != null && !usage[CRL_SIGN])) {
      return false;
    }
    try {
      list.verify(issuer.getPublicKey());
      return Algorithms.isStronglySigned(list);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /**
   * A list with a critical extension covers something else than all certificates of its issuer
   * (partitions, indirect lists, differences): what it does not name may be named elsewhere.
   */
  private static boolean coversAll(X509CRL list) {
    return list.getCriticalExtensionOIDs() == null || list.getCriticalExtensionOIDs().isEmpty();
  }

  /** When something was known, and until when it promises to be the latest. */
  private record Dates(Date from, Date to) {}

  private static Dates dates(X509CRL list) {
    return new Dates(list.getThisUpdate(), list.getNextUpdate());
  }

  /**
   * Either it was current at the time, or it is younger (as ETSI EN 319 102-1 prefers it, for only
   * what was issued later can know) and of a day on which the certificate had not yet expired and
   * left the list.
   */
  private boolean speaksOf(X509Certificate certificate, Instant at, Dates dates) {
    Instant from = dates.from().toInstant();
    if (from.isAfter(now.plus(CLOCK_SKEW))) {
      return false;
    }
    return from.isAfter(at)
        ? !from.isAfter(certificate.getNotAfter().toInstant())
        : dates.to() != null && !dates.to().toInstant().isBefore(at);
  }

  /**
   * @throws GeneralSecurityException if it says revoked
   */
  private boolean saysGood(
      BasicOCSPResp answer, X509Certificate certificate, X509Certificate issuer, Instant at)
      throws GeneralSecurityException {
    boolean good = false;
    try {
      X509CertificateHolder issuing = new JcaX509CertificateHolder(issuer);
      if (!isSignedFor(answer, issuing, at)) {
        return false;
      }
      for (SingleResp single : answer.getResponses()) {
        if (single.getCertID().getSerialNumber().equals(certificate.getSerialNumber())
            && single
                .getCertID()
                .matchesIssuer(issuing, new JcaDigestCalculatorProviderBuilder().build())) {
          if (!Objects.equals(single.getCertStatus(), CertificateStatus.GOOD)) {
            throw new GeneralSecurityException("a certificate has been revoked");
          }
          good |=
              speaksOf(certificate, at, new Dates(single.getThisUpdate(), single.getNextUpdate()));
        }
      }
      return good;
    } catch (OCSPException | OperatorCreationException e) {
      return false;
    }
  }

  /** By the issuer itself, or by a responder that the issuer certified for this (§4.2.2.2). */
  private static boolean isSignedFor(BasicOCSPResp answer, X509CertificateHolder issuer, Instant at)
      throws OCSPException, OperatorCreationException {
    // Each costs the check of a signature, again for every link of every chain.
    if (WEAK_SIGNATURES.contains(answer.getSignatureAlgOID())
        || answer.getCerts().length > MAX_RESPONDERS) {
      return false;
    }
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
