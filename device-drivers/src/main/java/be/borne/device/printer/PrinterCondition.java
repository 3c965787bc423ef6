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
  /**
   * A printer that cannot do what a certificate needs: PDF or PWG raster, A4, or jobs in separate
   * steps.
   */
  UNSUITABLE(Severity.FAILED),
  COVER_OPEN(Severity.FAILED),
  PAPER_JAM(Severity.FAILED),
  PAPER_OUT(Severity.FAILED),
  TONER_EMPTY(Severity.FAILED),
  /** Where used toner or ink goes is full or missing. */
  WASTE_FULL(Severity.FAILED),
  /** The tray that sheets fall into is full or missing. */
  OUTPUT_FULL(Severity.FAILED),
  /** A document of an earlier visit may still come out of it. */
  EARLIER_JOB(Severity.FAILED),
  /** Fuser, drum, roller or another part that only a person with a spare part can mend. */
  PART_FAILED(Severity.FAILED),
  STOPPED(Severity.FAILED),
  NOT_ACCEPTING_JOBS(Severity.FAILED),
  OTHER_ERROR(Severity.FAILED),
  PAPER_LOW(Severity.DEGRADED),
  TONER_LOW(Severity.DEGRADED),
  WASTE_ALMOST_FULL(Severity.DEGRADED),
  OUTPUT_ALMOST_FULL(Severity.DEGRADED),
  /** A part is near the end of its life. */
  PART_WEARS(Severity.DEGRADED),
  /**
   * A queue of the print system: whether there is paper, or anything, nobody can tell from here.
   */
  NOT_OBSERVABLE(Severity.DEGRADED),
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
      case "connecting-to-device", "timed-out", "shutdown", "power-down", "offline" ->
          Optional.of(UNREACHABLE);
      case "cover-open", "door-open", "interlock-open" -> Optional.of(COVER_OPEN);
      case "media-jam",
          "media-path-jam",
          "media-path-input-jam",
          "media-path-output-jam",
          "media-path-input-feed-error",
          "media-path-output-feed-error",
          "input-media-tray-jam",
          "input-media-tray-feed-error" ->
          Optional.of(PAPER_JAM);
      case "media-empty",
          "media-needed",
          "media-path-input-empty",
          "media-path-input-request",
          "input-tray-missing",
          "input-manual-input-request",
          "input-cannot-feed-size-selected",
          "input-media-tray-empty",
          "media-path-media-tray-missing" ->
          Optional.of(PAPER_OUT);
      case "toner-empty",
          "marker-supply-empty",
          "marker-supply-missing",
          "marker-toner-empty",
          "marker-toner-missing",
          "marker-toner-cartridge-missing",
          "marker-ink-empty",
          "marker-ink-missing",
          "marker-print-ribbon-empty",
          "marker-print-ribbon-missing",
          "developer-empty",
          "marker-developer-empty",
          "marker-developer-missing" ->
          Optional.of(TONER_EMPTY);
      case "marker-waste-full",
          "marker-waste-missing",
          "marker-waste-toner-receptacle-full",
          "marker-waste-toner-receptacle-missing",
          "marker-waste-ink-receptacle-full",
          "marker-waste-ink-receptacle-missing" ->
          Optional.of(WASTE_FULL);
      case "output-area-full",
          "output-tray-missing",
          "media-path-output-full",
          "media-path-media-tray-full" ->
          Optional.of(OUTPUT_FULL);
      case "opc-life-over",
          "marker-opc-missing",
          "marker-cleaner-missing",
          "marker-fuser-missing",
          "marker-fuser-thermistor-failure",
          "marker-fuser-timing-failure",
          "cleaner-life-over",
          "media-path-failure",
          "media-path-pick-roller-failure",
          "media-path-pick-roller-life-over",
          "media-path-pick-roller-missing",
          "input-pick-roller-failure",
          "input-pick-roller-life-over",
          "input-pick-roller-missing",
          "input-media-tray-failure",
          "input-tray-elevation-failure",
          "input-tray-position-failure" ->
          Optional.of(PART_FAILED);
      case "paused", "moving-to-paused", "stopping", "stopped-partly", "hold-new-jobs" ->
          Optional.of(STOPPED);
      case "spool-area-full", "deactivated" -> Optional.of(NOT_ACCEPTING_JOBS);
      case "media-low", "input-media-tray-low" -> Optional.of(PAPER_LOW);
      case "toner-low",
          "marker-supply-low",
          "marker-supply-almost-empty",
          "marker-toner-low",
          "marker-toner-almost-empty",
          "marker-ink-low",
          "marker-ink-almost-empty",
          "marker-print-ribbon-almost-empty",
          "developer-low",
          "marker-developer-almost-empty" ->
          Optional.of(TONER_LOW);
      case "marker-waste-almost-full",
          "marker-waste-toner-receptacle-almost-full",
          "marker-waste-ink-receptacle-almost-full" ->
          Optional.of(WASTE_ALMOST_FULL);
      case "output-area-almost-full", "media-path-media-tray-almost-full" ->
          Optional.of(OUTPUT_ALMOST_FULL);
      case "opc-near-eol",
          "cleaner-life-almost-over",
          "media-path-pick-roller-life-warn",
          "input-pick-roller-life-warn" ->
          Optional.of(PART_WEARS);
      // Events that ask for nobody, and states that end by themselves as soon as there is a job.
      case "none",
          "alert-removal-of-binary-change-entry",
          "configuration-change",
          "cover-closed",
          "door-closed",
          "interlock-closed",
          "hibernate",
          "identify-printer-requested",
          "marker-adjusting-print-quality",
          "media-drying",
          "power-up",
          "printer-manual-reset",
          "printer-nms-reset",
          "printer-ready-to-print",
          "resuming",
          "testing" ->
          Optional.empty();
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
