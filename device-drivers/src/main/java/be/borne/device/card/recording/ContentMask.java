package be.borne.device.card.recording;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;

/** What may be known of a file's content. A file that is not named here becomes zeros. */
final class ContentMask {
  private static final String REGISTER = "RRN";

  /** Surname and given name, which Java writes as numbers. */
  private static final Set<String> PERSONAL_NAMES = Set.of("2.5.4.4", "2.5.4.42");

  private static final String SERIAL_NUMBER = "2.5.4.5";

  /** In DER: year and number of a Citizen CA have six digits, a citizen's number eleven. */
  private static final int LONGEST_AUTHORITY_NUMBER = 10;

  private final LocalDate today;
  private final ChipNumbers chips;

  /**
   * @param today when the card was read
   */
  ContentMask(LocalDate today, ChipNumbers chips) {
    this.today = today;
    this.chips = chips;
  }

  /**
   * @param file its path below the master file
   * @param content from the file's beginning
   * @return as long as the content
   */
  byte[] masked(int file, byte[] content) {
    return switch (file) {
      case CardPath.IDENTITY -> FieldMask.identity(content, today, chips);
      case CardPath.ADDRESS -> FieldMask.address(content, today, chips);
      case CardPath.IDENTITY_SIGNATURE,
          CardPath.ADDRESS_SIGNATURE,
          CardPath.BASIC_KEY,
          CardPath.AUTHENTICATION_CERTIFICATE,
          CardPath.SIGNATURE_CERTIFICATE ->
          DerMask.masked(content);
      case CardPath.PHOTO -> photo(content);
      case CardPath.CITIZEN_AUTHORITY, CardPath.ROOT, CardPath.REGISTER_CERTIFICATE ->
          isAuthority(content) ? content.clone() : DerMask.masked(content);
      default -> new byte[content.length];
    };
  }

  /** Zeros behind the mark of a JPEG. */
  private static byte[] photo(byte[] content) {
    byte[] masked = new byte[content.length];
    if (content.length >= 4 && content[0] == (byte) 0xFF && content[1] == (byte) 0xD8) {
      masked[0] = (byte) 0xFF;
      masked[1] = (byte) 0xD8;
    }
    return masked;
  }

  /**
   * Whether a certificate is an authority's or the register's, and so anybody's to know. One of
   * somebody else in its place, as on a forged card, is not.
   */
  private static boolean isAuthority(byte[] content) {
    try {
      X509Certificate certificate =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(content));
      byte[] der = certificate.getEncoded();
      return Arrays.equals(der, 0, der.length, content, 0, Math.min(der.length, content.length))
          && onlyZerosFrom(der.length, content)
          && (certificate.getBasicConstraints() >= 0
              ? !namesAPerson(certificate.getSubjectX500Principal())
              : isRegister(certificate.getSubjectX500Principal()));
    } catch (CertificateException e) {
      // No certificate, or only its beginning: masked as any other.
      return false;
    }
  }

  /** By surname, given name, or a number that is longer than an authority's. */
  private static boolean namesAPerson(X500Principal subject) {
    try {
      return new LdapName(subject.getName())
          .getRdns().stream()
              .anyMatch(
                  name ->
                      PERSONAL_NAMES.contains(name.getType())
                          || (name.getType().equals(SERIAL_NUMBER)
                              && !(name.getValue() instanceof byte[] der
                                  && der.length <= LONGEST_AUTHORITY_NUMBER)));
    } catch (InvalidNameException e) {
      // What cannot be read may be anybody's.
      return true;
    }
  }

  private static boolean isRegister(X500Principal subject) {
    try {
      List<Rdn> names = new LdapName(subject.getName()).getRdns();
      return names.stream()
              .anyMatch(
                  name -> name.getType().equalsIgnoreCase("CN") && REGISTER.equals(name.getValue()))
          && names.stream().allMatch(name -> name.getType().matches("(?i)CN|O|OU|C|L|ST"));
    } catch (InvalidNameException e) {
      // A name that is none is not the register's.
      return false;
    }
  }

  private static boolean onlyZerosFrom(int start, byte[] content) {
    for (int at = start; at < content.length; at++) {
      if (content[at] != 0) {
        return false;
      }
    }
    return true;
  }
}
