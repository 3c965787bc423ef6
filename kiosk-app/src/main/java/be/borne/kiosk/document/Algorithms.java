package be.borne.kiosk.document;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Locale;
import java.util.Set;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.jcajce.JcaX509CRLHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.operator.DefaultAlgorithmNameFinder;

/**
 * Which algorithms a seal may rest on today (ETSI TS 119 312). They are the JDK's own throughout:
 * Bouncy Castle reads structures here and computes nothing. Its keys would be tested for being made
 * of large primes at every start, a second of work that a pinned chain makes needless.
 */
final class Algorithms {
  private static final Set<String> WEAK_DIGESTS =
      Set.of("SHA1", "SHA224", "MD2", "MD4", "MD5", "RIPEMD");
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
  static boolean isStronglySigned(X509Certificate certificate) throws GeneralSecurityException {
    return isStrongSignature(new JcaX509CertificateHolder(certificate).getSignatureAlgorithm());
  }

  static boolean isStronglySigned(X509CRL list) throws GeneralSecurityException {
    return isStrongSignature(new JcaX509CRLHolder(list).toASN1Structure().getSignatureAlgorithm());
  }

  /**
   * @param algorithm that may name a digest, by itself or, as RSASSA-PSS does, in its parameters,
   *     where none stands for SHA-1 (RFC 4055 §3.1)
   */
  static boolean isStrongSignature(AlgorithmIdentifier algorithm) {
    if (algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.id_RSASSA_PSS)) {
      return algorithm.getParameters() != null
          && isStrongDigest(
              RSASSAPSSparams.getInstance(algorithm.getParameters())
                  .getHashAlgorithm()
                  .getAlgorithm()
                  .getId());
    }
    String name =
        new DefaultAlgorithmNameFinder()
            .getAlgorithmName(algorithm.getAlgorithm())
            .toUpperCase(Locale.ROOT)
            .replace("-", "");
    return WEAK_DIGESTS.stream().noneMatch(name::contains);
  }
}
