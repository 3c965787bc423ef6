package be.borne.demo.faults;

import be.borne.demo.process.DemoFailure;
import be.borne.device.virtual.VirtualPrinter;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Another terminal of the same town, with a printer of its own, which nothing ever befalls. */
final class SecondTerminal implements AutoCloseable {
  private static final Duration VISIT = Duration.ofMinutes(3);
  private static final int TOLD_SECONDS = 30;

  private final VirtualPrinter printer;
  private final GuichetProcess guichet;
  private final Life life;

  /**
   * @param life of a terminal that prints on this printer; it is awake
   */
  SecondTerminal(VirtualPrinter printer, GuichetProcess guichet, Life life) {
    this.printer = printer;
    this.guichet = guichet;
    this.life = life;
  }

  Attempt collect(String reference) throws InterruptedException {
    return collect(life, guichet, reference);
  }

  /** A citizen comes for an order at a terminal. */
  static Attempt collect(Life terminal, GuichetProcess guichet, String reference)
      throws InterruptedException {
    Belief before = guichet.belief(reference);
    String answer =
        terminal
            .ask(Victim.Word.COLLECT.name(), reference, VISIT)
            .orElseThrow(() -> new DemoFailure("a terminal at rest died: " + tail(terminal)));
    // A terminal tells the guichet only after the visit what became of the paper.
    terminal.ask(Victim.Word.END.name(), reference, VISIT);
    told(terminal);
    String[] parts = answer.split(" ", -1);
    return new Attempt(before, parts[0], parts[1], guichet.belief(reference));
  }

  /**
   * @return whether the guichet has heard everything
   */
  static boolean told(Life terminal) throws InterruptedException {
    return terminal
        .ask(
            Victim.Word.TOLD.name(),
            Integer.toString(TOLD_SECONDS),
            Duration.ofSeconds(2L * TOLD_SECONDS))
        .filter("0"::equals)
        .isPresent();
  }

  private static List<String> tail(Life terminal) {
    List<String> said = terminal.said();
    return said.subList(Math.max(0, said.size() - 20), said.size());
  }

  Paper paper(String sha256) throws IOException {
    return Paper.of(printer.sheets(), sha256);
  }

  @Override
  public void close() {
    life.close();
    printer.close();
  }
}
