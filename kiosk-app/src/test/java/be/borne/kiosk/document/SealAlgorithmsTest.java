package be.borne.kiosk.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What authorities of today seal with is understood, whichever library computes it. */
class SealAlgorithmsTest {
  private static KeyPair keys(String family, String size) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(family);
    if (family.equals("EC")) {
      generator.initialize(new ECGenParameterSpec(size));
    } else {
      generator.initialize(Integer.parseInt(size));
    }
    return generator.generateKeyPair();
  }

  private static Verdict check(String family, String size, String algorithm) throws Exception {
    DemoIssuer issuer = new DemoIssuer("Demo root");
    DemoIssuer.Identity seal =
        issuer.seal(
            DemoIssuer.ORGANISATION,
            DemoIssuer.NOW.minus(Duration.ofDays(1)),
            Duration.ofDays(30),
            keys(family, size));
    byte[] pdf =
        new DemoSealer(
                seal,
                Optional.of(issuer.timestampAuthority()),
                Optional.of(issuer.revocations(List.of())))
            .making(new DemoSealer.Making(algorithm, Optional.empty(), false, false))
            .seal();
    return new SealGate(
            SealPolicy.of(List.of(issuer.root()), DemoIssuer.ORGANISATION), Samples.CLOCK)
        .check(pdf, Samples.order());
  }

  @ParameterizedTest
  @CsvSource({
    "RSA, 2048, SHA256withRSA",
    "RSA, 3072, SHA512withRSA",
    "RSA, 2048, SHA256withRSAandMGF1",
    "RSA, 3072, SHA384withRSAandMGF1",
    "RSA, 2048, SHA3-256withRSA",
    "EC, secp256r1, SHA256withECDSA",
    "EC, secp384r1, SHA384withECDSA",
    "EC, secp521r1, SHA512withECDSA",
    "EC, secp256r1, SHA3-256withECDSA",
  })
  void passes(String family, String size, String algorithm) throws Exception {
    GoodDocumentsTest.passed(check(family, size, algorithm));
  }

  @ParameterizedTest
  @CsvSource({
    "RSA, 1024, SHA256withRSA, STRONG_ALGORITHMS",
    "RSA, 2048, SHA1withRSA, STRONG_ALGORITHMS",
    "EC, secp256r1, SHA1withECDSA, STRONG_ALGORITHMS",
    "EC, secp256r1, SHA224withECDSA, STRONG_ALGORITHMS",
  })
  void isRefusedAsTooWeak(String family, String size, String algorithm, SealRule rule)
      throws Exception {
    assertEquals(
        rule, assertInstanceOf(Verdict.Refused.class, check(family, size, algorithm)).rule());
  }

  /**
   * A strong digest of the sealed bytes does not help where the signature itself rests on SHA-1.
   */
  @Test
  void theSignaturesOwnDigestIsLookedAt() {
    AlgorithmIdentifier sha256 = new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256);
    assertTrue(
        Algorithms.isStrongSignature(
            new AlgorithmIdentifier(
                PKCSObjectIdentifiers.id_RSASSA_PSS,
                new RSASSAPSSparams(
                    sha256,
                    new AlgorithmIdentifier(PKCSObjectIdentifiers.id_mgf1, sha256),
                    new ASN1Integer(32),
                    new ASN1Integer(1)))));
    assertFalse(
        Algorithms.isStrongSignature(
            new AlgorithmIdentifier(PKCSObjectIdentifiers.id_RSASSA_PSS, new RSASSAPSSparams())));
    assertFalse(
        Algorithms.isStrongSignature(new AlgorithmIdentifier(PKCSObjectIdentifiers.id_RSASSA_PSS)));
    assertFalse(
        Algorithms.isStrongSignature(
            new AlgorithmIdentifier(PKCSObjectIdentifiers.sha1WithRSAEncryption)));
    assertFalse(
        Algorithms.isStrongSignature(new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA1)));
    assertTrue(
        Algorithms.isStrongSignature(new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption)));
    assertTrue(
        Algorithms.isStrongSignature(new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519)));
  }
}
