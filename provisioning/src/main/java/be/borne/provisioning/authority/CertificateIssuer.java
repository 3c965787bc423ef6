package be.borne.provisioning.authority;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes X.509 certificates by the profile of RFC 5280. */
final class CertificateIssuer {
  /** A terminal whose clock is a little slow must not refuse a certificate made just now. */
  private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(10);

  private static final String SIGNATURE = "SHA256withECDSA";
  private static final SecureRandom RANDOM = new SecureRandom();

  private final X509Certificate issuer;
  private final PrivateKey key;
  private final Clock clock;

  CertificateIssuer(X509Certificate issuer, PrivateKey key, Clock clock) {
    this.issuer = issuer;
    this.key = key;
    this.clock = clock;
  }

  static KeyPair newKeyPair() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
    return generator.generateKeyPair();
  }

  static X509Certificate selfSigned(String commonName, KeyPair pair, Clock clock)
      throws GeneralSecurityException {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    X500Name name = name(commonName);
    try {
      X509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              name,
              serialNumber(),
              Date.from(now.minus(CLOCK_TOLERANCE)),
              Date.from(now.plus(Authority.AUTHORITY_LIFE)),
              name,
              pair.getPublic());
      builder
          .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
          .addExtension(
              Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
          .addExtension(
              Extension.subjectKeyIdentifier,
              false,
              new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()));
      return sign(builder, pair.getPrivate());
    } catch (IOException e) {
      throw new GeneralSecurityException("the authority's certificate cannot be encoded", e);
    }
  }

  /**
   * @throws GeneralSecurityException if the key did not make the certificate's own signature
   */
  static void requireBelongTogether(X509Certificate certificate, PrivateKey key)
      throws GeneralSecurityException {
    byte[] probe = new byte[32];
    RANDOM.nextBytes(probe);
    Signature signer = Signature.getInstance(SIGNATURE);
    signer.initSign(key);
    signer.update(probe);
    byte[] signature = signer.sign();
    Signature verifier = Signature.getInstance(SIGNATURE);
    verifier.initVerify(certificate.getPublicKey());
    verifier.update(probe);
    if (!verifier.verify(signature)) {
      throw new GeneralSecurityException("the authority's key is not that of its certificate");
    }
  }

  X509Certificate issue(
      String commonName,
      List<GeneralName> names,
      List<KeyPurposeId> purposes,
      Duration life,
      PublicKey subjectKey)
      throws GeneralSecurityException {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Instant issuerEnds = issuer.getNotAfter().toInstant();
    if (!now.isBefore(issuerEnds)) {
      throw new GeneralSecurityException("the authority's own certificate has run out");
    }
    Instant ends = now.plus(life).isBefore(issuerEnds) ? now.plus(life) : issuerEnds;
    try {
      X509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              X500Name.getInstance(issuer.getSubjectX500Principal().getEncoded()),
              serialNumber(),
              Date.from(now.minus(CLOCK_TOLERANCE)),
              Date.from(ends),
              name(commonName),
              subjectKey);
      JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
      builder
          .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
          .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
          .addExtension(
              Extension.extendedKeyUsage,
              false,
              new ExtendedKeyUsage(purposes.toArray(new KeyPurposeId[0])))
          .addExtension(
              Extension.subjectKeyIdentifier,
              false,
              identifiers.createSubjectKeyIdentifier(subjectKey))
          .addExtension(
              Extension.authorityKeyIdentifier,
              false,
              identifiers.createAuthorityKeyIdentifier(issuer.getPublicKey()));
      if (!names.isEmpty()) {
        builder.addExtension(
            Extension.subjectAlternativeName,
            false,
            new GeneralNames(names.toArray(new GeneralName[0])));
      }
      return sign(builder, key);
    } catch (IOException e) {
      throw new GeneralSecurityException("the certificate cannot be encoded", e);
    }
  }

  private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key)
      throws GeneralSecurityException {
    try {
      return new JcaX509CertificateConverter()
          .getCertificate(builder.build(new JcaContentSignerBuilder(SIGNATURE).build(key)));
    } catch (OperatorCreationException e) {
      throw new GeneralSecurityException("the certificate cannot be signed", e);
    }
  }

  private static X500Name name(String commonName) {
    return new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, commonName).build();
  }

  /** 127 random bits: positive, and at most 20 octets (RFC 5280 4.1.2.2). */
  private static BigInteger serialNumber() {
    return new BigInteger(127, RANDOM).max(BigInteger.ONE);
  }
}
