package be.borne.kiosk.technician;

import be.borne.device.card.CardRefusal;
import be.borne.protocol.terminal.FaultCode;

/** Which code a citizen or the helpdesk reads for what a card refused. */
final class CardFaults {
  private CardFaults() {}

  static FaultCode of(CardRefusal refusal) {
    return switch (refusal) {
      case NO_READER -> FaultCode.NO_READER;
      case CARD_MUTE -> FaultCode.CARD_MUTE;
      case CARD_PULLED, CARD_SWAPPED -> FaultCode.CARD_PULLED;
      case NOT_AN_EID -> FaultCode.NOT_AN_EID;
      case CARD_FAILED -> FaultCode.CARD_FAILED;
      case IDENTITY_NOT_VERIFIED -> FaultCode.IDENTITY_NOT_VERIFIED;
      case CARD_EXPIRED -> FaultCode.CARD_EXPIRED;
      case NO_AUTHENTICATION_CERTIFICATE -> FaultCode.NO_AUTHENTICATION_CERTIFICATE;
    };
  }
}
