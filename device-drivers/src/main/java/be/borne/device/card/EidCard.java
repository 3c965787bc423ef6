package be.borne.device.card;

import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A Belgian eID in a reader, from its insertion until it is pulled. Each operation connects, works
 * and lets go of the card; each blocks its caller, but never beyond the {@link CardReaderSettings}'
 * deadlines, and none throws for anything a card can do.
 */
public final class EidCard {
  private static final int BELPIC_DIRECTORY = 0xDF00;

  private final CardPort port;
  private final CardReaderSettings settings;

  EidCard(CardPort port, CardReaderSettings settings) {
    this.port = port;
    this.settings = settings;
  }

  /** The card at a place that is no reader of PC/SC: in memory, or in a recording. */
  public static EidCard at(CardPort port, CardReaderSettings settings) {
    return new EidCard(port, settings);
  }

  /**
   * The same card, spoken to through something that stands between, such as a recorder.
   *
   * @param between makes of the card's place one that passes everything on to it
   */
  public EidCard through(UnaryOperator<CardPort> between) {
    return new EidCard(between.apply(port), settings);
  }

  /** The name of the reader in which it lies. */
  public String reader() {
    return port.name();
  }

  /**
   * Reads what is wanted and verifies all of it.
   *
   * @param verifier whose roots are trusted, and what day it is
   */
  public ReadResult read(IdentityVerifier verifier, Reading wanted) {
    try (CardConnection connection = CardConnection.open(port, settings)) {
      return new CardReading(connection, verifier, wanted).run();
    } catch (CardFault e) {
      return new ReadResult.Refused(e.refusal(), e.getMessage(), List.of(), ReadEffort.none());
    }
  }

  /** Whether its reader has keys for a PIN. Asks the reader; the card gets no command. */
  public ReaderAbilities readerAbilities() {
    try (CardConnection connection = CardConnection.open(port, settings)) {
      return PinPad.of(connection, port.name())
          .<ReaderAbilities>map(pad -> new ReaderAbilities.WithPinPad(pad.maxDigits()))
          .orElseGet(ReaderAbilities.WithoutPinPad::new);
    } catch (CardFault e) {
      return new ReaderAbilities.Failed(e.refusal(), e.getMessage());
    }
  }

  /**
   * How many tries the PIN has left. Spends none.
   *
   * @param holder whose card it must still be
   */
  public TriesResult triesLeft(VerifiedIdentity holder) {
    try (CardConnection connection = CardConnection.open(port, settings)) {
      EidCommands card = new EidCommands(connection);
      CardData data = cardDataOf(holder, card);
      int left = data.triesLeft();
      if (left < 0 && toleratesEmptyVerify()) {
        left = card.triesLeftByStatus(data.applet());
      }
      return left < 0 ? new TriesResult.Unknown() : new TriesResult.Known(left);
    } catch (CardFault e) {
      return new TriesResult.Failed(e.refusal(), e.getMessage());
    }
  }

  private boolean toleratesEmptyVerify() {
    return !ReaderQuirks.of(port.name(), OptionalInt.empty())
        .contains(ReaderQuirks.Quirk.EMPTY_VERIFY);
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
   * afterwards the card is logged off and reset, whatever happened. The time that a citizen takes
   * at the reader's own keys comes on top of the {@link CardReaderSettings}' deadlines.
   *
   * @param holder whose card it must still be
   * @param statement the bytes to be hashed and signed
   * @throws IllegalArgumentException if a typed PIN is not four to twelve digits, or the holder
   *     cannot sign in; the card has not seen the PIN then
   */
  public SignResult sign(VerifiedIdentity holder, byte[] statement, PinEntry pin) {
    return offering(
        pin,
        (connection, offer) -> {
          if (!(holder.signIn()
              instanceof
              SignIn.Possible(X509Certificate certificate, var issuer, SignatureScheme scheme))) {
            throw new IllegalArgumentException("the holder cannot sign in with this card");
          }
          EidCommands card = new EidCommands(connection);
          if (cardDataOf(holder, card).triesLeft() == 0) {
            return new SignResult.PinBlocked();
          }
          card.selectDirectory(BELPIC_DIRECTORY);
          return new CardSigning(card, offer).sign(certificate.getPublicKey(), scheme, statement);
        });
  }

  /**
   * Reads the authentication certificate and signs with its key, in one go: four commands more than
   * the certificate alone. For whoever needs no identity. Nothing here says whom the certificate
   * names or whether it is to be believed: that is for the party whose challenge is signed.
   *
   * @param statement the bytes to be hashed and signed
   * @param signer told of the certificate before the PIN is offered
   * @throws IllegalArgumentException if a typed PIN is not four to twelve digits; the card has not
   *     seen it then
   */
  public SignResult authenticate(byte[] statement, Consumer<X509Certificate> signer, PinEntry pin) {
    return offering(
        pin,
        (connection, offer) -> {
          EidCommands card = new EidCommands(connection);
          byte[] file = card.read(CardFile.AUTHENTICATION_CERTIFICATE);
          if (file.length == 0) {
            throw new CardFault(
                CardRefusal.NO_AUTHENTICATION_CERTIFICATE, "file 5038 holds only zeros");
          }
          X509Certificate certificate = certificate(file);
          SignatureScheme scheme = SignatureScheme.of(certificate.getPublicKey());
          signer.accept(certificate);
          // Reading the certificate has selected the directory of the keys.
          return new CardSigning(card, offer).sign(certificate.getPublicKey(), scheme, statement);
        });
  }

  private interface Signing {
    SignResult with(CardConnection connection, CardSigning.PinOffer offer) throws CardFault;
  }

  private SignResult offering(PinEntry pin, Signing signing) {
    switch (pin) {
      case PinEntry.Typed typed -> {
        try {
          if (!typed.isPin()) {
            throw new IllegalArgumentException("PIN is not four to twelve digits");
          }
          return connected(signing, connection -> card -> card.verify(typed.digits()));
        } finally {
          typed.wipe();
        }
      }
      case PinEntry.OnReader onReader -> {
        return connected(
            signing,
            connection -> {
              PinPad pad = padOf(connection);
              return card -> pad.verify(onReader);
            });
      }
    }
  }

  private PinPad padOf(CardConnection connection) throws CardFault {
    return PinPad.of(connection, port.name())
        .orElseThrow(() -> new CardFault(CardRefusal.CARD_FAILED, "the reader has no PIN pad"));
  }

  private interface Offering {
    /** Before the card is asked for anything. */
    CardSigning.PinOffer over(CardConnection connection) throws CardFault;
  }

  private SignResult connected(Signing signing, Offering offering) {
    try (CardConnection connection = CardConnection.open(port, settings)) {
      connection.resetOnClose();
      return signing.with(connection, offering.over(connection));
    } catch (CardFault e) {
      return new SignResult.Failed(e.refusal(), e.getMessage());
    }
  }

  private static X509Certificate certificate(byte[] der) throws CardFault {
    try {
      return EidCertificates.read(der);
    } catch (CertificateException e) {
      throw new CardFault(CardRefusal.CARD_FAILED, "the authentication certificate cannot be read");
    }
  }

  /** Names nobody. */
  @Override
  public String toString() {
    return "EidCard[]";
  }
}
