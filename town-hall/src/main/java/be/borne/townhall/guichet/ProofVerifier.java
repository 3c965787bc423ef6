package be.borne.townhall.guichet;

import be.borne.protocol.guichet.Challenge;
import be.borne.protocol.guichet.CitizenProof;
import be.borne.protocol.terminal.FaultCode;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/**
 * Decides, from the card's own signed files and nothing the terminal says, which citizen signed a
 * challenge. Whatever cannot be checked does not hold.
 */
final class ProofVerifier {
  private static final ZoneId BELGIUM = ZoneId.of("Europe/Brussels");
  private static final String SERIAL_NUMBER_OID = "2.5.4.5";
  private static final int P384_BITS = 384;
  private static final int DER_SEQUENCE = 0x30;

  private final CardTrust trust;
  private final Clock clock;

  ProofVerifier(CardTrust trust, Clock clock) {
    this.trust = trust;
    this.clock = clock;
  }

  /**
   * @param challenge the one that this proof answers, taken out of circulation
   * @param terminal who sent it, by its client certificate
   * @return the number of the citizen whose card signed
   * @throws Refusal saying which check refused
   */
  CardHolder verify(CitizenProof proof, Challenge challenge, String terminal) throws Refusal {
    X509Certificate authentication = certificate(proof.authenticationCertificate());
    X509Certificate register = certificate(proof.registerCertificate());
    byte[] identityBytes = bytes(proof.identityFile());

    trust.requireRegister(register);
    requireRegisterSignature(register, identityBytes, bytes(proof.identitySignature()));
    IdentityFile identity = identity(identityBytes);
    requireValidToday(identity);
    X509Certificate issuer = certificate(proof.issuingCertificate());
    trust.requireAuthentication(authentication, issuer);
    requireSamePerson(identity, authentication);
    requireSignature(
        proof.scheme(),
        authentication.getPublicKey(),
        challenge.statementFor(terminal),
        bytes(proof.signature()));
    trust.requireNotRevoked(authentication, issuer, register);
    return identity.holder();
  }

  private static X509Certificate certificate(String base64) throws Refusal {
    byte[] der = bytes(base64);
    try {
      X509Certificate certificate =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(der));
      if (!Arrays.equals(der, certificate.getEncoded())) {
        throw Refusal.citizen("a certificate is followed by something else");
      }
      return certificate;
    } catch (CertificateException e) {
      throw Refusal.citizen("a certificate cannot be read");
    }
  }

  private static byte[] bytes(String base64) throws Refusal {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw Refusal.citizen("a field is not base64");
    }
  }

  private static IdentityFile identity(byte[] file) throws Refusal {
    try {
      return IdentityFile.parse(file);
    } catch (IllegalArgumentException e) {
      throw Refusal.citizen(e.getMessage());
    }
  }

  /** The hash is the one of the register's own certificate; the card names none. */
  private static void requireRegisterSignature(X509Certificate register, byte[] file, byte[] padded)
      throws Refusal {
    String hash = register.getSigAlgName().toUpperCase(Locale.ROOT).replaceFirst("WITH.*", "");
    String algorithm;
    byte[] signature;
    switch (register.getPublicKey()) {
      case RSAPublicKey rsa -> {
        algorithm = hash + "withRSA";
        signature = unpadded(padded, (rsa.getModulus().bitLength() + 7) / 8);
      }
      case ECPublicKey ignored -> {
        algorithm = hash + "withECDSA";
        signature = unpadded(padded, derLength(padded));
      }
      default -> throw Refusal.citizen("register key is of an unknown kind");
    }
    if (!holds(algorithm, register.getPublicKey(), file, signature)) {
      throw Refusal.citizen("identity file is not signed by the register");
    }
  }

  /**
   * Header, length and content of the DER sequence that the padding follows. A length above 127,
   * negative here, takes a second byte, which no curve of the eID needs.
   */
  private static int derLength(byte[] padded) throws Refusal {
    if (padded.length < 2 || padded[0] != DER_SEQUENCE || padded[1] < 0) {
      throw Refusal.citizen("identity signature is no ECDSA signature");
    }
    return padded[1] + 2;
  }

  private static byte[] unpadded(byte[] padded, int length) throws Refusal {
    if (length > padded.length) {
      throw Refusal.citizen("identity signature is too short");
    }
    for (int i = length; i < padded.length; i++) {
      if (padded[i] != 0) {
        throw Refusal.citizen("identity signature is followed by something else");
      }
    }
    return Arrays.copyOf(padded, length);
  }

  private void requireValidToday(IdentityFile identity) throws Refusal {
    LocalDate today = LocalDate.ofInstant(clock.instant(), BELGIUM);
    if (today.isBefore(identity.validFrom()) || today.isAfter(identity.validUntil())) {
      throw new Refusal(403, FaultCode.CARD_EXPIRED, "card is not valid today");
    }
  }

  private static void requireSamePerson(IdentityFile identity, X509Certificate authentication)
      throws Refusal {
    List<String> numbers;
    try {
      numbers =
          new LdapName(
                  authentication
                      .getSubjectX500Principal()
                      .getName("RFC2253", Map.of(SERIAL_NUMBER_OID, "SERIALNUMBER")))
              .getRdns().stream().flatMap(ProofVerifier::serialNumbers).toList();
    } catch (InvalidNameException e) {
      throw Refusal.citizen("authentication certificate's subject cannot be read");
    }
    byte[] number = identity.holder().number().digits().getBytes(StandardCharsets.US_ASCII);
    if (numbers.size() != 1
        || !MessageDigest.isEqual(number, numbers.getFirst().getBytes(StandardCharsets.UTF_8))) {
      throw Refusal.citizen("identity file and certificate are of different persons");
    }
  }

  private static Stream<String> serialNumbers(Rdn rdn) {
    return rdn.size() == 1 && rdn.getType().equals("SERIALNUMBER")
        ? Stream.of(rdn.getValue().toString())
        : Stream.empty();
  }

  private static void requireSignature(
      CitizenProof.SignatureScheme scheme, PublicKey key, byte[] statement, byte[] signature)
      throws Refusal {
    String algorithm =
        switch (scheme) {
          case ECDSA_P384_SHA384 -> {
            if (!(key instanceof ECPublicKey ec)
                || ec.getParams().getCurve().getField().getFieldSize() != P384_BITS) {
              throw Refusal.citizen("signature scheme is not the key's");
            }
            yield "SHA384withECDSAinP1363Format";
          }
          case RSA_SHA256 -> {
            if (!(key instanceof RSAPublicKey)) {
              throw Refusal.citizen("signature scheme is not the key's");
            }
            yield "SHA256withRSA";
          }
        };
    if (!holds(algorithm, key, statement, signature)) {
      throw Refusal.citizen("challenge is not signed by the card");
    }
  }

  private static boolean holds(String algorithm, PublicKey key, byte[] content, byte[] signature)
      throws Refusal {
    try {
      Signature verifier = Signature.getInstance(algorithm);
      verifier.initVerify(key);
      verifier.update(content);
      return verifier.verify(signature);
    } catch (SignatureException | InvalidKeyException e) {
      return false;
    } catch (GeneralSecurityException e) {
      throw Refusal.citizen("a signature's algorithm is unknown");
    }
  }
}
