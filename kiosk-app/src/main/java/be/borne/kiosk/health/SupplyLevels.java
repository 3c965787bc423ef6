package be.borne.kiosk.health;

import be.borne.device.printer.Supply;
import be.borne.protocol.fleet.SupplyLevel;
import be.borne.protocol.fleet.TerminalHealth;
import java.util.List;
import java.util.OptionalInt;

/** What the fleet is told of paper and toner. */
final class SupplyLevels {
  private SupplyLevels() {}

  static List<SupplyLevel> of(List<Supply> supplies) {
    return supplies.stream()
        .limit(TerminalHealth.MAX_SUPPLIES)
        .map(
            supply ->
                new SupplyLevel(
                    kind(supply.kind()),
                    supply.name(),
                    number(supply.percent()),
                    number(supply.sheets()),
                    supply.soon()))
        .toList();
  }

  private static SupplyLevel.Kind kind(Supply.Kind kind) {
    return switch (kind) {
      case PAPER -> SupplyLevel.Kind.PAPER;
      case TONER -> SupplyLevel.Kind.TONER;
      case INK -> SupplyLevel.Kind.INK;
      case WASTE -> SupplyLevel.Kind.WASTE;
      case DRUM -> SupplyLevel.Kind.DRUM;
      case FUSER -> SupplyLevel.Kind.FUSER;
      case OUTPUT -> SupplyLevel.Kind.OUTPUT;
      case OTHER -> SupplyLevel.Kind.OTHER;
    };
  }

  private static Integer number(OptionalInt value) {
    return value.isPresent() ? value.getAsInt() : null;
  }
}
