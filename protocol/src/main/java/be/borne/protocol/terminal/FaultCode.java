package be.borne.protocol.terminal;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Every fault that a citizen can see, with the short code to read to the helpdesk. The fleet sees
 * the same code. A code never carries personal data: it names what happened, not to whom.
 *
 * <p>C is the card and its reader, P the printer, G the guichet, D the document, F the fleet's own
 * wire, T the terminal itself. H is no fault: a hand is asked for, or was at work.
 */
public enum FaultCode {
  NO_READER("C-101"),
  CARD_MUTE("C-102"),
  CARD_PULLED("C-103"),
  NOT_AN_EID("C-104"),
  IDENTITY_NOT_VERIFIED("C-105"),
  CARD_EXPIRED("C-106"),
  PIN_BLOCKED("C-107"),
  NO_AUTHENTICATION_CERTIFICATE("C-108"),
  CARD_FAILED("C-109"),
  CHILDS_CARD("C-110"),
  CARD_TOO_OLD("C-111"),
  PIN_NOT_TYPED("C-112"),
  NO_CARD("C-113"),
  CARD_NOT_UNDERSTOOD("C-114"),
  CARD_NOT_YET_VALID("C-115"),

  PRINTER_UNREACHABLE("P-201"),
  PAPER_OUT("P-202"),
  PAPER_JAM("P-203"),
  COVER_OPEN("P-204"),
  TONER_EMPTY("P-205"),
  PRINT_ABORTED("P-206"),
  PRINT_OUTCOME_UNKNOWN("P-207"),
  PRINTER_FAILED("P-208"),
  EARLIER_PRINT_UNSETTLED("P-209"),

  GUICHET_UNREACHABLE("G-301"),
  CITIZEN_REFUSED("G-302"),
  ORDER_REFUSED("G-303"),
  GUICHET_SESSION_ENDED("G-304"),
  GUICHET_FAILED("G-305"),
  ENOUGH_FOR_TODAY("G-306"),
  FORM_REFUSED("G-307"),
  FILE_REFUSED("G-308"),
  FILES_ENOUGH("G-309"),

  SEAL_BROKEN("D-401"),
  DOCUMENT_NOT_SEALED("D-402"),
  WRONG_ISSUER("D-403"),
  WRONG_ORDER("D-404"),
  NOT_A_DOCUMENT("D-405"),
  DOCUMENT_IN_DOUBT("D-406"),
  PRINTED_ALREADY("D-407"),
  BEING_PRINTED_ELSEWHERE("D-408"),

  BROKER_UNREACHABLE("F-501"),
  KIOSK_SILENT("F-502"),

  JOURNAL_UNAVAILABLE("T-601"),
  INTERNAL("T-602"),
  CAMERA_FAILED("T-603"),

  STAFF_CALLED("H-701"),
  OUT_OF_SERVICE_BY_HOST("H-702"),
  HOST_CODES_REFUSED("H-703"),
  CARD_FORGOTTEN("H-704");

  private final String code;

  FaultCode(String code) {
    this.code = code;
  }

  /** Letter, hyphen, three digits: {@code P-202}. Stable: printed guides quote it. */
  @JsonValue
  public String code() {
    return code;
  }

  /**
   * @throws IllegalArgumentException if no fault has this code
   */
  @JsonCreator
  public static FaultCode ofCode(String code) {
    for (FaultCode fault : values()) {
      if (fault.code.equals(code)) {
        return fault;
      }
    }
    throw new IllegalArgumentException("no such fault code");
  }
}
