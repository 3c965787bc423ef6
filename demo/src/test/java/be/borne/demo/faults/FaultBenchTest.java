package be.borne.demo.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A sample of {@code ./borne bench faults}, with every point at which the world is stopped. */
class FaultBenchTest {
  private static final int SAMPLE = 30;
  private static final int MANY = 500;
  private static final long SEED = 20261123;
  private static final int AT_A_TIME = 6;
  private static final Duration PLENTY = Duration.ofHours(1);

  @TempDir Path directory;

  @Test
  @Timeout(900)
  void nothingIsLostDoubledOrCalledPrintedThatIsNot() throws Exception {
    FaultTable table =
        new FaultBench(directory, SAMPLE, SEED, AT_A_TIME, PLENTY).run(System.out::println);
    table.print(System.out::println);
    assertEquals(SAMPLE, table.runs().size());
    for (Run run : table.runs()) {
      assertEquals(List.of(), run.faults(), () -> FaultTable.sentence(run) + run.log());
    }
    assertTrue(table.pointsCovered() > Point.values().length / 2, "hardly any fault befell");
  }

  @Test
  void aSampleStopsAtEveryPointAndManyRunsMeetEveryPairThatFits() {
    assertEquals(
        EnumSet.allOf(Point.class),
        Scenario.choose(SAMPLE, SEED).stream()
            .map(Scenario::point)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Point.class))));
    List<Scenario> many = Scenario.choose(MANY, SEED);
    assertEquals(MANY, new HashSet<>(many).size(), "the same twice before all have been");
    Set<List<Object>> pairs =
        many.stream()
            .map(it -> List.<Object>of(it.point(), it.fault()))
            .collect(Collectors.toSet());
    assertEquals(
        Point.values().length * (Fault.values().length - 1) + 1,
        pairs.size(),
        "pairs of point and fault");
    assertEquals(many, Scenario.choose(MANY, SEED));
  }

  /** The verdicts can fail: a truth machine that finds nothing in lies would be worth nothing. */
  @Test
  void liesAreFound() {
    assertEquals(List.of(), run("PRINTED", 2, 1, "-", 0, true).faults());
    assertEquals(List.of(), run("NOT_PRINTED", 0, 0, "PRINTED", 0, true).faults());
    assertEquals(List.of(), run("UNKNOWN", 1, 1, "-", 0, true).faults());
    assertEquals(List.of("printed without sheet"), run("PRINTED", 1, 1, "-", 0, true).faults());
    assertEquals(
        List.of("twice", "printed without sheet"), run("PRINTED", 4, 2, "-", 0, true).faults());
    assertEquals(List.of("twice"), run("NOT_PRINTED", 1, 1, "PRINTED", 0, true).faults());
    assertEquals(List.of("lost"), run("HANDED_OVER", 2, 1, "-", 0, true).faults());
    assertEquals(List.of("lost"), run("PRINTED", 2, 1, "-", 0, false).faults());
    assertEquals(
        List.of("not printed, yet no second print"),
        run("NOT_PRINTED", 0, 0, "NOT_PRINTED", 0, true).faults());
    assertEquals(List.of("job left in the printer"), run("PRINTED", 2, 1, "-", 1, true).faults());
  }

  private static Run run(
      String step, int sheets, int copies, String second, int left, boolean reported) {
    return new Run(
        new Scenario(Point.SEND_HALF, Fault.KIOSK, Circumstance.QUICK),
        step,
        "",
        sheets,
        copies,
        second,
        second.equals("PRINTED"),
        left,
        true,
        reported,
        1,
        List.of());
  }
}
