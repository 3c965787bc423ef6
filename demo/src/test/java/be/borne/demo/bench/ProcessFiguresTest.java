package be.borne.demo.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.demo.process.DemoFailure;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessFiguresTest {
  private static final List<String> ROLLUP =
      List.of(
          "55d0c4a00000-7ffd1c9f2000 ---p 00000000 00:00 0                          [rollup]",
          "Rss:              884 kB",
          "Pss:              385 kB",
          "Pss_Dirty:         68 kB",
          "Pss_Anon:          68 kB");

  @Test
  void theLineOfThatVeryNameCounts() {
    assertEquals(385, ProcessFigures.kib(ROLLUP, "Pss"), "Pss is none of Pss_Dirty and Pss_Anon");
    assertEquals(884, ProcessFigures.kib(ROLLUP, "Rss"));
  }

  @Test
  void anUnknownFormIsRefusedAndNotReadAsNothing() {
    assertThrows(DemoFailure.class, () -> ProcessFigures.kib(ROLLUP, "Swap"));
    assertThrows(
        DemoFailure.class, () -> ProcessFigures.kib(List.of("Pss: 385 MB"), "Pss"), "a unit");
  }

  @Test
  void aNameWithSpacesAndParenthesesMovesNoField() {
    assertEquals(
        17 + 5,
        ProcessFigures.ticks(
            "4711 (a (b) c) S 1 4711 4711 0 -1 4194304 300 0 0 0 17 5 900 800 20 0 1 0 99"),
        "utime and stime, without those of children");
  }

  @Test
  void thisVeryProcessHasMemoryAndTime() {
    ProcessFigures self = new ProcessFigures(ProcessHandle.current().pid());
    ProcessFigures.Memory memory = self.memory();
    assertTrue(memory.processes() >= 1, "at least this process");
    assertTrue(memory.pssKib() > 10_000, "a JVM in less than 10 MiB");
    assertTrue(memory.pssKib() <= memory.rssKib(), "a share that exceeds the whole");
    assertTrue(self.cpuSeconds() > 0, "a JVM that started without any time");
  }
}
