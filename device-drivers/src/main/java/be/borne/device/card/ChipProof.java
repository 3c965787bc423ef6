package be.borne.device.card;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The proof of a chip of applet 1.8 that it is no copy: it signs a challenge with a key that never
 * leaves it, and whose public half the register has signed for with the identity (tag 26, the
 * SHA-384 of file 4040).
 */
final class ChipProof {
  private static final int CHALLENGE_BYTES = 48;
  private static final int RAW_SIGNATURE_BYTES = 96;
  private static final int POINT_BYTES = 97;
  private static final byte UNCOMPRESSED = 0x04;

  /** SubjectPublicKeyInfo of a P-384 key up to its point (RFC 5480, 2). */
  private static final byte[] P384_PREFIX =
      HexFormat.of().parseHex("3076301006072A8648CE3D020106052B81040022036200");

  private static final String HOW = "INTERNAL AUTHENTICATE, ECDSA P-384 with the chip's own key";

  private final byte[] challenge = new byte[CHALLENGE_BYTES];

  ChipProof(SecureRandom random) {
    random.nextBytes(challenge);
  }

  byte[] challenge() {
    return challenge.clone();
  }

  /** Whether the register signed for this key: over the file as it lies on the card. */
  static boolean isSignedFor(byte[] keyFile, byte[] keyHash) {
    try {
      return MessageDigest.isEqual(MessageDigest.getInstance("SHA-384").digest(keyFile), keyHash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-384", e);
    }
  }

  /**
   * @param keyHash tag 26 of the verified identity file
   * @param keyFile file 4040: a SubjectPublicKeyInfo, zeros behind it allowed, or a point
   * @param signature what the chip answered, r‖s or DER
   */
  CardCheck check(byte[] keyHash, byte[] keyFile, byte[] signature) {
    if (!isSignedFor(keyFile, keyHash)) {
      return failed("the key is not the one that the register signed for");
    }
    try {
      boolean raw = signature.length == RAW_SIGNATURE_BYTES;
      Signature verifier =
          Signature.getInstance(raw ? "NONEwithECDSAinP1363Format" : "NONEwithECDSA");
      verifier.initVerify(keyIn(keyFile));
      verifier.update(challenge);
      return verifier.verify(signature)
          ? new CardCheck(CardCheck.Kind.CHIP_PROOF, true, HOW)
          : failed("the chip does not have its own key");
    } catch (GeneralSecurityException e) {
      return failed(e.getClass().getSimpleName());
    }
  }

  private static PublicKey keyIn(byte[] file) throws GeneralSecurityException {
    byte[] encoded =
        file.length >= POINT_BYTES && file[0] == UNCOMPRESSED
            ? Bytes.joined(P384_PREFIX, Arrays.copyOf(file, POINT_BYTES))
            : Arrays.copyOf(file, Math.min(file.length, P384_PREFIX.length + POINT_BYTES));
    return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(encoded));
  }

  private static CardCheck failed(String how) {
    return new CardCheck(CardCheck.Kind.CHIP_PROOF, false, how);
  }
}
