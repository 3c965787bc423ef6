package be.borne.device.printer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The keywords of RFC 8011 §5.4.12, and what PWG 5100.9 adds that a single-function printer says.
 */
class PrinterConditionTest {
  private static final Map<String, PrinterCondition> KEYWORDS =
      Map.ofEntries(
          Map.entry("connecting-to-device", PrinterCondition.UNREACHABLE),
          Map.entry("timed-out", PrinterCondition.UNREACHABLE),
          Map.entry("shutdown", PrinterCondition.UNREACHABLE),
          Map.entry("power-down", PrinterCondition.UNREACHABLE),
          Map.entry("cover-open", PrinterCondition.COVER_OPEN),
          Map.entry("door-open", PrinterCondition.COVER_OPEN),
          Map.entry("interlock-open", PrinterCondition.COVER_OPEN),
          Map.entry("media-jam", PrinterCondition.PAPER_JAM),
          Map.entry("input-media-tray-jam", PrinterCondition.PAPER_JAM),
          Map.entry("media-empty", PrinterCondition.PAPER_OUT),
          Map.entry("media-needed", PrinterCondition.PAPER_OUT),
          Map.entry("input-tray-missing", PrinterCondition.PAPER_OUT),
          Map.entry("toner-empty", PrinterCondition.TONER_EMPTY),
          Map.entry("marker-supply-empty", PrinterCondition.TONER_EMPTY),
          Map.entry("marker-ink-empty", PrinterCondition.TONER_EMPTY),
          Map.entry("developer-empty", PrinterCondition.TONER_EMPTY),
          Map.entry("marker-waste-full", PrinterCondition.WASTE_FULL),
          Map.entry("output-area-full", PrinterCondition.OUTPUT_FULL),
          Map.entry("output-tray-missing", PrinterCondition.OUTPUT_FULL),
          Map.entry("opc-life-over", PrinterCondition.PART_FAILED),
          Map.entry("input-pick-roller-failure", PrinterCondition.PART_FAILED),
          Map.entry("paused", PrinterCondition.STOPPED),
          Map.entry("moving-to-paused", PrinterCondition.STOPPED),
          Map.entry("stopped-partly", PrinterCondition.STOPPED),
          Map.entry("stopping", PrinterCondition.STOPPED),
          Map.entry("spool-area-full", PrinterCondition.NOT_ACCEPTING_JOBS),
          Map.entry("deactivated", PrinterCondition.NOT_ACCEPTING_JOBS),
          Map.entry("media-low", PrinterCondition.PAPER_LOW),
          Map.entry("toner-low", PrinterCondition.TONER_LOW),
          Map.entry("marker-supply-low", PrinterCondition.TONER_LOW),
          Map.entry("developer-low", PrinterCondition.TONER_LOW),
          Map.entry("marker-waste-almost-full", PrinterCondition.WASTE_ALMOST_FULL),
          Map.entry("output-area-almost-full", PrinterCondition.OUTPUT_ALMOST_FULL),
          Map.entry("opc-near-eol", PrinterCondition.PART_WEARS));

  @Test
  void everyKeywordHasAMeaningWhateverItsSuffix() {
    KEYWORDS.forEach(
        (keyword, condition) -> {
          for (String suffix : List.of("", "-error", "-warning", "-report")) {
            assertEquals(
                Optional.of(condition), PrinterCondition.ofReason(keyword + suffix), keyword);
          }
        });
  }

  @Test
  void whatAsksForNobodyIsNoCondition() {
    for (String keyword :
        List.of("none", "hibernate", "power-up", "cover-closed", "media-drying")) {
      assertEquals(Optional.empty(), PrinterCondition.ofReason(keyword), keyword);
    }
  }

  @Test
  void onlyOfUnknownKeywordsTheSuffixIsBelieved() {
    for (String unknown :
        List.of("fuser-over-temp", "interpreter-resource-unavailable", "x-alien")) {
      assertEquals(Optional.of(PrinterCondition.OTHER_ERROR), PrinterCondition.ofReason(unknown));
      assertEquals(
          Optional.of(PrinterCondition.OTHER_ERROR), PrinterCondition.ofReason(unknown + "-error"));
      assertEquals(
          Optional.of(PrinterCondition.OTHER_WARNING),
          PrinterCondition.ofReason(unknown + "-warning"));
      assertEquals(Optional.empty(), PrinterCondition.ofReason(unknown + "-report"));
    }
  }

  @Test
  void whatDegradesNeverKeepsACitizenAway() {
    for (PrinterCondition condition : PrinterCondition.values()) {
      boolean low = condition.compareTo(PrinterCondition.PAPER_LOW) >= 0;
      assertEquals(low ? Severity.DEGRADED : Severity.FAILED, condition.severity());
      assertTrue(condition.severity() != Severity.READY);
    }
  }
}
