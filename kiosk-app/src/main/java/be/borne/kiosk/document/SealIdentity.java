package be.borne.kiosk.document;

import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.qualified.QCStatement;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;

/** Whom a sealing certificate names, and whether it was made for sealing. */
final class SealIdentity {
  private static final int DIGITAL_SIGNATURE = 0;
  private static final int NON_REPUDIATION = 1;
  private static final int NOT_A_CA = -1;

  private static final ASN1ObjectIdentifier QC_TYPE = new ASN1ObjectIdentifier("0.4.0.1862.1.6");
  private static final ASN1ObjectIdentifier QC_TYPE_SEAL = QC_TYPE.branch("2");

  /** A certificate for any of these is not, or not only, a seal's. */
  private static final Set<String> OTHER_PURPOSES =
      Set.of(
          KeyPurposeId.id_kp_serverAuth.getId(),
          KeyPurposeId.id_kp_codeSigning.getId(),
          KeyPurposeId.id_kp_timeStamping.getId(),
          KeyPurposeId.id_kp_OCSPSigning.getId());

  /** Beside another purpose some authorities write it into the certificates of seals. */
  private static final List<String> WEB_CLIENT_ONLY =
      List.of(KeyPurposeId.id_kp_clientAuth.getId());

  private SealIdentity() {}

  /** Every organisation identifier (2.5.4.97, ETSI EN 319 412-1 §5.1.4) of the subject. */
  static List<String> organisations(X509Certificate certificate) throws GeneralSecurityException {
    return values(certificate, BCStyle.ORGANIZATION_IDENTIFIER);
  }

  static String commonName(X509Certificate certificate) throws GeneralSecurityException {
    return String.join(" ", values(certificate, BCStyle.CN));
  }

  private static List<String> values(X509Certificate certificate, ASN1ObjectIdentifier type)
      throws GeneralSecurityException {
    List<String> values = new ArrayList<>();
    for (RDN rdn : new JcaX509CertificateHolder(certificate).getSubject().getRDNs(type)) {
      for (var typed : rdn.getTypesAndValues()) {
        if (typed.getType().equals(type)) {
          values.add(IETFUtils.valueToString(typed.getValue()));
        }
      }
    }
    return values;
  }

  /**
   * Whether it was made for a legal person to seal with. The organisation's web servers and clerks
   * have certificates of the same authority with the same organisation identifier.
   */
  static boolean isMadeForSealing(X509Certificate certificate) throws GeneralSecurityException {
    boolean[] usage = certificate.getKeyUsage();
    return certificate.getBasicConstraints() == NOT_A_CA
        && (usage == null || usage[DIGITAL_SIGNATURE] || usage[NON_REPUDIATION])
        && isForNothingElse(certificate.getExtendedKeyUsage())
        && !namesAPerson(certificate)
        && isForSealsIfQualified(certificate);
  }

  private static boolean isForNothingElse(List<String> purposes) {
    return purposes == null
        || (Collections.disjoint(purposes, OTHER_PURPOSES) && !purposes.equals(WEB_CLIENT_ONLY));
  }

  /**
   * ETSI EN 319 412-2 §4.2.4: with these a subject is a natural person, of an organisation or not.
   */
  private static boolean namesAPerson(X509Certificate certificate) throws GeneralSecurityException {
    for (ASN1ObjectIdentifier type :
        List.of(BCStyle.GIVENNAME, BCStyle.SURNAME, BCStyle.PSEUDONYM)) {
      if (!values(certificate, type).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** ETSI EN 319 412-5 §4.2.3: for signatures, for seals, or for web sites. */
  private static boolean isForSealsIfQualified(X509Certificate certificate)
      throws GeneralSecurityException {
    try {
      var extension =
          new JcaX509CertificateHolder(certificate).getExtension(Extension.qCStatements);
      if (extension == null) {
        return true;
      }
      for (var each : ASN1Sequence.getInstance(extension.getParsedValue())) {
        QCStatement statement = QCStatement.getInstance(each);
        if (statement.getStatementId().equals(QC_TYPE)) {
          return Arrays.asList(ASN1Sequence.getInstance(statement.getStatementInfo()).toArray())
              .contains(QC_TYPE_SEAL);
        }
      }
      return true;
    } catch (IllegalArgumentException e) {
      throw new CertificateException("its qualified statements cannot be read", e);
    }
  }
}
