package be.borne.kiosk.document;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.jcajce.JcaBasicOCSPRespBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.DigestCalculatorProvider;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/** A certificate authority of nobody, for documents about nobody. */
final class DemoIssuer {
  static final Instant NOW = Instant.parse("2026-03-10T10:00:00Z");
  static final String ORGANISATION = "NTRBE-0000000097";

  /** A certificate and its key. */
  record Identity(X509Certificate certificate, PrivateKey key) {}

  private final AtomicLong serials = new AtomicLong(1);
  private final Identity root;

  DemoIssuer(String name) throws Exception {
    KeyPair keys = keys();
    X500Name subject = new X500Name("CN=" + name);
    JcaX509v3CertificateBuilder builder =
        builder(subject, subject, keys, NOW.minus(Duration.ofDays(1000)), Duration.ofDays(4000));
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
    builder.addExtension(
        Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
    root = new Identity(certificate(builder, keys.getPrivate()), keys.getPrivate());
  }

  X509Certificate root() {
    return root.certificate();
  }

  /** Valid from a year before to a year after {@link #NOW}. */
  Identity seal(String organisation) throws Exception {
    return seal(organisation, NOW.minus(Duration.ofDays(365)), Duration.ofDays(730));
  }

  Identity seal(String organisation, Instant from, Duration validity) throws Exception {
    return seal(organisation, from, validity, keys());
  }

  Identity seal(String organisation, Instant from, Duration validity, KeyPair keys)
      throws Exception {
    X500Name subject =
        new X500NameBuilder(BCStyle.INSTANCE)
            .addRDN(BCStyle.CN, "Demo seal")
            .addRDN(BCStyle.ORGANIZATION_IDENTIFIER, organisation)
            .build();
    JcaX509v3CertificateBuilder builder = builder(name(root), subject, keys, from, validity);
    builder.addExtension(
        Extension.keyUsage,
        true,
        new KeyUsage(KeyUsage.digitalSignature | KeyUsage.nonRepudiation));
    return new Identity(certificate(builder, root.key()), keys.getPrivate());
  }

  /** A certificate of the same authority that may sign, for whatever the extensions say. */
  Identity signing(X500Name subject, Extension... extensions) throws Exception {
    KeyPair keys = keys();
    JcaX509v3CertificateBuilder builder =
        builder(name(root), subject, keys, NOW.minus(Duration.ofDays(365)), Duration.ofDays(730));
    builder.addExtension(
        Extension.keyUsage,
        true,
        new KeyUsage(KeyUsage.digitalSignature | KeyUsage.nonRepudiation));
    for (Extension extension : extensions) {
      builder.addExtension(extension);
    }
    return new Identity(certificate(builder, root.key()), keys.getPrivate());
  }

  /** What an OCSP responder with a certificate of its own says, beside whatever else it brings. */
  byte[] answerOf(Identity responder, X509Certificate certificate, List<X509Certificate> beside)
      throws Exception {
    DigestCalculatorProvider digests = new JcaDigestCalculatorProviderBuilder().build();
    BasicOCSPRespBuilder builder =
        new JcaBasicOCSPRespBuilder(
            responder.certificate().getPublicKey(), digests.get(CertificateID.HASH_SHA1));
    builder.addResponse(
        new CertificateID(
            digests.get(CertificateID.HASH_SHA1),
            new JcaX509CertificateHolder(root.certificate()),
            certificate.getSerialNumber()),
        CertificateStatus.GOOD,
        Date.from(NOW),
        Date.from(NOW.plus(Duration.ofDays(1))));
    X509CertificateHolder[] chain = new X509CertificateHolder[beside.size() + 1];
    for (int at = 0; at < beside.size(); at++) {
      chain[at] = new JcaX509CertificateHolder(beside.get(at));
    }
    chain[beside.size()] = new JcaX509CertificateHolder(responder.certificate());
    return new OCSPRespBuilder()
        .build(
            OCSPRespBuilder.SUCCESSFUL,
            builder.build(signer(responder.key()), chain, Date.from(NOW)))
        .getEncoded();
  }

  Identity timestampAuthority() throws Exception {
    KeyPair keys = keys();
    JcaX509v3CertificateBuilder builder =
        builder(
            name(root),
            new X500Name("CN=Demo time"),
            keys,
            NOW.minus(Duration.ofDays(365)),
            Duration.ofDays(730));
    builder.addExtension(
        Extension.extendedKeyUsage, true, new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping));
    return new Identity(certificate(builder, root.key()), keys.getPrivate());
  }

