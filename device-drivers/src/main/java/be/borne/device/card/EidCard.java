package be.borne.device.card;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.smartcardio.CardTerminal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Belgian eID in a reader, from its insertion until it is pulled. Each operation connects, works
 * and lets go of the card; each blocks its caller, but never beyond the {@link CardReaderSettings}'
 * deadlines, and none throws for anything a card can do.
 */
public final class EidCard {
  private static final Logger LOG = LoggerFactory.getLogger(EidCard.class);
  private static final int BELPIC_DIRECTORY = 0xDF00;

  private final CardTerminal terminal;
  private final CardReaderSettings settings;

  EidCard(CardTerminal terminal, CardReaderSettings settings) {
    this.terminal = terminal;
    this.settings = settings;
  }

  /** The PC/SC name of the reader in which it lies. */
  public String reader() {
    return terminal.getName();
  }

  /**
   * Reads identity, address and certificates and verifies all of it.
   *
   * @param verifier whose roots are trusted, and what day it is
   * @param withPhoto whether to read the photo too, which takes longest of all
   */
  public ReadResult read(IdentityVerifier verifier, boolean withPhoto) {
    Stopwatch stopwatch = new Stopwatch();
    CardFiles files;
    try (CardConnection card = CardConnection.open(terminal, settings)) {
      stopwatch.card = card;
      files = readFiles(new EidCommands(card), withPhoto);
    } catch (CardFault e) {
      return new ReadResult.Refused(e.refusal(), e.getMessage(), List.of(), stopwatch.read());
    }
    IdentityVerifier.Verdict verdict = verifier.verify(files);
    return switch (verdict) {
      case IdentityVerifier.Verdict.Genuine(VerifiedIdentity identity) ->
          new ReadResult.Verified(identity, stopwatch.read());
      case IdentityVerifier.Verdict.Refused(
              CardRefusal reason,
              String detail,
              List<CardCheck> checks) ->
          new ReadResult.Refused(reason, detail, checks, stopwatch.read());
    };
  }

  private static CardFiles readFiles(EidCommands card, boolean withPhoto) throws CardFault {
    Map<CardFile, byte[]> contents = new EnumMap<>(CardFile.class);
    // The identity first: a card that is no eID shows itself here, at the first SELECT.
    for (CardFile file : CardFile.values()) {
      if (file != CardFile.PHOTO) {
        contents.put(file, card.read(file));
      }
    }
    if (withPhoto) {
      contents.put(CardFile.PHOTO, card.read(CardFile.PHOTO));
    }
    return new CardFiles(contents, card.cardData().chipNumber());
  }

  /**
   * How many tries the PIN has left. Spends none.
   *
   * @param holder whose card it must still be
   */
  public TriesResult triesLeft(VerifiedIdentity holder) {
    try (CardConnection connection = CardConnection.open(terminal, settings)) {
      EidCommands card = new EidCommands(connection);
      int left = triesLeft(card, cardDataOf(holder, card));
      return left < 0 ? new TriesResult.Unknown() : new TriesResult.Known(left);
    } catch (CardFault e) {
      return new TriesResult.Failed(e.refusal(), e.getMessage());
    }
  }

  private static int triesLeft(EidCommands card, CardData data) throws CardFault {
    return data.triesLeft() >= 0 ? data.triesLeft() : card.triesLeftByStatus(data.applet());
  }

  /** Catches a card that was swapped faster than the reader is looked at. */
  private static CardData cardDataOf(VerifiedIdentity holder, EidCommands card) throws CardFault {
    CardData data = card.cardData();
    if (!MessageDigest.isEqual(data.chipNumber(), holder.identity().chipNumber())) {
      throw new CardFault(CardRefusal.CARD_SWAPPED, "another chip than the one that was read");
    }
    return data;
  }

  /**
   * Signs a statement with the authentication key. The PIN is offered once, never again by itself;
   * afterwards the card is logged off and reset, whatever happened.
   *
   * @param holder whose card it must still be
   * @param statement the bytes to be hashed and signed
   * @param pin four to twelve digits; wiped before this returns or throws
   * @throws IllegalArgumentException if the PIN is anything else; the card has not seen it then
   */
  public SignResult sign(VerifiedIdentity holder, byte[] statement, char[] pin) {
    try {
      requirePin(pin);
      try (CardConnection connection = CardConnection.open(terminal, settings)) {
        connection.resetOnClose();
        return sign(new EidCommands(connection), holder, statement, pin);
      } catch (CardFault e) {
        return new SignResult.Failed(e.refusal(), e.getMessage());
      }
    } finally {
      Arrays.fill(pin, '\0');
    }
  }

  private static void requirePin(char[] pin) {
    boolean digits = pin.length >= 4 && pin.length <= 12;
    for (char digit : pin) {
      digits &= digit >= '0' && digit <= '9';
    }
    if (!digits) {
      throw new IllegalArgumentException("PIN is not four to twelve digits");
    }
  }

  private static SignResult sign(
      EidCommands card, VerifiedIdentity holder, byte[] statement, char[] pin) throws CardFault {
    CardData data = cardDataOf(holder, card);
    if (triesLeft(card, data) == 0) {
      return new SignResult.PinBlocked();
    }
    PublicKey key = holder.authenticationCertificate().getPublicKey();
    SignatureScheme scheme = SignatureScheme.of(key);
    try {
      card.selectDirectory(BELPIC_DIRECTORY);
      card.chooseAuthenticationKey(scheme);
      int status = card.verify(pin);
      if (status != 0x9000) {
        return refusedPin(status);
      }
      byte[] signature = card.sign(MessageDigest.getInstance(scheme.digest()).digest(statement));
      requireSignature(key, scheme, statement, signature);
      return new SignResult.Signed(signature, scheme);
    } catch (GeneralSecurityException e) {
      throw new CardFault(CardRefusal.CARD_FAILED, "the signature cannot be verified", e);
    } finally {
      logOff(card);
    }
  }

  private static SignResult refusedPin(int status) throws CardFault {
    if (status == 0x6983 || status == 0x63C0) {
      return new SignResult.PinBlocked();
    }
    if ((status & 0xFFF0) == 0x63C0) {
      return new SignResult.WrongPin(status & 0xF);
    }
    throw new CardFault(CardRefusal.CARD_FAILED, String.format("VERIFY: %04X", status));
  }

  private static void requireSignature(
      PublicKey key, SignatureScheme scheme, byte[] statement, byte[] signature)
      throws GeneralSecurityException, CardFault {
    if (signature.length == scheme.signatureBytes()) {
      Signature verifier = Signature.getInstance(scheme.javaAlgorithm());
      verifier.initVerify(key);
      verifier.update(statement);
      if (verifier.verify(signature)) {
        return;
      }
    }
    throw new CardFault(CardRefusal.CARD_FAILED, "the card's signature does not hold");
  }

  private static void logOff(EidCommands card) {
    try {
      card.logOff();
    } catch (CardFault e) {
      // The connection resets the card when it closes, which ends the PIN's rights as well.
      LOG.debug("log off: {}", e.refusal());
    }
  }

  /** Names nobody. */
  @Override
  public String toString() {
    return "EidCard[]";
  }

  /** Counts while the card is in hand, and still knows afterwards. */
  private static final class Stopwatch {
    private final long startNanos = System.nanoTime();
    private CardConnection card;

    ReadEffort read() {
      return new ReadEffort(
          card == null ? 0 : card.exchanges(), Duration.ofNanos(System.nanoTime() - startNanos));
    }
  }
}
