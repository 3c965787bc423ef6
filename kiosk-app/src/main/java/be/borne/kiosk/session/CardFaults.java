package be.borne.kiosk.session;

import be.borne.device.card.CardRefusal;
import be.borne.device.card.SignIn;
import be.borne.protocol.terminal.FaultCode;
import java.util.Optional;

/** Which code a citizen or the helpdesk reads for what a card did. */
public final class CardFaults {
  private CardFaults() {}

  public static FaultCode of(CardRefusal refusal) {
    return switch (refusal) {
      case NO_READER -> FaultCode.NO_READER;
      case CARD_MUTE -> FaultCode.CARD_MUTE;
      case CARD_PULLED, CARD_SWAPPED -> FaultCode.CARD_PULLED;
      case NOT_AN_EID -> FaultCode.NOT_AN_EID;
      case CARD_FAILED -> FaultCode.CARD_FAILED;
      case IDENTITY_NOT_VERIFIED -> FaultCode.IDENTITY_NOT_VERIFIED;
      case NO_CARD -> FaultCode.NO_CARD;
      case CARD_NOT_UNDERSTOOD -> FaultCode.CARD_NOT_UNDERSTOOD;
      case CARD_EXPIRED -> FaultCode.CARD_EXPIRED;
      case CARD_NOT_YET_VALID -> FaultCode.CARD_NOT_YET_VALID;
      case CHILDS_CARD -> FaultCode.CHILDS_CARD;
      case NO_AUTHENTICATION_CERTIFICATE -> FaultCode.NO_AUTHENTICATION_CERTIFICATE;
      case CARD_TOO_OLD -> FaultCode.CARD_TOO_OLD;
      case PIN_CANCELLED, PIN_TIMED_OUT -> FaultCode.PIN_NOT_TYPED;
    };
  }

  /** Why a genuine card cannot sign its holder in; empty if it can. */
  public static Optional<FaultCode> of(SignIn signIn) {
    return switch (signIn) {
      case SignIn.Possible _ -> Optional.empty();
      case SignIn.ChildsCard _ -> Optional.of(FaultCode.CHILDS_CARD);
      case SignIn.NoCertificate _ -> Optional.of(FaultCode.NO_AUTHENTICATION_CERTIFICATE);
      case SignIn.KeyTooShort _ -> Optional.of(FaultCode.CARD_TOO_OLD);
      case SignIn.NotAsked _ -> throw new IllegalArgumentException("nobody asked the card");
    };
  }
}
