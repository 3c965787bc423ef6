package be.borne.device.virtual;

import java.security.PrivateKey;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The private keys of an eID behind MSE SET, PSO: COMPUTE DIGITAL SIGNATURE and INTERNAL
 * AUTHENTICATE (Belpic 1.7 and 1.8 reference manuals, chapter 6).
 */
final class EidKeys {
  private static final int SET_FOR_SIGNATURE = 0x41B6;
  private static final int SIGN_HASH = 0x9E9A;
  private static final int AUTHENTICATE_CHIP = 0x0281;
  private static final int CHALLENGE_TAG = 0x9430;
  private static final int CHALLENGE_BYTES = 48;

  /** The chip's own key, which only applet 1.8 has. */
  static final int BASIC_KEY = 0x81;

  static final int AUTHENTICATION_KEY = 0x82;
  static final int SIGNATURE_KEY = 0x83;

  private final CardGeneration.Chip chip;
  private final Map<Integer, PrivateKey> keys;
  private int chosen;
  private SigningAlgorithm algorithm;

  /**
   * @param keys by their reference; a child's card has no citizen's keys
   */
  EidKeys(CardGeneration.Chip chip, Map<Integer, PrivateKey> keys) {
    this.chip = chip;
    this.keys = keys;
  }

  /** No key is chosen any more. */
  void reset() {
    chosen = 0;
    algorithm = null;
  }

  boolean signatureKeyChosen() {
    return chosen == SIGNATURE_KEY;
  }

  /** MSE SET: {@code 04 80 algorithm 84 key}. */
  byte[] choose(int parameters, byte[] data) {
    if (parameters != SET_FOR_SIGNATURE) {
      return CardAnswer.status(CardAnswer.WRONG_PARAMETERS);
    }
    boolean wellFormed =
        data.length == 5 && data[0] == 0x04 && (data[1] & 0xFF) == 0x80 && (data[3] & 0xFF) == 0x84;
    Optional<SigningAlgorithm> wanted =
        wellFormed ? algorithm(chip.algorithms(), data[2] & 0xFF) : Optional.empty();
    if (wanted.isEmpty()) {
      return CardAnswer.status(CardAnswer.WRONG_DATA);
    }
    int key = data[4] & 0xFF;
    if (key != AUTHENTICATION_KEY && key != SIGNATURE_KEY) {
      return CardAnswer.status(CardAnswer.NO_SUCH_KEY);
    }
    chosen = key;
    algorithm = wanted.get();
    return CardAnswer.ok();
  }

  private static Optional<SigningAlgorithm> algorithm(List<SigningAlgorithm> known, int reference) {
    return known.stream().filter(algorithm -> algorithm.reference() == reference).findFirst();
  }

  /**
   * PSO: COMPUTE DIGITAL SIGNATURE.
   *
   * @param pinJustVerified the right to the signature key
   * @param pinVerified the right to the authentication key
   * @return a status alone if it refuses; otherwise the signature with 9000
   */
  byte[] sign(int parameters, byte[] hash, boolean pinJustVerified, boolean pinVerified) {
    if (parameters != SIGN_HASH) {
      return CardAnswer.status(CardAnswer.WRONG_PARAMETERS);
    }
    PrivateKey key = keys.get(chosen);
    if (key == null) {
      return CardAnswer.status(CardAnswer.NOT_PREPARED);
    }
    if (!(signatureKeyChosen() ? pinJustVerified : pinVerified)) {
      return CardAnswer.status(CardAnswer.NO_RIGHT);
    }
    if (!algorithm.takes(hash.length, chip.cardKey())) {
      return CardAnswer.status(CardAnswer.WRONG_LENGTH);
    }
    return CardAnswer.ok(algorithm.sign(key, hash));
  }

  /** INTERNAL AUTHENTICATE: the chip's own key signs a challenge, without a PIN. */
  byte[] authenticate(int parameters, byte[] data) {
    PrivateKey basic = keys.get(BASIC_KEY);
    if (basic == null) {
      return CardAnswer.status(CardAnswer.NO_SUCH_INSTRUCTION);
    }
    if (parameters != AUTHENTICATE_CHIP) {
      return CardAnswer.status(CardAnswer.WRONG_PARAMETERS);
    }
    if (data.length != CHALLENGE_BYTES + 2 || CardAnswer.number(data, 0) != CHALLENGE_TAG) {
      return CardAnswer.status(CardAnswer.WRONG_DATA);
    }
    return CardAnswer.ok(
        SigningAlgorithm.EC_SHA384.sign(basic, Arrays.copyOfRange(data, 2, data.length)));
  }
}
