package be.borne.kiosk.document;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Locale;
import java.util.Set;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;

/**
 * Which algorithms a seal may rest on today (ETSI TS 119 312). They are the JDK's own throughout:
 * Bouncy Castle reads structures here and computes nothing. Its keys would be tested for being made
 * of large primes at every start, a second of work that a pinned chain makes needless.
 */
final class Algorithms {
  private static final int MIN_RSA_BITS = 2048;
  private static final int MAX_RSA_BITS = 8192;
  private static final int MIN_EC_BITS = 256;
  private static final Set<String> DIGESTS =
      Set.of(
          NISTObjectIdentifiers.id_sha256.getId(),
          NISTObjectIdentifiers.id_sha384.getId(),
          NISTObjectIdentifiers.id_sha512.getId(),
          NISTObjectIdentifiers.id_sha3_256.getId(),
          NISTObjectIdentifiers.id_sha3_384.getId(),
          NISTObjectIdentifiers.id_sha3_512.getId());

  private Algorithms() {}

  static boolean isStrongDigest(String oid) {
    return DIGESTS.contains(oid);
  }

  static boolean isStrongKey(PublicKey key) {
    return switch (key) {
      case RSAPublicKey rsa ->
          rsa.getModulus().bitLength() >= MIN_RSA_BITS
              && rsa.getModulus().bitLength() <= MAX_RSA_BITS;
      case ECPublicKey ec -> ec.getParams().getOrder().bitLength() >= MIN_EC_BITS;
      case EdECPublicKey _ -> true;
      default -> false;
    };
  }

  /** Whether nobody can have forged this certificate by a collision. */
  static boolean isStronglySigned(X509Certificate certificate) {
    return isStrongSignature(certificate.getSigAlgName());
  }

  /**
   * @param algorithm as the JDK names it: SHA256withRSA
   */
  static boolean isStrongSignature(String algorithm) {
    String name = algorithm.toUpperCase(Locale.ROOT);
    return !name.contains("SHA1") && !name.contains("MD5") && !name.contains("MD2");
  }
}
