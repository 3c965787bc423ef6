package be.borne.kiosk.document;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;

/** Whom a sealing certificate names, and whether it was made for sealing. */
final class SealIdentity {
  private static final int DIGITAL_SIGNATURE = 0;
  private static final int NON_REPUDIATION = 1;
  private static final int NOT_A_CA = -1;

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

  static boolean mayOnlySign(X509Certificate certificate) {
    boolean[] usage = certificate.getKeyUsage();
    return certificate.getBasicConstraints() == NOT_A_CA
        && (usage == null || usage[DIGITAL_SIGNATURE] || usage[NON_REPUDIATION]);
  }
}
