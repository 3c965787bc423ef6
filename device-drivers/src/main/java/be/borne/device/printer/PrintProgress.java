package be.borne.device.printer;

/** Watches a print, for the screen. Called on the printing thread at every look at the printer. */
@FunctionalInterface
public interface PrintProgress {
  PrintProgress NONE = (phase, printer) -> {};

  void observed(Phase phase, PrinterStatus printer);

  /** How far a print is. */
  enum Phase {
    /** The printer cannot print yet; nothing has been sent. */
    WAITING_FOR_PRINTER,
    /** The document is on its way. */
    HANDING_OVER,
    /** The printer has it. */
    PRINTING,
    /** It is being taken back. */
    CANCELLING
  }
}
