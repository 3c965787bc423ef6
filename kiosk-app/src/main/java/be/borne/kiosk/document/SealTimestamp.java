package be.borne.kiosk.document;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampToken;
import org.bouncycastle.util.Store;

/**
 * A signature timestamp (RFC 3161): an authority's word that the seal existed at a time.
 *
 * @param time that it attests
 * @param chain of the authority, valid at that time
 */
record SealTimestamp(Instant time, Chain chain) {
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

  /**
   * @param signature the seal's signature value, which must be what was timestamped
   * @param now no timestamp lies in the future
   * @throws GeneralSecurityException if anything about it is wrong
   */
  static SealTimestamp verify(
      byte[] token, byte[] signature, Collection<X509Certificate> anchors, Instant now)
      throws GeneralSecurityException {
    try {
      CMSSignedData message = new CMSSignedData(token);
      TimeStampToken timestamp = new TimeStampToken(message);
      String digest = timestamp.getTimeStampInfo().getMessageImprintAlgOID().getId();
      if (!Algorithms.isStrongDigest(digest)
          || !MessageDigest.isEqual(
              MessageDigest.getInstance(digest).digest(signature),
              timestamp.getTimeStampInfo().getMessageImprintDigest())) {
        throw new GeneralSecurityException("the timestamp is of something else");
      }
      X509CertificateHolder authority = authority(timestamp);
      ExactCms.require(message, token, PKCSObjectIdentifiers.id_ct_TSTInfo, authority, Set.of());
      // Also checks the critical timeStamping usage, and that the token names its certificate.
      timestamp.validate(new JcaSimpleSignerInfoVerifierBuilder().build(authority));
      Instant time = timestamp.getTimeStampInfo().getGenTime().toInstant();
      if (time.isAfter(now.plus(CLOCK_SKEW))) {
        throw new GeneralSecurityException("the timestamp lies in the future");
      }
      X509Certificate certificate = new JcaX509CertificateConverter().getCertificate(authority);
      if (!Algorithms.isStrongKey(certificate.getPublicKey())) {
        throw new GeneralSecurityException("the timestamp authority's key is weak");
      }
      List<X509Certificate> others = SealSignature.certificates(timestamp.getCertificates());
      return new SealTimestamp(time, Chain.build(certificate, others, anchors, time));
    } catch (CMSException | TSPException | OperatorCreationException | IOException e) {
      throw new GeneralSecurityException("the timestamp does not verify", e);
    }
  }

  @SuppressWarnings("unchecked") // a SignerId selects certificates, but is typed as a raw Selector
  private static X509CertificateHolder authority(TimeStampToken timestamp)
      throws GeneralSecurityException {
    Store<X509CertificateHolder> certificates = timestamp.getCertificates();
    Collection<X509CertificateHolder> matches = certificates.getMatches(timestamp.getSID());
    if (matches.size() != 1) {
      throw new GeneralSecurityException("the timestamp authority's certificate is not there");
    }
    return matches.iterator().next();
  }
}
