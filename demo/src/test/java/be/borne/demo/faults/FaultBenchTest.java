package be.borne.demo.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.demo.faults.Belief.Stands;
import be.borne.protocol.guichet.GuichetPaths;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A sample of {@code ./borne bench faults}, with every point at which the world is stopped. */
class FaultBenchTest {
  private static final int SAMPLE = 24;
  private static final int MANY = 500;
  private static final long SEED = 20261123;
  private static final int AT_A_TIME = 4;
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
        Scenario.all().stream()
            .map(it -> List.<Object>of(it.point(), it.fault()))
            .collect(Collectors.toSet()),
        pairs);
    assertEquals(many, Scenario.choose(MANY, SEED));
  }

  /** A call that is not known is one at which nothing can befall. */
  @Test
  void theCallsOfTheGuichetAreKnown() {
    String order = GuichetPaths.ORDERS + "/DEM-2026-00000001";
    assertEquals(
        Optional.of(GuichetCall.CLAIM), GuichetCall.of("POST " + order + "/claim HTTP/1.1"));
    assertEquals(
        Optional.of(GuichetCall.DOCUMENT), GuichetCall.of("GET " + order + "/document HTTP/1.1"));
    assertEquals(
        Optional.of(GuichetCall.REPORT),
        GuichetCall.of("POST " + GuichetPaths.DELIVERIES + "/DEM-2026-00000001 HTTP/1.1"));
    assertEquals(Optional.empty(), GuichetCall.of("GET " + order + " HTTP/1.1"));
    assertEquals(Optional.empty(), GuichetCall.of("GET " + GuichetPaths.CLAIMS + " HTTP/1.1"));
  }

  /** The verdicts can fail: a truth machine that finds nothing in lies would be worth nothing. */
  @Test
  void liesAreFound() {
    assertEquals(List.of(), PRINTED.run().faults());
    assertEquals(List.of(), FREE.run().faults());
    assertEquals(List.of(), DOUBTED.run().faults());

    assertEquals(
        List.of("lost", "printed without sheet", "guichet believes what is not"),
        PRINTED.sheets(1).run().faults());
    assertEquals(
        List.of("twice", "printed without sheet", "guichet believes what is not"),
        PRINTED.sheets(1, 2, 1).run().faults());
    assertEquals(List.of("twice", "guichet believes what is not"), FREE.sheets(1).run().faults());
    assertEquals(List.of("lost"), PRINTED.step("HANDED_OVER").run().faults());
    assertEquals(List.of("lost"), PRINTED.told(false).run().faults());
    assertEquals(List.of("lost"), DOUBTED.belief(belief(Stands.BEING_PRINTED)).run().faults());
    assertEquals(List.of("lost"), DOUBTED.belief(Belief.NO_DOCUMENT).run().faults());
    assertEquals(
        List.of("lost", "without paper in the end", "refused though free"),
        FREE.again(attempt(Belief.FREE, "READY", "D-408", Belief.FREE))
            .wanted(Paper.NONE)
            .run()
            .faults());
    assertEquals(
        List.of("without paper in the end"),
        DOUBTED.settled(belief(Stands.IN_DOUBT)).run().faults());
    assertEquals(
        List.of("twice", "without paper in the end"),
        DOUBTED.wanted(new Paper(List.of(1, 2, 2))).run().faults());
    assertEquals(List.of("job left in the printer"), PRINTED.left(1).run().faults());
  }

  @Test
  void aSecondTerminalIsJudgedByWhatTheGuichetBelieved() {
    Belief held = belief(Stands.BEING_PRINTED);
    assertEquals(List.of(), attempt(held, "BEING_PRINTED", "D-408", held).faults());
    Belief findingOut = belief(Stands.FINDING_OUT);
    assertEquals(List.of(), attempt(findingOut, "IN_DOUBT", "D-406", findingOut).faults());
    assertEquals(List.of(), attempt(Belief.FREE, "READY", "Printed", PRINTED_AT_B).faults());
    assertEquals(
        List.of("not refused a second time"),
        attempt(held, "BEING_PRINTED", "Printed", PRINTED_AT_B).faults());
    assertEquals(
        List.of("not refused a second time"),
        attempt(belief(Stands.IN_DOUBT), "READY", "P-203", held).faults());
    assertEquals(
        List.of("listed as READY though a question at the console"),
        attempt(belief(Stands.IN_DOUBT), "READY", "D-406", belief(Stands.IN_DOUBT)).faults());
    assertEquals(
        List.of("listed as absent though free to be printed"),
        attempt(Belief.FREE, "absent", "P-203", Belief.FREE).faults());
    // The first terminal claimed in the same moment.
    assertEquals(List.of(), attempt(Belief.FREE, "READY", "D-408", held).faults());
  }

  private static final Belief PRINTED_AT_B = new Belief(Stands.PRINTED, "b");
  private static final Paper WHOLE = new Paper(List.of(1, 2));

  private static final Made PRINTED =
      new Made(
          "PRINTED",
          belief(Stands.PRINTED),
          WHOLE,
          attempt(belief(Stands.PRINTED), "absent", "D-407", belief(Stands.PRINTED)),
          WHOLE,
          belief(Stands.PRINTED),
          true,
          0);
  private static final Made FREE =
      new Made(
          "NOT_PRINTED",
          Belief.FREE,
          Paper.NONE,
          attempt(Belief.FREE, "READY", "Printed", PRINTED_AT_B),
          WHOLE,
          PRINTED_AT_B,
          true,
          0);
  private static final Made DOUBTED =
      new Made(
          "UNKNOWN",
          belief(Stands.IN_DOUBT),
          new Paper(List.of(1)),
          attempt(belief(Stands.IN_DOUBT), "IN_DOUBT", "D-406", belief(Stands.IN_DOUBT)),
          WHOLE,
          PRINTED_AT_B,
          true,
          0);

  private static Belief belief(Stands stands) {
    return new Belief(stands, "a");
  }

  private static Attempt attempt(Belief before, String listed, String outcome, Belief after) {
    return new Attempt(before, listed, outcome, after);
  }

  private record Made(
      String step,
      Belief belief,
      Paper sheets,
      Attempt again,
      Paper wanted,
      Belief settled,
      boolean told,
      int left) {
    Made step(String other) {
      return new Made(other, belief, sheets, again, wanted, settled, told, left);
    }

    Made belief(Belief other) {
      return new Made(step, other, sheets, again, wanted, settled, told, left);
    }

    Made sheets(Integer... pages) {
      return new Made(step, belief, new Paper(List.of(pages)), again, wanted, settled, told, left);
    }

    Made again(Attempt other) {
      return new Made(step, belief, sheets, other, wanted, settled, told, left);
    }

    Made wanted(Paper other) {
      return new Made(step, belief, sheets, again, other, settled, told, left);
    }

    Made settled(Belief other) {
      return new Made(step, belief, sheets, again, wanted, other, told, left);
    }

    Made told(boolean other) {
      return new Made(step, belief, sheets, again, wanted, settled, other, left);
    }

    Made left(int other) {
      return new Made(step, belief, sheets, again, wanted, settled, told, other);
    }

    Run run() {
      return new Run(
          new Scenario(Point.SEND_HALF, Fault.KIOSK, Circumstance.QUICK),
          step,
          "",
          belief,
          sheets,
          sheets,
          List.of(),
          again,
          wanted,
          settled,
          told,
          left,
          true,
          1,
          List.of());
    }
  }
}
