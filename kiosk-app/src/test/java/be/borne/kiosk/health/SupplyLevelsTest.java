package be.borne.kiosk.health;

import static org.junit.jupiter.api.Assertions.assertEquals;

import be.borne.device.printer.Supply;
import be.borne.protocol.fleet.SupplyLevel;
import be.borne.protocol.fleet.TerminalHealth;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class SupplyLevelsTest {
  @Test
  void everyKindOfSupplyHasItsNameInTheFleet() {
    for (Supply.Kind kind : Supply.Kind.values()) {
      Supply supply = new Supply(kind, "main", OptionalInt.of(8), OptionalInt.of(20), true);
      assertEquals(
          List.of(new SupplyLevel(SupplyLevel.Kind.valueOf(kind.name()), "main", 8, 20, true)),
          SupplyLevels.of(List.of(supply)));
    }
  }

  @Test
  void whatAPrinterDoesNotKnowStaysUnknownAndTooMuchIsCutOff() {
    Supply unknown =
        new Supply(Supply.Kind.TONER, "", OptionalInt.empty(), OptionalInt.empty(), false);
    List<SupplyLevel> levels = SupplyLevels.of(Collections.nCopies(20, unknown));
    assertEquals(TerminalHealth.MAX_SUPPLIES, levels.size());
    assertEquals(new SupplyLevel(SupplyLevel.Kind.TONER, "", null, null, false), levels.getFirst());
  }
}
