package be.borne.device.card;

import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What the National Register's key has signed (files 4032 and 4034). */
final class RegisterSignature {
  private static final int MIN_RSA_BITS = 2_048;

  private RegisterSignature() {}

  /** Whether the key is long enough to be believed; the RSA-1024 of the first cards is not. */
  static boolean isStrong(X509Certificate register) {
    return !(register.getPublicKey() instanceof RSAPublicKey rsa)
        || rsa.getModulus().bitLength() >= MIN_RSA_BITS;
  }

  /**
   * @param signed the bytes that are said to be signed
   * @param signatureFile raw RSA, or DER ECDSA with zeros behind it
   */
  static CardCheck check(
      CardCheck.Kind kind, X509Certificate register, byte[] signed, byte[] signatureFile) {
    try {
      return checked(kind, register, signed, signatureFile);
    } catch (GeneralSecurityException e) {
      return new CardCheck(kind, false, e.getClass().getSimpleName());
    }
  }

  private static CardCheck checked(
      CardCheck.Kind kind, X509Certificate register, byte[] signed, byte[] signatureFile)
      throws GeneralSecurityException {
    PublicKey key = register.getPublicKey();
    // The register signs files with the hash that its own certificate was signed with.
    String hash = hashOf(register.getSigAlgName());
    String algorithm;
    byte[] signature;
    if (key instanceof ECPublicKey) {
      algorithm = hash + "withECDSA";
      signature = withoutPadding(signatureFile);
    } else if (key instanceof RSAPublicKey rsa) {
      algorithm = hash + "withRSA";
      int length = (rsa.getModulus().bitLength() + 7) / 8;
      signature = Arrays.copyOf(signatureFile, Math.min(length, signatureFile.length));
    } else {
      return new CardCheck(kind, false, "the register's key is of an unknown kind");
    }
    try {
      Signature verifier = Signature.getInstance(algorithm);
      verifier.initVerify(key);
      verifier.update(signed);
      return new CardCheck(kind, verifier.verify(signature), algorithm + ", the register's key");
    } catch (SignatureException e) {
      return new CardCheck(kind, false, algorithm + ": no signature");
    }
  }

  private static String hashOf(String signatureAlgorithm) throws NoSuchAlgorithmException {
    String name = signatureAlgorithm.toUpperCase(Locale.ROOT);
    for (String hash : List.of("SHA1", "SHA256", "SHA384", "SHA512")) {
      if (name.startsWith(hash + "WITH")) {
        return hash;
      }
    }
    throw new NoSuchAlgorithmException("the register's hash");
  }

  /** A DER signature's second byte is the length of the rest. */
  private static byte[] withoutPadding(byte[] file) {
    if (file.length < 2 || file[0] != 0x30 || file[1] < 0) {
      return file;
    }
    return Arrays.copyOf(file, Math.min(file.length, 2 + file[1]));
  }
}
