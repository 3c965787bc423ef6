package be.borne.device.virtual;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The citizen's PIN behind VERIFY (Belpic 1.8 reference manual, chapter 6): its tries, which
 * outlive a reset, and its rights, which do not. The last wrong try answers 6983 as the applet's
 * published source does.
 */
final class EidPin {
  static final int MAX_TRIES = 3;
  private static final int THE_ONLY_PIN = 0x0001;
  private static final int BLOCK_BYTES = 8;

  private final byte[] block = HexFormat.of().parseHex("241234FFFFFFFFFF");
  private final boolean statusCostsATry;
  private int triesLeft = MAX_TRIES;
  private boolean verified;
  private boolean justVerified;

  EidPin(boolean statusCostsATry) {
    this.statusCostsATry = statusCostsATry;
  }

  int triesLeft() {
    return triesLeft;
  }

  void block() {
    triesLeft = 0;
  }

  void unblock() {
    triesLeft = MAX_TRIES;
  }

  /** All rights end; tries stay. */
  void reset() {
    verified = false;
    justVerified = false;
  }

  /** Whether the authentication key may sign. */
  boolean verified() {
    return verified;
  }

  /** Whether the command before this one was a right PIN; asked once, it is no longer. */
  boolean takeJustVerified() {
    boolean just = justVerified;
    justVerified = false;
    return just;
  }

  /**
   * @param offered the PIN block, wiped here; empty to ask for the status
   * @param forSignatureKey a PIN spent on the signature key gives the other key no right
   */
  byte[] verify(int parameters, byte[] offered, boolean forSignatureKey) {
    if (parameters != THE_ONLY_PIN) {
      return CardAnswer.status(CardAnswer.WRONG_PARAMETERS);
    }
    if (triesLeft == 0) {
      return CardAnswer.status(CardAnswer.PIN_BLOCKED);
    }
    if (offered.length == 0 && !statusCostsATry) {
      return verified ? CardAnswer.ok() : CardAnswer.wrongPin(triesLeft);
    }
    if (offered.length != BLOCK_BYTES && offered.length != 0) {
      return CardAnswer.status(CardAnswer.WRONG_LENGTH);
    }
    boolean right = MessageDigest.isEqual(offered, block);
    Arrays.fill(offered, (byte) 0);
    if (right) {
      triesLeft = MAX_TRIES;
      verified |= !forSignatureKey;
      justVerified = true;
      return CardAnswer.ok();
    }
    verified = false;
    triesLeft--;
    return triesLeft == 0
        ? CardAnswer.status(CardAnswer.PIN_BLOCKED)
        : CardAnswer.wrongPin(triesLeft);
  }
}
