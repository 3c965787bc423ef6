package be.borne.demo.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.demo.bench.GuichetTable.Figure;
import be.borne.demo.house.Installation;
import be.borne.protocol.json.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** That {@code ./borne bench guichet} measures all that it says; how quick anything is, is open. */
class GuichetBenchTest {
  private static final GuichetBenchSize SMALL =
      new GuichetBenchSize(
          3,
          6,
          8,
          20,
          Duration.ofMillis(200),
          2,
          Duration.ofSeconds(1),
          Duration.ofSeconds(4),
          1,
          Duration.ofHours(1));

  @Test
  @Timeout(900)
  void everythingIsMeasured(@TempDir Path directory) throws Exception {
    GuichetTable table =
        new GuichetBench(Installation.ofThisProgram(), directory, SMALL, System.out::println).run();
    List<String> lines = new ArrayList<>();
    table.print(lines::add);
    String text = String.join("\n", lines);
    assertEquals(
        List.of(
            "Single calls, 4 terminals as quickly as they are answered",
            "Whole visits, one after another at each terminal",
            "Beside each bound, 8 terminals",
            "At people's rhythm",
            "Memory of the town hall",
            "Growth with what is stored"),
        table.titles().subList(1, table.titles().size()),
        text);
    for (Figure each : table.figures()) {
      boolean mayBeNothing = each.name().matches("(6|8) terminals, (busy|rush|relay): .*");
      assertTrue(Double.isFinite(each.value()), each.name() + text);
      assertTrue(each.value() > 0 || mayBeNothing, each.name() + text);
    }
    for (int orders : List.of(20, 200, 2000)) {
      String stored = (orders == 2000 ? "2 000" : Integer.toString(orders)) + " orders: ";
      assertEquals(
          8, table.figures().stream().filter(each -> each.name().startsWith(stored)).count(), text);
    }
    LoadResult relay = load(table, "6 terminals, relay");
    assertTrue(relay.times().visits() + relay.times().failed() > 0, "nobody came");
    LoadResult saturated = load(table, "8 terminals");
    Set<VisitCall> made = EnumSet.allOf(VisitCall.class);
    made.removeIf(call -> saturated.times().of(call).isEmpty());
    assertEquals(EnumSet.complementOf(EnumSet.of(VisitCall.HEALTH)), made);
    String json = Json.mapper().writeValueAsString(table.asMap());
    assertTrue(json.contains("\"VISIT\":{\"p50_ms\":"), json);
    assertFalse(text.contains("The time was over"), text);
  }

  private static LoadResult load(GuichetTable table, String name) {
    return table.loads().stream()
        .filter(load -> load.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aFigureStandsBesideItsBoundAsARatio() {
    assertEquals(
        OptionalDouble.of(0.5), Figure.beside("orders", "a second", 10, "bound", 20).ratio());
    assertEquals(OptionalDouble.empty(), Figure.plain("orders", "a second", 10).ratio());
    assertEquals(OptionalDouble.empty(), Figure.beside("failed", "visits", 0, "of all", 0).ratio());
    GuichetTable table = new GuichetTable();
    table.section("Section");
    table.add(Figure.beside("orders", "a second", 10, "documents alone", 20));
    CallTimes times = new CallTimes();
    for (int i = 1; i <= 100; i++) {
      times.note(VisitCall.ORDER, i * 1_000_000L);
    }
    times.failed(new CallFailed(VisitCall.CLAIM, "503", null));
    table.add(new LoadResult("a load", 50, times, 5, 1, 300));
    List<String> lines = new ArrayList<>();
    table.print(lines::add);
    String text = String.join("\n", lines);
    assertTrue(text.matches("(?s).*orders, a second +10.0 +documents alone +20.0 +0.50.*"), text);
    assertTrue(text.matches("(?s).*order +51.0 +99.0 +2.00 +100.*"), text);
    assertTrue(text.contains("failed, claim: 503: 1"), text);
  }
}
