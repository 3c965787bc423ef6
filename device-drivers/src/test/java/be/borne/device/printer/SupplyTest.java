package be.borne.device.printer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.device.virtual.VirtualPrinter;
import com.hp.jipp.encoding.AttributeGroup;
import com.hp.jipp.encoding.IntType;
import com.hp.jipp.encoding.KeyValues;
import com.hp.jipp.encoding.KeywordType;
import com.hp.jipp.encoding.NameType;
import com.hp.jipp.encoding.Tag;
import com.hp.jipp.model.Types;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Paper and toner, as a real printer tells of them and as others might. */
class SupplyTest {
  @TempDir Path directory;

  private static Supply only(PrinterStatus status, Supply.Kind kind) {
    return status.supplies().stream().filter(s -> s.kind() == kind).findFirst().orElseThrow();
  }

  @Test
  void levelsAreToldAndWarnBeforeTheyAreGone() throws Exception {
    try (VirtualPrinter virtual = VirtualPrinter.start(directory, 0);
        IppPrinter printer = new IppPrinter(virtual.address())) {
      PrinterStatus full = printer.status();
      assertEquals(List.of(), full.conditions());
      assertEquals(
          new Supply(Supply.Kind.PAPER, "main", OptionalInt.of(100), OptionalInt.of(250), false),
          only(full, Supply.Kind.PAPER));
      assertEquals(
          new Supply(
              Supply.Kind.TONER, "Black Toner", OptionalInt.of(75), OptionalInt.empty(), false),
          only(full, Supply.Kind.TONER));
      assertEquals(OptionalInt.of(25), only(full, Supply.Kind.WASTE).percent());

      assertEquals("ok", virtual.command("paper 20"));
      assertEquals("ok", virtual.command("toner 8"));
      assertEquals("ok", virtual.command("waste 95"));
      PrinterStatus low = printer.status();
      assertEquals(
          List.of(
              PrinterCondition.PAPER_LOW,
              PrinterCondition.TONER_LOW,
              PrinterCondition.WASTE_ALMOST_FULL),
          low.conditions());
      assertTrue(low.canPrint());
      assertEquals(OptionalInt.of(20), only(low, Supply.Kind.PAPER).sheets());
      assertTrue(only(low, Supply.Kind.PAPER).soon());
      assertTrue(only(low, Supply.Kind.TONER).soon());
      assertTrue(only(low, Supply.Kind.WASTE).soon());

      virtual.waste(100);
      assertEquals(PrinterCondition.WASTE_FULL, printer.status().worst().orElseThrow());
      virtual.waste(25);
      virtual.toner(60);
      virtual.refill();
      PrinterStatus well = printer.status();
      assertEquals(List.of(), well.conditions());
      assertEquals(OptionalInt.of(60), only(well, Supply.Kind.TONER).percent());
      assertEquals("error: paper takes a whole number", virtual.command("paper all"));
      assertTrue(virtual.command("ink 5").startsWith("error: known are"));
    }
  }

  private static KeyValues values(String... pairs) {
    return new KeyValues(pairs);
  }

  @Test
  void olderPrintersTellOfMarkers() {
    AttributeGroup answer =
        AttributeGroup.groupOf(
            Tag.printerAttributes,
            new NameType.Set("marker-names").of("Black", "Waste", "Mystery"),
            new KeywordType.Set("marker-types").of("toner-cartridge", "waste-toner"),
            new IntType.Set("marker-levels").of(7, 96, -2),
            new IntType.Set("marker-low-levels").of(8, 0, 0),
            new IntType.Set("marker-high-levels").of(100, 95));
    assertEquals(
        List.of(
            new Supply(Supply.Kind.TONER, "Black", OptionalInt.of(7), OptionalInt.empty(), true),
            new Supply(Supply.Kind.WASTE, "Waste", OptionalInt.of(96), OptionalInt.empty(), true),
            new Supply(
                Supply.Kind.OTHER, "Mystery", OptionalInt.empty(), OptionalInt.empty(), false)),
        SupplyReading.of(answer));
  }

  @Test
  void nonsenseIsPassedOverAndMuchIsCutOff() {
    KeyValues[] trays = new KeyValues[40];
    Arrays.fill(
        trays,
        values("type", "other", "maxcapacity", "500", "level", "10", "name", "a".repeat(99)));
    trays[0] = values("maxcapacity", "0", "level", "99999999999999999999");
    trays[1] = values("maxcapacity", "-2", "level", "-3");
    trays[2] = values("maxcapacity", "nine", "level", "12", "name", "\u001b[31mr\u00e9d");
    List<Supply> found =
        SupplyReading.of(
            AttributeGroup.groupOf(
                Tag.printerAttributes,
                Types.printerInputTray.of(List.of(trays)),
                Types.printerSupply.of(
                    values("type", "toner", "level", "120", "unit", "percent"))));
    assertEquals(16, found.size());
    assertEquals("?[31mr?d", found.getFirst().name());
    assertEquals(OptionalInt.empty(), found.getFirst().percent());
    assertEquals(40, found.get(1).name().length());
    assertTrue(found.get(1).soon());
    assertFalse(found.getFirst().soon());
  }
}
