package be.borne.device.virtual;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.HexFormat;
import javax.crypto.Cipher;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.engines.RSABlindedEngine;
import org.bouncycastle.crypto.params.RSAPrivateCrtKeyParameters;
import org.bouncycastle.crypto.signers.PSSSigner;

/**
 * What MSE SET can choose and PSO: COMPUTE DIGITAL SIGNATURE then does (Belpic 1.7 and 1.8
 * reference manuals, chapter 6): the algorithm's reference, how long the hash may be, and how it is
 * signed.
 */
enum SigningAlgorithm {
  /** PKCS#1 v1.5 around whatever is given, which should be a DigestInfo (RFC 8017, 9.2). */
  RSA_RAW(0x01, 1, 245, Scheme.PKCS1, ""),
  RSA_SHA1(0x02, 20, 20, Scheme.PKCS1, "3021300906052B0E03021A05000414"),
  RSA_SHA256(0x08, 32, 32, Scheme.PKCS1, "3031300D060960864801650304020105000420"),
  RSA_PSS_SHA1(0x10, 20, 20, Scheme.PSS, ""),
  RSA_PSS_SHA256(0x20, 32, 32, Scheme.PSS, ""),
  EC_SHA256(0x01, 32, 32, Scheme.ECDSA, ""),
  EC_SHA384(0x02, 48, 48, Scheme.ECDSA, ""),
  EC_SHA512(0x04, 64, 64, Scheme.ECDSA, ""),
  EC_SHA3_256(0x08, 32, 32, Scheme.ECDSA, ""),
  EC_SHA3_384(0x10, 48, 48, Scheme.ECDSA, ""),
  EC_SHA3_512(0x20, 64, 64, Scheme.ECDSA, ""),
  EC_ANY_HASH(0x40, 20, 64, Scheme.ECDSA, "");

  private enum Scheme {
    PKCS1,
    PSS,
    ECDSA
  }

  private static final int PKCS1_OVERHEAD = 11;

  private final int reference;
  private final int shortest;
  private final int longest;
  private final Scheme scheme;
  private final String prefix;

  SigningAlgorithm(int reference, int shortest, int longest, Scheme scheme, String prefix) {
    this.reference = reference;
    this.shortest = shortest;
    this.longest = longest;
    this.scheme = scheme;
    this.prefix = prefix;
  }

  int reference() {
    return reference;
  }

  /** Whether so many bytes can be signed. */
  boolean takes(int length, KeyKind key) {
    int room = key.rsa() ? key.bits() / Byte.SIZE - PKCS1_OVERHEAD : longest;
    return length >= shortest && length <= Math.min(longest, room);
  }

  /**
   * @return RSA: as long as the modulus; ECDSA: r and s, each as long as the field
   */
  byte[] sign(PrivateKey key, byte[] hash) {
    try {
      return switch (scheme) {
        case PKCS1 -> pkcs1(key, hash);
        case PSS -> pss((RSAPrivateCrtKey) key, hash);
        case ECDSA -> ecdsa(key, hash);
      };
    } catch (GeneralSecurityException | CryptoException e) {
      throw new IllegalStateException("a virtual card's key does not sign", e);
    }
  }

  private byte[] pkcs1(PrivateKey key, byte[] hash) throws GeneralSecurityException {
    // "Encryption" with a private key is what Java calls padding of type 1: a signature.
    Cipher cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
    cipher.init(Cipher.ENCRYPT_MODE, key);
    cipher.update(HexFormat.of().parseHex(prefix));
    return cipher.doFinal(hash);
  }

  /** EMSA-PSS with a salt as long as the hash. */
  private static byte[] pss(RSAPrivateCrtKey key, byte[] hash) throws CryptoException {
    Digest sha1 = new SHA1Digest();
    Digest digest = hash.length == sha1.getDigestSize() ? sha1 : new SHA256Digest();
    // Java's own PSS wants the whole message; the card is given its hash.
    PSSSigner signer = PSSSigner.createRawSigner(new RSABlindedEngine(), digest);
    signer.init(
        true,
        new RSAPrivateCrtKeyParameters(
            key.getModulus(),
            key.getPublicExponent(),
            key.getPrivateExponent(),
            key.getPrimeP(),
            key.getPrimeQ(),
            key.getPrimeExponentP(),
            key.getPrimeExponentQ(),
            key.getCrtCoefficient()));
    signer.update(hash, 0, hash.length);
    return signer.generateSignature();
  }

  private static byte[] ecdsa(PrivateKey key, byte[] hash) throws GeneralSecurityException {
    Signature signer = Signature.getInstance("NONEwithECDSAinP1363Format");
    signer.initSign(key);
    signer.update(hash);
    return signer.sign();
  }
}
