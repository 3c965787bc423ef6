package be.borne.kiosk.document;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;

/**
 * What no signature covers of a signed message must be exactly what it has to be (CMS, RFC 5652,
 * 5.1 and 5.3): readers are lenient about tags, versions, names of algorithms and capital letters,
 * and bytes that they are lenient about can be changed unseen.
 */
final class ExactCms {
  private static final int BY_ISSUER = 1;
  private static final int BY_KEY = 3;

  private ExactCms() {}

  /**
   * @param der as it came
   * @param content the type of what is signed
   * @param certificate the signer's
   * @param unsigned types of the unsigned attributes that are looked at elsewhere
   * @throws GeneralSecurityException if anything in the message is not as it has to be
   */
  static void require(
      CMSSignedData cms,
      byte[] der,
      ASN1ObjectIdentifier content,
      X509CertificateHolder certificate,
      Set<ASN1ObjectIdentifier> unsigned)
      throws GeneralSecurityException, IOException {
    SignerInformation signer = cms.getSignerInfos().getSigners().iterator().next();
    SignedData data = SignedData.getInstance(cms.toASN1Structure().getContent());
    int signerVersion = signer.getSID().getSubjectKeyIdentifier() == null ? BY_ISSUER : BY_KEY;
    boolean plainData = content.equals(PKCSObjectIdentifiers.data);
    boolean exact =
        cms.toASN1Structure().getContentType().equals(PKCSObjectIdentifiers.signedData)
            && Arrays.equals(cms.toASN1Structure().getEncoded(ASN1Encoding.DER), der)
            && isBuiltAsEncoded(cms, data)
            && data.getVersion().hasValue(plainData ? signerVersion : BY_KEY)
            && data.getEncapContentInfo().getContentType().equals(content)
            && (plainData
                ? data.getEncapContentInfo().getContent() == null
                : data.getEncapContentInfo().getContent() instanceof ASN1OctetString)
            && data.getDigestAlgorithms().size() == 1
            && cms.getDigestAlgorithmIDs().contains(signer.getDigestAlgorithmID())
            && holdsOnlyCertificates(cms, data)
            && areSignedInWholeBytes(cms)
            && data.getCRLs() == null
            && signer.toASN1Structure().getVersion().hasValue(signerVersion)
            && namesIssuerToTheLetter(signer, certificate)
            && hasNoOtherUnsigned(signer, unsigned);
    if (!exact) {
      throw new GeneralSecurityException("there is something in the seal that it does not cover");
    }
  }

  /** A reader passes over what is tagged as another kind of certificate, whatever it is. */
  private static boolean holdsOnlyCertificates(CMSSignedData cms, SignedData data) {
    return data.getCertificates() != null
        && data.getCertificates().size() == cms.getCertificates().getMatches(null).size();
  }

  /** Bits of a certificate's signature that are said to be unused are not looked at. */
  private static boolean areSignedInWholeBytes(CMSSignedData cms) {
    return cms.getCertificates().getMatches(null).stream()
        .allMatch(certificate -> certificate.toASN1Structure().getSignature().getPadBits() == 0);
  }

  /** A reader that ignores a tag's number would write another one. */
  private static boolean isBuiltAsEncoded(CMSSignedData cms, SignedData data) throws IOException {
    byte[] encoded =
        cms.toASN1Structure().getContent().toASN1Primitive().getEncoded(ASN1Encoding.DER);
    byte[] signer =
        data.getSignerInfos().getObjectAt(0).toASN1Primitive().getEncoded(ASN1Encoding.DER);
    SignedData built =
        new SignedData(
            data.getDigestAlgorithms(),
            new ContentInfo(
                data.getEncapContentInfo().getContentType(),
                data.getEncapContentInfo().getContent()),
            data.getCertificates(),
            data.getCRLs(),
            data.getSignerInfos());
    return data.getSignerInfos().size() == 1
        && Arrays.equals(built.getEncoded(ASN1Encoding.DER), encoded)
        && Arrays.equals(
            SignerInfo.getInstance(data.getSignerInfos().getObjectAt(0))
                .getEncoded(ASN1Encoding.DER),
            signer);
  }

  /** Names are compared without regard to capitals and spaces, which would be room for changes. */
  private static boolean namesIssuerToTheLetter(
      SignerInformation signer, X509CertificateHolder certificate) throws IOException {
    if (signer.getSID().getSubjectKeyIdentifier() != null) {
      return true;
    }
    return Arrays.equals(
        signer.toASN1Structure().getSID().getId().toASN1Primitive().getEncoded(ASN1Encoding.DER),
        new IssuerAndSerialNumber(certificate.getIssuer(), certificate.getSerialNumber())
            .getEncoded(ASN1Encoding.DER));
  }

  private static boolean hasNoOtherUnsigned(
      SignerInformation signer, Set<ASN1ObjectIdentifier> known) {
    AttributeTable attributes = signer.getUnsignedAttributes();
    if (attributes == null) {
      return true;
    }
    Attribute[] present = attributes.toASN1Structure().getAttributes();
    for (Attribute attribute : present) {
      if (!known.contains(attribute.getAttrType()) || attribute.getAttrValues().size() == 0) {
        return false;
      }
    }
    return present.length > 0;
  }
}
