package be.borne.device.card;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One signature with the authentication key: the key is chosen, the PIN offered once and never
 * again by itself, the hash signed, the card logged off, whatever happened.
 */
final class CardSigning {
  private static final Logger LOG = LoggerFactory.getLogger(CardSigning.class);
  private static final int BLOCKED = 0x6983;
  private static final int NO_TRY_LEFT = 0x63C0;

  private final EidCommands card;
  private final PinOffer pin;

  /** Offers the PIN to the card, once. */
  interface PinOffer {
    /**
     * @return the status of VERIFY
     */
    int offer(EidCommands card) throws CardFault;
  }

  /**
   * @param card with the directory of the keys (DF00) selected
   */
  CardSigning(EidCommands card, PinOffer pin) {
    this.card = card;
    this.pin = pin;
  }

  SignResult sign(PublicKey key, SignatureScheme scheme, byte[] statement) throws CardFault {
    byte[] signature;
    try {
      card.chooseAuthenticationKey(scheme);
      int status = pin.offer(card);
      if (status != 0x9000) {
        return refusedPin(status);
      }
      signature = card.sign(hash(scheme, statement));
    } finally {
      logOff();
    }
    if (!holds(key, scheme, statement, signature)) {
      throw new CardFault(CardRefusal.CARD_FAILED, "the card's signature does not hold");
    }
    return new SignResult.Signed(signature, scheme);
  }

  private static SignResult refusedPin(int status) throws CardFault {
    if (status == BLOCKED || status == NO_TRY_LEFT) {
      return new SignResult.PinBlocked();
    }
    if ((status & 0xFFF0) == NO_TRY_LEFT) {
      return new SignResult.WrongPin(status & 0xF);
    }
    throw new CardFault(CardRefusal.CARD_FAILED, String.format("VERIFY: %04X", status));
  }

  private static byte[] hash(SignatureScheme scheme, byte[] statement) {
    try {
      return MessageDigest.getInstance(scheme.digest()).digest(statement);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + scheme.digest(), e);
    }
  }

  private static boolean holds(
      PublicKey key, SignatureScheme scheme, byte[] statement, byte[] signature) {
    try {
      Signature verifier = Signature.getInstance(scheme.javaAlgorithm());
      verifier.initVerify(key);
      verifier.update(statement);
      return signature.length == scheme.signatureBytes() && verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      LOG.debug("the card's signature cannot be verified: {}", e.getClass().getSimpleName());
      return false;
    }
  }

  private void logOff() {
    try {
      card.logOff();
    } catch (CardFault e) {
      // The connection resets the card when it closes, which ends the PIN's rights as well.
      LOG.debug("log off: {}", e.refusal());
    }
  }
}
