package be.borne.townhall.guichet;

import be.borne.protocol.guichet.Challenge;
import be.borne.protocol.guichet.CitizenProof;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A test root with a register and a citizens' authority below it, and cards of both generations.
 */
final class TestCards {
  /** The kinds of card in circulation. */
  enum Generation {
    /** Applet 1.8: P-384 throughout. */
    ELLIPTIC("EC", "SHA384withECDSA"),
    /** Applet 1.7: RSA-2048 throughout. */
    RSA("RSA", "SHA256withRSA");

    private final String keys;
    private final String signatures;

    Generation(String keys, String signatures) {
      this.keys = keys;
      this.signatures = signatures;
    }
  }

  /** A key and its certificate. */
  record Holder(PrivateKey key, X509Certificate certificate) {}

  private final Generation generation;
  private final Instant now;
  private final URI asked;
  final Holder root;
  final Holder citizenAuthority;
  final Holder register;
  private long serial = 1;

  /** With certificates that name nobody who could be asked whether they were revoked. */
  TestCards(Generation generation, Instant now) throws GeneralSecurityException {
    this(generation, now, null);
  }

  /**
   * @param asked where the certificates say that responder and lists are; null for nowhere
   */
  TestCards(Generation generation, Instant now, URI asked) throws GeneralSecurityException {
    this.generation = generation;
    this.now = now;
    this.asked = asked;
    int authority = KeyUsage.keyCertSign | KeyUsage.cRLSign;
    this.root = issue("CN=Invented Root, C=BE", null, true, authority);
    this.citizenAuthority = issue("CN=Invented Citizen CA, C=BE", root, true, authority);
    this.register = issue("CN=RRN, O=RRN, C=BE", root, false, KeyUsage.digitalSignature);
  }

  String signatures() {
    return generation.signatures;
  }

  /** One that may answer in the citizens' authority's name, or may not. */
  Holder responder(boolean may) throws GeneralSecurityException {
    return issue(
        "CN=Invented Responder, C=BE", citizenAuthority, false, KeyUsage.digitalSignature, may);
  }

  Path writeRoot(Path file) throws IOException, GeneralSecurityException {
    return Files.writeString(
        file,
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder().encodeToString(root.certificate().getEncoded())
            + "\n-----END CERTIFICATE-----\n");
  }

  /** A card of an invented person, valid from a year ago until the given day. */
  Card card(String nationalNumber, LocalDate until) throws GeneralSecurityException {
    return new Card(nationalNumber, until);
  }

  /** One card, with its files. */
  final class Card {
    final Holder authentication;
    private final byte[] identityFile;
    private final byte[] identitySignature;

    private Card(String nationalNumber, LocalDate until) throws GeneralSecurityException {
      this.authentication =
          issue(
              "SERIALNUMBER=" + nationalNumber + ", CN=Invented Person, C=BE",
              citizenAuthority,
              false,
              KeyUsage.digitalSignature);
      this.identityFile = identity(nationalNumber, until);
      this.identitySignature =
          Arrays.copyOf(sign(generation.signatures, register.key(), identityFile), 256);
    }

    CitizenProof answer(Challenge challenge, String terminal) throws GeneralSecurityException {
      return proof(challenge, terminal, identityFile, this);
    }

    /** This card's signature, over another card's identity file. */
    CitizenProof withIdentityOf(Card other, Challenge challenge, String terminal)
        throws GeneralSecurityException {
      return proof(challenge, terminal, other.identityFile, other);
    }

    /** This card's identity file with its number rewritten, under the old signature. */
    CitizenProof rewritten(Challenge challenge, String terminal, String from, String to)
        throws GeneralSecurityException {
      byte[] forged =
          new String(identityFile, StandardCharsets.ISO_8859_1)
              .replace(from, to)
              .getBytes(StandardCharsets.ISO_8859_1);
      return proof(challenge, terminal, forged, this);
    }

    private CitizenProof proof(
        Challenge challenge, String terminal, byte[] identity, Card signatureOf)
        throws GeneralSecurityException {
      boolean elliptic = generation == Generation.ELLIPTIC;
      return new CitizenProof(
          challenge.id(),
          elliptic
              ? CitizenProof.SignatureScheme.ECDSA_P384_SHA384
              : CitizenProof.SignatureScheme.RSA_SHA256,
          base64(
              sign(
                  elliptic ? "SHA384withECDSAinP1363Format" : "SHA256withRSA",
                  authentication.key(),
                  challenge.statementFor(terminal))),
          base64(authentication.certificate().getEncoded()),
          base64(citizenAuthority.certificate().getEncoded()),
          base64(identity),
          base64(signatureOf.identitySignature),
          base64(register.certificate().getEncoded()));
    }

