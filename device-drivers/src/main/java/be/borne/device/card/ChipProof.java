package be.borne.device.card;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;

/**
 * The proof of a chip of applet 1.8 that it is no copy: it signs a challenge with a key that never
 * leaves it, and whose public half the register has signed for with the identity (tag 26, the
 * SHA-384 of file 4040).
 */
final class ChipProof {
  private static final int CHALLENGE_BYTES = 48;
  private static final int RAW_SIGNATURE_BYTES = 96;
  private static final String HOW = "INTERNAL AUTHENTICATE, ECDSA P-384 with the chip's own key";

  private final byte[] challenge = new byte[CHALLENGE_BYTES];

  ChipProof(SecureRandom random) {
    random.nextBytes(challenge);
  }

  byte[] challenge() {
    return challenge.clone();
  }

  /**
   * @param keyHash tag 26 of the verified identity file
   * @param keyFile file 4040
   * @param signature what the chip answered, r‖s or DER
   */
  CardCheck check(byte[] keyHash, byte[] keyFile, byte[] signature) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-384").digest(keyFile);
      if (!MessageDigest.isEqual(hash, keyHash)) {
        return failed("the key is not the one that the register signed for");
      }
      PublicKey key = KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(keyFile));
      boolean raw = signature.length == RAW_SIGNATURE_BYTES;
      Signature verifier =
          Signature.getInstance(raw ? "NONEwithECDSAinP1363Format" : "NONEwithECDSA");
      verifier.initVerify(key);
      verifier.update(challenge);
      return verifier.verify(signature)
          ? new CardCheck(CardCheck.Kind.CHIP_PROOF, true, HOW)
          : failed("the chip does not have its own key");
    } catch (GeneralSecurityException e) {
      return failed(e.getClass().getSimpleName());
    }
  }

  static CardCheck failed(String how) {
    return new CardCheck(CardCheck.Kind.CHIP_PROOF, false, how);
  }
}
