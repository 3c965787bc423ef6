package be.borne.device.virtual;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;

/** The kinds of key that the generations of eID and their authorities have had. */
enum KeyKind {
  RSA_1024("RSA", 1_024),
  RSA_2048("RSA", 2_048),
  P_384("EC", 384);

  private final String algorithm;
  private final int bits;

  KeyKind(String algorithm, int bits) {
    this.algorithm = algorithm;
    this.bits = bits;
  }

  /** A new pair; takes a second or two for RSA on a small machine. */
  KeyPair generate(SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(bits, random);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java makes no " + this + " keys", e);
    }
  }

  boolean rsa() {
    return algorithm.equals("RSA");
  }

  /** Length of the modulus, or of the curve's field. */
  int bits() {
    return bits;
  }
}