    /** The same proof, vouched for by another register. */
    CitizenProof vouchedBy(TestCards stranger, Challenge challenge, String terminal)
        throws GeneralSecurityException {
      CitizenProof own = answer(challenge, terminal);
      return new CitizenProof(
          own.challengeId(),
          own.scheme(),
          own.signature(),
          own.authenticationCertificate(),
          own.issuingCertificate(),
          own.identityFile(),
          base64(
              Arrays.copyOf(
                  sign(stranger.generation.signatures, stranger.register.key(), identityFile),
                  256)),
          base64(stranger.register.certificate().getEncoded()));
    }
  }

  private byte[] identity(String nationalNumber, LocalDate until) {
    DateTimeFormatter day = DateTimeFormatter.ofPattern("dd.MM.uuuu");
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    field(file, 1, "000000000000");
    field(file, 3, until.minusYears(1).format(day));
    field(file, 4, until.format(day));
    field(file, 5, "Testerive");
    field(file, 6, nationalNumber);
    field(file, 7, "Invented-Person");
    field(file, 8, "Testine Fictive");
    field(file, 9, "");
    field(file, 12, "01 MARS 1950");
    return file.toByteArray();
  }

  private static void field(ByteArrayOutputStream file, int tag, String text) {
    byte[] value = text.getBytes(StandardCharsets.UTF_8);
    file.write(tag);
    file.write(value.length);
    file.writeBytes(value);
  }

  private Holder issue(String subject, Holder issuer, boolean authority, int usage)
      throws GeneralSecurityException {
    return issue(subject, issuer, authority, usage, false);
  }

  private Holder issue(
      String subject, Holder issuer, boolean authority, int usage, boolean mayAnswer)
      throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(generation.keys);
    if (generation == Generation.ELLIPTIC) {
      generator.initialize(new ECGenParameterSpec("secp384r1"));
    } else {
      generator.initialize(2048);
    }
    KeyPair pair = generator.generateKeyPair();
    Date from = Date.from(now.minus(Duration.ofDays(400)));
    Date until = Date.from(now.plus(Duration.ofDays(4000)));
    X500Name name = new X500Name(subject);
    try {
      X509v3CertificateBuilder builder =
          issuer == null
              ? new JcaX509v3CertificateBuilder(
                  name, BigInteger.valueOf(serial++), from, until, name, pair.getPublic())
              : new JcaX509v3CertificateBuilder(
                  issuer.certificate(),
                  BigInteger.valueOf(serial++),
                  from,
                  until,
                  name,
                  pair.getPublic());
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
      if (mayAnswer) {
        builder.addExtension(
            Extension.extendedKeyUsage,
            false,
            new ExtendedKeyUsage(KeyPurposeId.id_kp_OCSPSigning));
      }
      if (asked != null && issuer != null) {
        boolean isCitizen = issuer.equals(citizenAuthority);
        if (isCitizen) {
          builder.addExtension(
              Extension.authorityInfoAccess,
              false,
              new AuthorityInformationAccess(
                  AccessDescription.id_ad_ocsp,
                  new GeneralName(GeneralName.uniformResourceIdentifier, asked + "/ocsp")));
        }
        GeneralName list =
            new GeneralName(
                GeneralName.uniformResourceIdentifier,
                asked + (isCitizen ? "/citizens.crl" : "/root.crl"));
        builder.addExtension(
            Extension.cRLDistributionPoints,
            false,
            new CRLDistPoint(
                new DistributionPoint[] {
                  new DistributionPoint(
                      new DistributionPointName(new GeneralNames(list)), null, null)
                }));
      }
      PrivateKey signer = issuer == null ? pair.getPrivate() : issuer.key();
      return new Holder(
          pair.getPrivate(),
          new JcaX509CertificateConverter()
              .getCertificate(
                  builder.build(new JcaContentSignerBuilder(generation.signatures).build(signer))));
    } catch (IOException | OperatorCreationException e) {
      throw new GeneralSecurityException(e);
    }
  }

  private static byte[] sign(String algorithm, PrivateKey key, byte[] content)
      throws GeneralSecurityException {
    Signature signature = Signature.getInstance(algorithm);
    signature.initSign(key);
    signature.update(content);
    return signature.sign();
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
