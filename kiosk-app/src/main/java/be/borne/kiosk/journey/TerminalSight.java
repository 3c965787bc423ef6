package be.borne.kiosk.journey;

import be.borne.protocol.terminal.FaultCode;
import java.util.List;
import java.util.Optional;

/**
 * How a terminal is, for its host. Nothing in it is about any citizen.
 *
 * @param findings what is wrong, or soon will be; the graver first; empty if all is well
 * @param closedByHost whether the host has taken the terminal out of service
 * @param volume how loud the headset is for the house, from 1 to {@value #LOUDEST}; empty for a
 *     terminal that does not speak
 */
public record TerminalSight(
    List<Finding> findings, boolean closedByHost, Optional<Integer> volume) {

  /** As loud as IT has allowed, with at most 65 dBA [EN 301 549, 5.1.3.13]. */
  public static final int LOUDEST = 5;

  public TerminalSight {
    findings = List.copyOf(findings);
    volume.ifPresent(
        level -> {
          if (level < 1 || level > LOUDEST) {
            throw new IllegalArgumentException("a volume is from 1 to " + LOUDEST);
          }
        });
  }

  /** One thing that somebody should see to. */
  public sealed interface Finding {
    /** Nobody can be served before it is mended. */
    record Obstacle(FaultCode why) implements Finding {}

    /** It works, but somebody should come. */
    record Soon(Care care) implements Finding {}
  }

  /** What a terminal that works will need. */
  public enum Care {
    PAPER_LOW,
    TONER_LOW,
    /** The tray that sheets fall into. */
    OUTPUT_ALMOST_FULL,
    /** A part of the printer, or something that only the printer's own panel explains. */
    PRINTER_WEARS,
    /** Of a print queue nothing can be seen. */
    PRINTER_UNSEEN,
    /** A damaged order journal was set aside. */
    JOURNAL_SET_ASIDE
  }

  /** What keeps the terminal from serving. */
  Optional<FaultCode> obstacle() {
    return findings.stream()
        .flatMap(
            finding ->
                finding instanceof Finding.Obstacle(var why)
                    ? Optional.of(why).stream()
                    : Optional.<FaultCode>empty().stream())
        .findFirst();
  }
}
