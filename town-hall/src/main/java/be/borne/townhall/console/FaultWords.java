package be.borne.townhall.console;

import be.borne.protocol.terminal.FaultCode;

/**
 * What a fault means to whoever looks after the terminals, and what to do: said to staff, not to
 * citizens, whose screens have their own words.
 *
 * @param what one plain sentence
 * @param remedy what to do, one plain sentence
 */
record FaultWords(String what, String remedy) {

  static FaultWords of(FaultCode fault) {
    return switch (fault) {
      case NO_READER -> words("The card reader is not connected.", "Check the reader's cable.");
      case CARD_MUTE ->
          words("A card did not answer the reader.", "If it happens again, clean the reader.");
      case CARD_PULLED -> words("A card was taken out too early.", "Nothing to do.");
      case NOT_AN_EID -> words("A card was not a Belgian identity card.", "Nothing to do.");
      case IDENTITY_NOT_VERIFIED ->
          words("A card could not be shown to be genuine.", "If it happens again, tell IT.");
      case CARD_EXPIRED -> words("A card was no longer valid.", "Nothing to do.");
      case PIN_BLOCKED ->
          words("A card's PIN is blocked.", "The citizen renews it at the counter.");
      case NO_AUTHENTICATION_CERTIFICATE ->
          words("A card had no certificate to sign in with.", "Nothing to do.");
      case NO_CARD -> words("Nobody put a card in.", "Nothing to do.");
      case CARD_NOT_UNDERSTOOD ->
          words("A genuine card could not be understood.", "Tell IT: it may be of a new kind.");
      case CARD_NOT_YET_VALID -> words("A card was not valid yet.", "Nothing to do.");
      case CHILDS_CARD -> words("A card was a child's.", "Nothing to do.");
      case CARD_TOO_OLD -> words("A card was of the first generation.", "Nothing to do.");
      case PIN_NOT_TYPED -> words("Nobody typed a PIN at the reader's own keys.", "Nothing to do.");
      case CARD_FAILED ->
          words("The talk with a card failed.", "If it happens again, clean the reader.");
      case PRINTER_UNREACHABLE ->
          words("The printer cannot be reached.", "Check that it is switched on and connected.");
      case PAPER_OUT -> words("The printer is out of paper.", "Put in A4 paper.");
      case PAPER_JAM -> words("Paper is stuck in the printer.", "Open it and take the paper out.");
      case COVER_OPEN -> words("The printer's cover is open.", "Close it.");
      case TONER_EMPTY -> words("The printer's toner is empty.", "Put in a new cartridge.");
      case PRINT_ABORTED ->
          words("The printer gave up a document.", "Look at the printer's own panel.");
      case PRINT_OUTCOME_UNKNOWN ->
          words(
              "Nobody can tell whether a document was printed.",
              "Look in the printer's tray; destroy what lies there.");
      case PRINTER_FAILED ->
          words("The printer reports a fault.", "Look at the printer's own panel.");
      case EARLIER_PRINT_UNSETTLED ->
          words(
              "The printer may still hold an earlier visitor's document.",
              "It clears by itself; if not, clear the jobs at the printer's own panel.");
      case GUICHET_UNREACHABLE ->
          words("The town hall's counter cannot be reached.", "Check the site's network.");
      case CITIZEN_REFUSED ->
          words("The town hall refused a citizen's sign-in.", "If it happens again, tell IT.");
      case ORDER_REFUSED ->
          words("The town hall refused an order.", "If it happens again, tell IT.");
      case GUICHET_SESSION_ENDED ->
          words("A citizen's session at the town hall ran out.", "Nothing to do.");
      case GUICHET_FAILED -> words("The town hall's counter reports a fault.", "Tell IT.");
      case ENOUGH_FOR_TODAY ->
          words(
              "A citizen ordered as many documents as one person may in a day.", "Nothing to do.");
      case FORM_REFUSED ->
          words(
              "A citizen's form was not accepted.",
              "If it happens again, tell IT: form and terminal do not agree.");
      case FILE_REFUSED ->
          words(
              "A file that a citizen wanted to send with a form was not accepted.",
              "Nothing to do, unless it happens to everybody: then tell IT.");
      case FILES_ENOUGH ->
          words("A citizen has given as many files for forms as one person may.", "Nothing to do.");
      case SEAL_BROKEN ->
          words("A document's seal was broken, and it was not printed.", "Tell IT at once.");
      case DOCUMENT_NOT_SEALED ->
          words("A document bore no seal, and was not printed.", "Tell IT at once.");
      case WRONG_ISSUER ->
          words("A document was sealed by a stranger, and was not printed.", "Tell IT at once.");
      case WRONG_ORDER ->
          words("A document belonged to another order, and was not printed.", "Tell IT at once.");
      case NOT_A_DOCUMENT -> words("What came from the town hall was no document.", "Tell IT.");
      case DOCUMENT_IN_DOUBT ->
          words(
              "A citizen asked for a document of which nobody knows whether it came out.",
              "Look at the open questions.");
      case PRINTED_ALREADY ->
          words("A citizen asked for a document that was printed before.", "Nothing to do.");
      case BEING_PRINTED_ELSEWHERE ->
          words(
              "A citizen asked for a document that another terminal was printing.",
              "If it happens again, look at that terminal.");
      case BROKER_UNREACHABLE ->
          words(
              "The terminal gives no sign of life.",
              "Check that it is switched on and that the site's network works.");
      case KIOSK_SILENT ->
          words("The citizens' screen has stopped answering.", "Switch the terminal off and on.");
      case JOURNAL_UNAVAILABLE -> words("The terminal cannot write to its disk.", "Tell IT.");
      case INTERNAL -> words("The terminal's software reports a fault of its own.", "Tell IT.");
      case CAMERA_FAILED ->
          words("The document camera gave no picture.", "Check the camera's cable.");
      case STAFF_CALLED ->
          words("A citizen at the terminal asked for a person.", "Have somebody go there.");
      case OUT_OF_SERVICE_BY_HOST ->
          words(
              "The host has taken the terminal out of service.",
              "Ask the host why; it is put back into service at the terminal.");
      case HOST_CODES_REFUSED ->
          words(
              "Somebody typed too many wrong host codes at the terminal.",
              "Ask the host; if it was nobody there, choose another code.");
      case CARD_FORGOTTEN ->
          words(
              "A citizen's card was left in the terminal.",
              "Ask the host to take it and keep it for its owner.");
    };
  }

  private static FaultWords words(String what, String remedy) {
    return new FaultWords(what, remedy);
  }
}
