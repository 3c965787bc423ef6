package be.borne.device.card;

import javax.smartcardio.CardException;
import javax.smartcardio.CardNotPresentException;

/** Reads what PC/SC means out of the JDK's exceptions, which carry its code only as their text. */
final class PcscErrors {
  private PcscErrors() {}

  /** The SCARD_… name in the exception or its causes, empty when there is none. */
  static String codeOf(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < 8; depth++, cause = cause.getCause()) {
      String message = cause.getMessage();
      if (message != null) {
        int at = message.indexOf("SCARD_");
        if (at >= 0) {
          int end = at;
          while (end < message.length()
              && (Character.isUpperCase(message.charAt(end)) || message.charAt(end) == '_')) {
            end++;
          }
          return message.substring(at, end);
        }
      }
    }
    return "";
  }

  /** Whether the service that we spoke to is no longer there. */
  static boolean isServiceGone(Throwable failure) {
    return switch (codeOf(failure)) {
      case "SCARD_E_NO_SERVICE",
          "SCARD_E_SERVICE_STOPPED",
          "SCARD_E_INVALID_HANDLE",
          "SCARD_F_COMM_ERROR" ->
          true;
      default -> false;
    };
  }

  static CardRefusal refusalOf(Throwable failure) {
    if (failure instanceof CardNotPresentException) {
      return CardRefusal.CARD_PULLED;
    }
    return switch (codeOf(failure)) {
      case "SCARD_W_REMOVED_CARD", "SCARD_E_NO_SMARTCARD" -> CardRefusal.CARD_PULLED;
      case "SCARD_W_UNRESPONSIVE_CARD", "SCARD_W_UNPOWERED_CARD", "SCARD_E_INVALID_ATR" ->
          CardRefusal.CARD_MUTE;
      case "SCARD_E_PROTO_MISMATCH" -> CardRefusal.NOT_AN_EID;
      case "SCARD_E_NO_SERVICE",
          "SCARD_E_SERVICE_STOPPED",
          "SCARD_F_COMM_ERROR",
          "SCARD_E_READER_UNAVAILABLE",
          "SCARD_E_UNKNOWN_READER",
          "SCARD_E_NO_READERS_AVAILABLE" ->
          CardRefusal.NO_READER;
      default ->
          // The JDK answers a card that is gone with an unchecked "card has been removed".
          failure instanceof IllegalStateException && !(failure.getCause() instanceof CardException)
              ? CardRefusal.CARD_PULLED
              : CardRefusal.CARD_FAILED;
    };
  }
}
