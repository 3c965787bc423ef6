package be.borne.device.card;

/** What came of asking a card to sign. */
public sealed interface SignResult {
  /** The card signed, and the signature has been verified against its certificate. */
  final class Signed implements SignResult {
    private final byte[] signature;
    private final SignatureScheme scheme;

    Signed(byte[] signature, SignatureScheme scheme) {
      this.signature = signature.clone();
      this.scheme = scheme;
    }

    /** ECDSA as r‖s (IEEE P1363), RSA as PKCS#1 v1.5. */
    public byte[] signature() {
      return signature.clone();
    }

    public SignatureScheme scheme() {
      return scheme;
    }
  }

  /**
   * The PIN was wrong.
   *
   * @param triesLeft at least 1
   */
  record WrongPin(int triesLeft) implements SignResult {}

  /** The PIN is blocked, by this try or before it; only the municipality can unblock it. */
  record PinBlocked() implements SignResult {}

  /**
   * The card did not sign, and it is not the PIN's fault.
   *
   * @param detail for a technician, in English, without personal data
   */
  record Failed(CardRefusal reason, String detail) implements SignResult {}
}