  /** What an OCSP responder, the authority itself, says of a certificate (RFC 6960). */
  byte[] answer(X509Certificate certificate, boolean revoked, Instant at) throws Exception {
    DigestCalculatorProvider digests = new JcaDigestCalculatorProviderBuilder().build();
    CertificateID id =
        new CertificateID(
            digests.get(CertificateID.HASH_SHA1),
            new JcaX509CertificateHolder(root.certificate()),
            certificate.getSerialNumber());
    BasicOCSPRespBuilder builder =
        new JcaBasicOCSPRespBuilder(
            root.certificate().getPublicKey(), digests.get(CertificateID.HASH_SHA1));
    builder.addResponse(
        id,
        revoked ? new RevokedStatus(Date.from(at), 1) : CertificateStatus.GOOD,
        Date.from(at),
        Date.from(at.plus(Duration.ofDays(1))));
    return new OCSPRespBuilder()
        .build(
            OCSPRespBuilder.SUCCESSFUL,
            builder.build(signer(root.key()), new X509CertificateHolder[0], Date.from(at)))
        .getEncoded();
  }

  /** Current from an hour before {@link #NOW}, for a week. */
  X509CRL revocations(List<X509Certificate> revoked) throws Exception {
    return revocations(revoked, NOW.minus(Duration.ofHours(1)));
  }

  /** Current for eight days from a time. */
  X509CRL revocations(List<X509Certificate> revoked, Instant at) throws Exception {
    Date from = Date.from(at);
    X509v2CRLBuilder builder = new X509v2CRLBuilder(name(root), from);
    builder.setNextUpdate(Date.from(at.plus(Duration.ofDays(8))));
    for (X509Certificate certificate : revoked) {
      builder.addCRLEntry(certificate.getSerialNumber(), from, 0);
    }
    return new JcaX509CRLConverter().getCRL(builder.build(signer(root.key())));
  }

  private static X500Name name(Identity identity) {
    return X500Name.getInstance(identity.certificate().getSubjectX500Principal().getEncoded());
  }

  private JcaX509v3CertificateBuilder builder(
      X500Name issuer, X500Name subject, KeyPair keys, Instant from, Duration validity) {
    return new JcaX509v3CertificateBuilder(
        issuer,
        BigInteger.valueOf(serials.getAndIncrement()),
        Date.from(from),
        Date.from(from.plus(validity)),
        subject,
        keys.getPublic());
  }

  private static X509Certificate certificate(JcaX509v3CertificateBuilder builder, PrivateKey key)
      throws Exception {
    return new JcaX509CertificateConverter().getCertificate(builder.build(signer(key)));
  }

  static ContentSigner signer(PrivateKey key) throws Exception {
    return signer("SHA256with", key);
  }

  /**
   * @param algorithm whole, or without the key's part, as in {@code SHA256with}
   */
  static ContentSigner signer(String algorithm, PrivateKey key) throws Exception {
    String keyPart = key.getAlgorithm().equals("RSA") ? "RSA" : "ECDSA";
    return new JcaContentSignerBuilder(algorithm.endsWith("with") ? algorithm + keyPart : algorithm)
        .build(key);
  }

  static KeyPair rsaKeys(int bits) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(bits);
    return generator.generateKeyPair();
  }

  private static KeyPair keys() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }
}
