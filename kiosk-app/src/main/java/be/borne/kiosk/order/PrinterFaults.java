package be.borne.kiosk.order;

import be.borne.device.printer.PrintOutcome;
import be.borne.device.printer.PrinterCondition;
import be.borne.protocol.terminal.FaultCode;

/** What a citizen and the fleet are told of a printer. */
public final class PrinterFaults {
  private PrinterFaults() {}

  public static FaultCode of(PrinterCondition condition) {
    return switch (condition) {
      case UNREACHABLE -> FaultCode.PRINTER_UNREACHABLE;
      case PAPER_OUT, PAPER_LOW -> FaultCode.PAPER_OUT;
      case PAPER_JAM -> FaultCode.PAPER_JAM;
      case COVER_OPEN -> FaultCode.COVER_OPEN;
      case TONER_EMPTY, TONER_LOW -> FaultCode.TONER_EMPTY;
      case EARLIER_JOB -> FaultCode.EARLIER_PRINT_UNSETTLED;
      case NOT_A_PRINTER,
          UNSUITABLE,
          OUTPUT_FULL,
          OUTPUT_ALMOST_FULL,
          WASTE_FULL,
          WASTE_ALMOST_FULL,
          PART_FAILED,
          PART_WEARS,
          NOT_OBSERVABLE,
          STOPPED,
          NOT_ACCEPTING_JOBS,
          OTHER_ERROR,
          OTHER_WARNING ->
          FaultCode.PRINTER_FAILED;
    };
  }

  /** A printer that never became ready is named by what was the matter with it. */
  public static FaultCode of(PrintOutcome.NotPrinted outcome) {
    return outcome.reason() == PrintOutcome.Reason.PRINTER_NOT_READY
            || outcome.reason() == PrintOutcome.Reason.PRINTER_UNREACHABLE
        ? outcome.condition().map(PrinterFaults::of).orElse(FaultCode.PRINTER_UNREACHABLE)
        : FaultCode.PRINT_ABORTED;
  }
}
