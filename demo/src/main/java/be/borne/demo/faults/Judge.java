package be.borne.demo.faults;

import be.borne.demo.faults.Belief.Stands;
import be.borne.demo.process.DemoFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Looks at an order when all is mended: at the sheets, the journal and the guichet. Then has the
 * citizen come once more, and, where there is a doubt, a person look into the tray and answer, so
 * that every order ends with one document in a hand.
 */
final class Judge {
  private static final Duration ANSWER = Duration.ofSeconds(90);
  private static final Duration BELIEF = Duration.ofSeconds(10);
  private static final Duration LOOK = Duration.ofMillis(100);

  private final Place place;
  private final SecondTerminal second;
  private final Ordeal ordeal;
  private final Life terminal;
  private final boolean here;

  /**
   * @param here whether the citizen comes back to the terminal that failed, or to the second one
   */
  Judge(Place place, SecondTerminal second, Ordeal ordeal, boolean here) {
    this.place = place;
    this.second = second;
    this.ordeal = ordeal;
    this.terminal = ordeal.life();
    this.here = here;
  }

  /**
   * @param step the journal's last word before all was mended
   * @param befell whether the fault did
   * @param begun when, on the monotonic clock
   */
  Run judge(Scenario scenario, String step, boolean befell, long begun)
      throws IOException, InterruptedException {
    asked(Victim.Word.PRINTER);
    boolean told = SecondTerminal.told(terminal);
    int left = place.awaitEmptyQueue();
    boolean stands = step.equals(asked(Victim.Word.END));
    Belief belief = settledBelief();
    Paper own = place.paper(ordeal.sha256());
    Paper all = paper();

    Attempt again = comeAgain();
    Paper taken = Paper.NONE;
    int printedHere = here && again.printed() ? 1 : 0;
    if (belief.stands() == Stands.IN_DOUBT) {
      boolean cameOut = paper().isComplete();
      place.guichet().answer(ordeal.reference(), cameOut);
      if (!cameOut) {
        taken = paper();
        Attempt last = comeAgain();
        printedHere += here && last.printed() ? 1 : 0;
      }
    }
    boolean counted = Counted.of(asked(Victim.Word.COUNT)).equals(count(step, printedHere));
    left = Math.max(left, place.awaitEmptyQueue());
    return new Run(
        scenario,
        stands ? step : "-",
        step.equals("UNKNOWN") ? cause() : "",
        belief,
        own,
        all,
        ordeal.attempts(),
        again,
        paper().without(taken),
        settledBelief(),
        told && counted,
        left,
        befell || scenario.fault() == Fault.NONE,
        (System.nanoTime() - begun) / 1_000_000,
        ordeal.log());
  }

  private Counted count(String step, int printedAgain) {
    return ordeal
        .countedBefore()
        .plus((step.equals("PRINTED") ? 1 : 0) + printedAgain, step.equals("UNKNOWN") ? 1 : 0);
  }

  private String asked(Victim.Word word) throws InterruptedException {
    return terminal
        .ask(word.name(), ordeal.reference(), ANSWER)
        .orElseThrow(() -> new DemoFailure("the mended terminal is mute: " + terminal.said()));
  }

  /**
   * What came late, or was said while the guichet was away, has to be put right by the terminal.
   */
  private Belief settledBelief() throws InterruptedException {
    long end = System.nanoTime() + BELIEF.toNanos();
    Belief belief = place.guichet().belief(ordeal.reference());
    while (belief.isOpen() && System.nanoTime() - end < 0) {
      Thread.sleep(LOOK);
      belief = place.guichet().belief(ordeal.reference());
    }
    return belief;
  }

  private Paper paper() throws IOException {
    return place.paper(ordeal.sha256()).with(second.paper(ordeal.sha256()));
  }

  private Attempt comeAgain() throws InterruptedException {
    return here
        ? SecondTerminal.collect(terminal, place.guichet(), ordeal.reference())
        : second.collect(ordeal.reference());
  }

  /** As the terminal's log has it. */
  private String cause() {
    Optional<String> last =
        ordeal.log().stream()
            .filter(line -> line.startsWith("log print of") && line.contains("Unknown[cause="))
            .reduce((_, later) -> later);
    return last.map(line -> line.replaceFirst(".*Unknown\\[cause=", "").replaceFirst(",.*", ""))
        .orElse("not said");
  }
}
