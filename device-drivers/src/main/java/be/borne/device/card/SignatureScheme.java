package be.borne.device.card;

import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;

/** How the card's authentication key signs, by the card's generation. */
public enum SignatureScheme {
  /** Applet 1.8: P-384 key, SHA-384, r‖s. */
  ECDSA_P384_SHA384("SHA-384", "SHA384withECDSAinP1363Format", 0x02, 96),
  /** Applet 1.7: RSA-2048, SHA-256, PKCS#1 v1.5. */
  RSA_SHA256("SHA-256", "SHA256withRSA", 0x08, 256);

  private final String digest;
  private final String javaAlgorithm;
  private final int cardAlgorithm;
  private final int signatureBytes;

  SignatureScheme(String digest, String javaAlgorithm, int cardAlgorithm, int signatureBytes) {
    this.digest = digest;
    this.javaAlgorithm = javaAlgorithm;
    this.cardAlgorithm = cardAlgorithm;
    this.signatureBytes = signatureBytes;
  }

  /** The JCA name that verifies such a signature as the card gives it. */
  public String javaAlgorithm() {
    return javaAlgorithm;
  }

  String digest() {
    return digest;
  }

  /** Algorithm reference of MSE SET. */
  int cardAlgorithm() {
    return cardAlgorithm;
  }

  int signatureBytes() {
    return signatureBytes;
  }

  /**
   * @throws CardFault if the key is of no generation of eID that is still valid
   */
  static SignatureScheme of(PublicKey key) throws CardFault {
    if (key instanceof ECPublicKey ec
        && ec.getParams().getCurve().getField().getFieldSize() == 384) {
      return ECDSA_P384_SHA384;
    }
    if (key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() == 2048) {
      return RSA_SHA256;
    }
    if (key instanceof RSAPublicKey) {
      throw new CardFault(CardRefusal.CARD_TOO_OLD, "the authentication key is too short");
    }
    throw new CardFault(CardRefusal.CARD_FAILED, "the authentication key is of an unknown kind");
  }
}
