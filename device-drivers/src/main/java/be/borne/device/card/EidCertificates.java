package be.borne.device.card;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Map;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;

/** Certificates as they lie on a card. */
final class EidCertificates {
  private static final String SERIAL_NUMBER = "2.5.4.5";

  private EidCertificates() {}

  /**
   * @param der without the zeros behind it
   * @throws CertificateException if it is no certificate
   */
  static X509Certificate read(byte[] der) throws CertificateException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
  }

  /** The national number in a citizen's certificate; empty if there is none. */
  static String serialNumberOf(X509Certificate certificate) {
    try {
      String subject =
          certificate
              .getSubjectX500Principal()
              .getName("RFC1779", Map.of(SERIAL_NUMBER, "SERIALNUMBER"));
      return new LdapName(subject)
          .getRdns().stream()
              .filter(rdn -> rdn.getType().equalsIgnoreCase("SERIALNUMBER"))
              .map(rdn -> String.valueOf(rdn.getValue()))
              .findFirst()
              .orElse("");
    } catch (InvalidNameException e) {
      // No name at all is nobody's: whatever check asked, it does not hold.
      return "";
    }
  }
}
