package be.borne.kiosk.document;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.util.Store;

/**
 * The CMS signature inside a seal (RFC 5652, ETSI EN 319 122-1), verified against the sealed bytes.
 * Whom its certificate belongs to is not asked here.
 *
 * @param information the one signer
 * @param certificate that verifies it
 * @param certificates all that came with it, bounded in number
 */
record SealSignature(
    SignerInformation information,
    X509Certificate certificate,
    List<X509Certificate> certificates) {
  static final int MAX_CERTIFICATES = 20;

  /** Evaluates the rules from PADDING_IS_ZERO to STRONG_ALGORITHMS. */
  static Optional<SealSignature> verify(byte[] covered, byte[] contents, RuleBook rules) {
    try {
      byte[] der = SealBytes.der(contents);
      rules.require(
          SealRule.PADDING_IS_ZERO,
          SealBytes.isZero(contents, der.length),
          "there are bytes behind the signature");
      CMSSignedData cms = new CMSSignedData(new CMSProcessableByteArray(covered), der);
      SealSignature signature = read(cms);
      signature.check(rules);
      if (rules.passed(SealRule.INTACT)) {
        requireExact(cms, der, signature, rules);
      }
      // Whose a broken seal is, or was, does not matter, and costs the most to find out.
      return rules.passed(SealRule.INTACT) ? Optional.of(signature) : Optional.empty();
    } catch (CMSException
        | IOException
        | GeneralSecurityException
        | OperatorCreationException
        | RuntimeException e) {
      // Hostile ASN.1 surfaces as exceptions of many kinds, checked and not.
      rules.refuse(SealRule.INTACT, "the signature does not verify");
      return Optional.empty();
    }
  }

  private static void requireExact(
      CMSSignedData cms, byte[] der, SealSignature signature, RuleBook rules) throws IOException {
    try {
      ExactCms.require(
          cms,
          der,
          PKCSObjectIdentifiers.data,
          new JcaX509CertificateHolder(signature.certificate()),
          Set.of(PKCSObjectIdentifiers.id_aa_signatureTimeStampToken));
    } catch (GeneralSecurityException e) {
      rules.refuse(SealRule.INTACT, e.getMessage());
    }
  }

  private static SealSignature read(CMSSignedData cms)
      throws GeneralSecurityException, IOException {
    Collection<SignerInformation> signers = cms.getSignerInfos().getSigners();
    if (signers.size() != 1 || !cms.isDetachedSignature()) {
      throw new GeneralSecurityException("not one detached signature");
    }
    SignerInformation signer = signers.iterator().next();
    List<X509Certificate> certificates = certificates(cms.getCertificates());
    return new SealSignature(
        signer, matching(cms.getCertificates(), signer, certificates), certificates);
  }

  static List<X509Certificate> certificates(Store<X509CertificateHolder> store)
      throws GeneralSecurityException {
    Collection<X509CertificateHolder> holders = store.getMatches(null);
    if (holders.size() > MAX_CERTIFICATES) {
      throw new GeneralSecurityException("more than " + MAX_CERTIFICATES + " certificates");
    }
    List<X509Certificate> certificates = new ArrayList<>();
    for (X509CertificateHolder holder : holders) {
      certificates.add(new JcaX509CertificateConverter().getCertificate(holder));
    }
    return certificates;
  }

  @SuppressWarnings("unchecked") // a SignerId selects certificates, but is typed as a raw Selector
  private static X509Certificate matching(
      Store<X509CertificateHolder> store,
      SignerInformation signer,
      List<X509Certificate> certificates)
      throws GeneralSecurityException, IOException {
    for (X509CertificateHolder holder :
        (Collection<X509CertificateHolder>) store.getMatches(signer.getSID())) {
      for (X509Certificate certificate : certificates) {
        if (Arrays.equals(certificate.getEncoded(), holder.getEncoded())) {
          return certificate;
        }
      }
    }
    throw new GeneralSecurityException("the signer's certificate is not there");
  }

  private void check(RuleBook rules)
      throws CMSException, GeneralSecurityException, OperatorCreationException {
    // By key and not by certificate: validity in time is judged by the chain's rule, at its time.
    rules.require(
        SealRule.INTACT,
        information.getSignedAttributes() != null
            && information.verify(
                new JcaSimpleSignerInfoVerifierBuilder().build(certificate.getPublicKey())),
        "the signature does not verify");
    rules.require(
        SealRule.NAMES_ITS_CERTIFICATE,
        namesCertificate(),
        "signing-certificate-v2 is missing or names another");
    rules.require(
        SealRule.STRONG_ALGORITHMS,
        Algorithms.isStrongDigest(information.getDigestAlgOID())
            && Algorithms.isStrongSignature(
                information.toASN1Structure().getDigestEncryptionAlgorithm())
            && Algorithms.isStrongKey(certificate.getPublicKey()),
        "a digest or key is too weak");
  }

  private boolean namesCertificate() throws GeneralSecurityException {
    Attribute attribute =
        information.getSignedAttributes().get(PKCSObjectIdentifiers.id_aa_signingCertificateV2);
    if (attribute == null || attribute.getAttrValues().size() != 1) {
      return false;
    }
    ESSCertIDv2[] named =
        SigningCertificateV2.getInstance(attribute.getAttrValues().getObjectAt(0)).getCerts();
    ASN1ObjectIdentifier digest = named[0].getHashAlgorithm().getAlgorithm();
    return Algorithms.isStrongDigest(digest.getId())
        && MessageDigest.isEqual(
            MessageDigest.getInstance(digest.getId()).digest(certificate.getEncoded()),
            named[0].getCertHash());
  }

  /** The signature timestamps it carries (RFC 3161 appendix A), as encoded. */
  List<byte[]> timestamps() throws IOException {
    List<byte[]> tokens = new ArrayList<>();
    AttributeTable attributes = information.getUnsignedAttributes();
    if (attributes != null) {
      var values = attributes.getAll(PKCSObjectIdentifiers.id_aa_signatureTimeStampToken);
      for (int at = 0; at < values.size(); at++) {
        for (var value : Attribute.getInstance(values.get(at)).getAttributeValues()) {
          tokens.add(value.toASN1Primitive().getEncoded());
        }
      }
    }
    return tokens;
  }
}
