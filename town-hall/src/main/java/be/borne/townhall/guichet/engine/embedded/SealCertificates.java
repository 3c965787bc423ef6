package be.borne.townhall.guichet.engine.embedded;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Certificates and revocation lists of the demonstration seal. */
final class SealCertificates {
  private static final ASN1ObjectIdentifier ORGANISATION_IDENTIFIER =
      new ASN1ObjectIdentifier("2.5.4.97");
  private static final String ALGORITHM = "SHA256withRSA";
  private static final Duration ROOT_LIFE = Duration.ofDays(20L * 365);
  private static final Duration LEAF_LIFE = Duration.ofDays(5L * 365);

  /** Two clocks are never quite the same: certificates begin a little before they are made. */
  private static final Duration CLOCK_TOLERANCE = Duration.ofDays(1);

  /** As long as anyone may check a document with nothing but what is in it. */
  private static final Duration LIST_LIFE = Duration.ofDays(30);

  /**
   * Where the root's list and certificate would be fetched. Nothing answers there (RFC 2606,
   * section 2): the list travels in the document, but a certificate that names no place for one is
   * taken to have none.
   */
  private static final String LIST_ADDRESS = "http://seal.testerive.invalid/root.crl";

  private static final String ROOT_ADDRESS = "http://seal.testerive.invalid/root.cer";

  private static final SecureRandom RANDOM = new SecureRandom();

  private SealCertificates() {}

  static X509Certificate root(SealSubjects subjects, KeyPair pair, Instant now)
      throws GeneralSecurityException {
    X500Name name = name(subjects, "Demonstration seal root").build();
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            name, serial(), start(now), Date.from(now.plus(ROOT_LIFE)), name, pair.getPublic());
    try {
      builder
          .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
          .addExtension(
              Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
          .addExtension(
              Extension.subjectKeyIdentifier,
              false,
              new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()));
      return signed(builder, pair.getPrivate());
    } catch (CertIOException e) {
      throw new GeneralSecurityException(e);
    }
  }

  static X509Certificate seal(
      SealSubjects subjects, SealKeys.Holder issuer, PublicKey key, Instant now)
      throws GeneralSecurityException {
    X500Name name =
        name(subjects, "Demonstration seal")
            .addRDN(ORGANISATION_IDENTIFIER, subjects.organisation())
            .build();
    JcaX509v3CertificateBuilder builder = leaf(name, issuer, key, now);
    try {
      builder.addExtension(
          Extension.keyUsage,
          true,
          new KeyUsage(KeyUsage.digitalSignature | KeyUsage.nonRepudiation));
      return signed(builder, issuer.key());
    } catch (CertIOException e) {
      throw new GeneralSecurityException(e);
    }
  }

  static X509Certificate timestamp(
      SealSubjects subjects, SealKeys.Holder issuer, PublicKey key, Instant now)
      throws GeneralSecurityException {
    X500Name name = name(subjects, "Demonstration time stamps").build();
    JcaX509v3CertificateBuilder builder = leaf(name, issuer, key, now);
    try {
      builder
          .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
          .addExtension(
              Extension.extendedKeyUsage,
              true,
              new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping));
      return signed(builder, issuer.key());
    } catch (CertIOException e) {
      throw new GeneralSecurityException(e);
    }
  }

  /** The root's word, at this moment, that neither certificate is revoked. */
  static X509CRL revocationList(SealKeys.Holder issuer, Instant now)
      throws GeneralSecurityException {
    X509v2CRLBuilder builder =
        new X509v2CRLBuilder(
            new JcaX509CertificateHolder(issuer.certificate()).getSubject(), Date.from(now));
    builder.setNextUpdate(Date.from(now.plus(LIST_LIFE)));
    try {
      builder.addExtension(
          Extension.authorityKeyIdentifier,
          false,
          new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(issuer.certificate()));
      builder.addExtension(
          Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(now.getEpochSecond())));
      X509CRLHolder list = builder.build(signer(issuer.key()));
      return new JcaX509CRLConverter().getCRL(list);
    } catch (CertIOException e) {
      throw new GeneralSecurityException(e);
    }
  }

  /** The organizationIdentifier of a certificate's subject, or null. */
  static String organisationOf(X509Certificate certificate) throws GeneralSecurityException {
    RDN[] found =
        new JcaX509CertificateHolder(certificate).getSubject().getRDNs(ORGANISATION_IDENTIFIER);
    return found.length == 1 ? IETFUtils.valueToString(found[0].getFirst().getValue()) : null;
  }

  private static JcaX509v3CertificateBuilder leaf(
      X500Name name, SealKeys.Holder issuer, PublicKey key, Instant now)
      throws GeneralSecurityException {
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            issuer.certificate(), serial(), start(now), Date.from(now.plus(LEAF_LIFE)), name, key);
    try {
      JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
      builder
          .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
          .addExtension(
              Extension.subjectKeyIdentifier, false, identifiers.createSubjectKeyIdentifier(key))
          .addExtension(
              Extension.authorityKeyIdentifier,
              false,
              identifiers.createAuthorityKeyIdentifier(issuer.certificate()))
          .addExtension(
              Extension.cRLDistributionPoints,
              false,
              new CRLDistPoint(
                  new DistributionPoint[] {
                    new DistributionPoint(
                        new DistributionPointName(new GeneralNames(address(LIST_ADDRESS))),
                        null,
                        null)
                  }))
          .addExtension(
              Extension.authorityInfoAccess,
              false,
              new AuthorityInformationAccess(
                  AccessDescription.id_ad_caIssuers, address(ROOT_ADDRESS)));
      return builder;
    } catch (IOException e) {
      throw new GeneralSecurityException(e);
    }
  }

  private static GeneralName address(String uri) {
    return new GeneralName(GeneralName.uniformResourceIdentifier, uri);
  }

  private static X500NameBuilder name(SealSubjects subjects, String role) {
    return new X500NameBuilder(BCStyle.INSTANCE)
        .addRDN(BCStyle.C, "BE")
        .addRDN(BCStyle.O, subjects.municipality())
        .addRDN(BCStyle.CN, role + ", " + subjects.municipality());
  }

  private static Date start(Instant now) {
    return Date.from(now.minus(CLOCK_TOLERANCE));
  }

  private static BigInteger serial() {
    return new BigInteger(127, RANDOM).add(BigInteger.ONE);
  }

  private static X509Certificate signed(X509v3CertificateBuilder builder, PrivateKey key)
      throws GeneralSecurityException {
    return new JcaX509CertificateConverter().getCertificate(builder.build(signer(key)));
  }

  private static ContentSigner signer(PrivateKey key) throws GeneralSecurityException {
    try {
      return new JcaContentSignerBuilder(ALGORITHM).build(key);
    } catch (OperatorCreationException e) {
      throw new GeneralSecurityException("no signer for " + ALGORITHM, e);
    }
  }
}
