package be.borne.device.card;

import be.borne.device.virtual.VirtualCard;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A register of a test's own, that signs what no register would: for files that must be signed. */
final class TestRegister {
  private static final X500Name ROOT = new X500Name("C=BE,CN=Test Root");
  private static final X500Name REGISTER = new X500Name("C=BE,O=RRN,CN=Test RRN");

  private final X509Certificate root;
  private final X509Certificate certificate;
  private final PrivateKey key;

  TestRegister() throws GeneralSecurityException, OperatorCreationException, CertIOException {
    KeyPair rootKeys = keys();
    KeyPair keys = keys();
    root = certify(ROOT, rootKeys.getPublic(), rootKeys.getPrivate(), true);
    certificate = certify(REGISTER, keys.getPublic(), rootKeys.getPrivate(), false);
    key = keys.getPrivate();
  }

  private static KeyPair keys() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp384r1"));
    return generator.generateKeyPair();
  }

  /** Without any key usage: a certificate that names none may be used for anything. */
  private static X509Certificate certify(
      X500Name subject, PublicKey key, PrivateKey issuer, boolean authority)
      throws OperatorCreationException, CertIOException, GeneralSecurityException {
    X509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            ROOT,
            BigInteger.valueOf(authority ? 1 : 2),
            Date.from(Instant.parse("2020-01-01T00:00:00Z")),
            Date.from(Instant.parse("2049-01-01T00:00:00Z")),
            subject,
            key);
    if (authority) {
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
    }
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(new JcaContentSignerBuilder("SHA384withECDSA").build(issuer)));
  }

  X509Certificate root() {
    return root;
  }

  /**
   * A card whose files this register has signed.
   *
   * @param signatureBytes length of file 4032, zero padded
   */
  SubstitutedCard signed(VirtualCard card, byte[] identity, byte[] address, int signatureBytes)
      throws GeneralSecurityException {
    byte[] signature = sign(identity);
    byte[] padded = Arrays.copyOf(signature, Math.max(signature.length, signatureBytes));
    byte[] addressSignature = sign(Bytes.joined(TagLengthValue.withoutPadding(address), padded));
    return new SubstitutedCard(card)
        .with(CardFile.IDENTITY, identity)
        .with(CardFile.IDENTITY_SIGNATURE, padded)
        .with(CardFile.ADDRESS, address)
        .with(CardFile.ADDRESS_SIGNATURE, Bytes.padded(addressSignature, padded.length))
        .with(CardFile.REGISTER_CERTIFICATE, Arrays.copyOf(certificate.getEncoded(), 1_600));
  }

  private byte[] sign(byte[] content) throws GeneralSecurityException {
    Signature signer = Signature.getInstance("SHA384withECDSA");
    signer.initSign(key);
    signer.update(content);
    return signer.sign();
  }
}
