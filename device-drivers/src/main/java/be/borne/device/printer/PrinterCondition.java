package be.borne.device.printer;

import java.util.Optional;

/**
 * What a printer says, or shows, is the matter, worst first: where several hold, the first is what
 * a person should be told.
 *
 * <p>The keywords are those of printer-state-reasons (RFC 8011 §5.4.12, PWG 5100.9). Printers
 * disagree about the severity suffix (one and the same empty tray is {@code media-empty-error},
 * {@code -warning} while busy, or {@code -report} while idle), so for the conditions known here the
 * suffix is not believed; it decides only about keywords that are not known.
 */
public enum PrinterCondition {
  /** No answer within the deadline, or its own interface reports the engine gone. */
  UNREACHABLE(Severity.FAILED),
  /** Something answers, but not as an IPP printer does. */
  NOT_A_PRINTER(Severity.FAILED),
  /** A printer that cannot do what a certificate needs: PDF, A4, or jobs in separate steps. */
  UNSUITABLE(Severity.FAILED),
  COVER_OPEN(Severity.FAILED),
  PAPER_JAM(Severity.FAILED),
  PAPER_OUT(Severity.FAILED),
  TONER_EMPTY(Severity.FAILED),
  /** The tray that sheets fall into is full or missing. */
  OUTPUT_FULL(Severity.FAILED),
  /** A document of an earlier visit may still come out of it. */
  EARLIER_JOB(Severity.FAILED),
  STOPPED(Severity.FAILED),
  NOT_ACCEPTING_JOBS(Severity.FAILED),
  OTHER_ERROR(Severity.FAILED),
  PAPER_LOW(Severity.DEGRADED),
  TONER_LOW(Severity.DEGRADED),
  OTHER_WARNING(Severity.DEGRADED);

  private final Severity severity;

  PrinterCondition(Severity severity) {
    this.severity = severity;
  }

  public Severity severity() {
    return severity;
  }

  /**
   * @param reason one value of printer-state-reasons
   * @return empty for {@code none} and for mere reports of something unknown here
   */
  static Optional<PrinterCondition> ofReason(String reason) {
    String keyword = reason.replaceFirst("-(error|warning|report)$", "");
    return switch (keyword) {
      case "connecting-to-device", "timed-out", "shutdown", "offline" -> Optional.of(UNREACHABLE);
      case "cover-open", "door-open", "interlock-open" -> Optional.of(COVER_OPEN);
      case "media-jam" -> Optional.of(PAPER_JAM);
      case "media-empty", "media-needed", "input-tray-missing" -> Optional.of(PAPER_OUT);
      case "toner-empty", "marker-supply-empty", "marker-supply-missing" ->
          Optional.of(TONER_EMPTY);
      case "output-area-full", "output-tray-missing" -> Optional.of(OUTPUT_FULL);
      case "paused", "moving-to-paused", "stopping", "stopped-partly" -> Optional.of(STOPPED);
      case "spool-area-full" -> Optional.of(NOT_ACCEPTING_JOBS);
      case "media-low" -> Optional.of(PAPER_LOW);
      case "toner-low", "marker-supply-low" -> Optional.of(TONER_LOW);
      case "none" -> Optional.empty();
      default -> ofUnknownReason(reason);
    };
  }

  /** RFC 8011 §5.4.12: a reason without a suffix is to be taken as an error. */
  private static Optional<PrinterCondition> ofUnknownReason(String reason) {
    if (reason.endsWith("-report")) {
      return Optional.empty();
    }
    return Optional.of(reason.endsWith("-warning") ? OTHER_WARNING : OTHER_ERROR);
  }
}
