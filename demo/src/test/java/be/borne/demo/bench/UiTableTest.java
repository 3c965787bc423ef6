package be.borne.demo.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.demo.bench.UiTable.Figure;
import be.borne.protocol.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UiTableTest {
  @Test
  void aBoundOnTheRatioLooksAtTheRatio() {
    Figure quick = Figure.plain("start", "ms", 480, "").beside(500).atMostOfPeer(1);
    assertEquals(0.96, quick.ratio().orElseThrow(), 1e-9);
    assertTrue(quick.good(), "480 of 500 is not above 1");
    assertFalse(Figure.plain("start", "ms", 501, "").beside(500).atMostOfPeer(1).good());
  }

  @Test
  void aBoundOnTheFigureLooksAtTheFigureWhateverThePeerHas() {
    assertFalse(Figure.plain("tap", "ms", 51, "").beside(1000).atMost(50).good());
    assertTrue(Figure.plain("tap", "ms", 50, "").beside(1).atMost(50).good());
    assertTrue(Figure.plain("tap", "ms", 1e9, "").good(), "nothing was promised of it");
  }

  @Test
  void tableAndDataSayTheSame() throws Exception {
    UiTable table = new UiTable();
    table.add(Figure.plain("memory", "MiB", 300, "two runs").beside(400).atMostOfPeer(0.5));
    table.note("A note.");
    List<String> lines = new ArrayList<>();
    table.print(lines::add);
    String text = String.join("\n", lines);
    assertTrue(
        text.contains("NOT KEPT") && text.contains("0.75") && text.contains("A note."), text);
    assertEquals(
        "{\"figures\":[{\"name\":\"memory\",\"unit\":\"MiB\",\"value\":300.0,\"spread\":\"two"
            + " runs\",\"chromium\":400.0,\"ratio\":0.75,\"bound\":\"ratio <= 0.50\",\"kept\":false}],"
            + "\"notes\":[\"A note.\"]}",
        Json.mapper().writeValueAsString(table.asMap()));
  }

  @Test
  void medianAndHighEndOfASpread() {
    Spread hundred =
        Spread.of(IntStream.rangeClosed(1, 100).mapToObj(i -> (double) (101 - i)).toList());
    assertEquals(51, hundred.median());
    assertEquals(95, hundred.p95(), "95 of a hundred are not above it");
    assertEquals(7, Spread.of(List.of(7.0)).p95());
  }
}
