package be.borne.demo.faults;

import java.util.Optional;

/** What befalls an order at a {@link Point}, and its recovery afterwards. */
enum Fault {
  NONE('A', "nothing"),
  KIOSK('B', "kiosk killed"),
  PRINTER('C', "printer killed, back with numbers from 1"),
  PRINTER_GONE('D', "printer gone for good"),
  NETWORK_RESET('E', "connections reset, refused for a while"),
  NETWORK_SILENT('F', "network silent for a while"),
  NETWORK_GONE('G', "network silent for good"),
  KIOSK_PRINTER('H', "kiosk and printer killed"),
  KIOSK_PRINTER_LATE('I', "kiosk and printer killed, printer back late"),
  KIOSK_NETWORK('J', "kiosk killed, network silent for a while"),
  KIOSK_NETWORK_GONE('K', "kiosk killed, network silent for good"),
  KIOSK_KIOSK_ASKING('L', "kiosk killed, and again while it asks the printer"),
  KIOSK_KIOSK_ENDING('M', "kiosk killed, and again before it journals the end"),
  KIOSK_KIOSK_ENDED('N', "kiosk killed, and again after it journalled the end"),
  KIOSK_PRINTER_ASKING('O', "kiosk killed, and printer killed while it is asked"),
  GUICHET_RESET('P', "guichet's line reset, refused for a while"),
  GUICHET_SILENT('Q', "guichet silent for a while"),
  GUICHET_GONE('R', "guichet silent for good"),
  GUICHET_KILLED('S', "guichet killed, and started again"),
  KIOSK_GUICHET_KILLED('T', "kiosk and guichet killed, and started again"),
  KIOSK_GUICHET_GONE('U', "kiosk killed, guichet silent for good"),
  SECOND_TERMINAL('V', "a second terminal wants the order");

  private final char letter;
  private final String words;

  Fault(char letter, String words) {
    this.letter = letter;
    this.words = words;
  }

  /** Its column in a table that is too narrow for words. */
  char letter() {
    return letter;
  }

  String words() {
    return words;
  }

  boolean killsKiosk() {
    return name().startsWith("KIOSK");
  }

  boolean killsGuichet() {
    return this == GUICHET_KILLED || this == KIOSK_GUICHET_KILLED;
  }

  /** Whether it is about who may print, and so befalls what passes to the guichet as well. */
  boolean isAboutClaim() {
    return this == KIOSK || this == SECOND_TERMINAL || name().contains("GUICHET");
  }

  /** Where the recovery is stopped in its turn. */
  Optional<Recovery> inRecovery() {
    return switch (this) {
      case KIOSK_KIOSK_ASKING -> Optional.of(Recovery.KIOSK_AT_QUESTION);
      case KIOSK_KIOSK_ENDING -> Optional.of(Recovery.KIOSK_BEFORE_END);
      case KIOSK_KIOSK_ENDED -> Optional.of(Recovery.KIOSK_AFTER_END);
      case KIOSK_PRINTER_ASKING -> Optional.of(Recovery.PRINTER_AT_QUESTION);
      default -> Optional.empty();
    };
  }

  /** A second stop, after the restart. */
  enum Recovery {
    KIOSK_AT_QUESTION,
    KIOSK_BEFORE_END,
    KIOSK_AFTER_END,
    PRINTER_AT_QUESTION
  }
}
