package be.borne.demo.faults;

import be.borne.device.printer.PrinterStatus;
import be.borne.kiosk.order.OrderJournal;
import be.borne.kiosk.order.OrderStep;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A {@link BenchTerminal} as a program of its own, which does what it is told on its standard input
 * and says on its standard output what came of it. It is there to be killed.
 *
 * <p>A line is a number, a word and perhaps an order's reference; the answer is the same number,
 * {@code =} and one line.
 */
final class Victim {
  /** Where nothing is to come any more; waiting longer would not make it come. */
  static final Duration SHORT_TIMEOUT = Duration.ofSeconds(10);

  /** Where the print is to come through after all, on a machine that has a lot to do. */
  static final Duration LONG_TIMEOUT = Duration.ofSeconds(60);

  private static final Duration PATIENCE_WITH_PRINTER = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(100);

  /** What it can be told. */
  enum Word {
    /**
     * Open the journal with so many seconds for each print, and begin to settle what an earlier
     * life left. One that is awake already begins anew if it had another time.
     */
    WAKE,
    /** A visit, from the card to the paper. Says {@code ordered} and the reference on its way. */
    ORDER,
    /** A visit for an order that was placed earlier. */
    COLLECT,
    /** Wait for the end of the latest try of an order in the journal. */
    END,
    /** Wait until the printer can print. */
    PRINTER,
    /** Wait a while until the guichet has heard everything; answers how much it has not. */
    TOLD,
    /** How many documents were counted as delivered and as unknown. */
    COUNT,
    QUIT
  }

  private TerminalSettings settings;
  private BenchTerminal terminal;
  private boolean awake;

  private Victim(TerminalSettings settings) throws IOException, GeneralSecurityException {
    this.settings = settings;
    this.terminal = new BenchTerminal(settings);
  }

  public static void main(String[] arguments)
      throws IOException, InterruptedException, GeneralSecurityException {
    Victim victim = new Victim(TerminalSettings.of(List.of(arguments)));
    try {
      victim.live();
    } finally {
      victim.terminal.close();
    }
  }

  private void live() throws IOException, InterruptedException, GeneralSecurityException {
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    say("ready");
    for (String line = orders.readLine(); line != null; line = orders.readLine()) {
      String[] told = line.split(" ", -1);
      Word word = Word.valueOf(told[1]);
      if (word == Word.QUIT) {
        return;
      }
      say(told[0] + " = " + answer(word, told.length > 2 ? told[2] : ""));
    }
  }

  private String answer(Word word, String detail)
      throws InterruptedException, IOException, GeneralSecurityException {
    OrderJournal journal = terminal.journal();
    return switch (word) {
      case WAKE -> {
        wake(Duration.ofSeconds(Long.parseLong(detail)));
        yield "awake";
      }
      case ORDER -> terminal.order(reference -> say("ordered " + reference));
      case COLLECT -> terminal.collect(detail);
      case END -> end(journal, detail);
      case PRINTER -> printer();
      case TOLD -> told(journal, Duration.ofSeconds(Long.parseLong(detail)));
      case COUNT ->
          journal.counters().documentsDelivered() + " " + journal.counters().documentsUnknown();
      case QUIT -> throw new IllegalStateException("nothing is answered to that");
    };
  }

  private void wake(Duration print) throws IOException, GeneralSecurityException {
    if (!print.equals(settings.print())) {
      terminal.close();
      settings = settings.with(settings.journal(), print);
      terminal = new BenchTerminal(settings);
      awake = false;
    }
    if (!awake) {
      terminal.start();
      awake = true;
    }
  }

  private static String end(OrderJournal journal, String reference) throws InterruptedException {
    Optional<OrderStep> step = journal.stepOf(reference);
    while (step.isPresent() && step.get().compareTo(OrderStep.PRINTED) < 0) {
      Thread.sleep(PAUSE);
      step = journal.stepOf(reference);
    }
    return step.map(OrderStep::name).orElse("-");
  }

  /** As the terminal's watch does, which lets nobody begin before. */
  private String printer() throws InterruptedException {
    long end = System.nanoTime() + PATIENCE_WITH_PRINTER.toNanos();
    PrinterStatus status = terminal.printerStatus();
    while (!status.canPrint() && System.nanoTime() - end < 0) {
      Thread.sleep(PAUSE);
      status = terminal.printerStatus();
    }
    return status.conditions().toString();
  }

  private static String told(OrderJournal journal, Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    int untold = journal.untoldDeliveries(10).size();
    while (untold > 0 && System.nanoTime() - end < 0) {
      Thread.sleep(PAUSE);
      untold = journal.untoldDeliveries(10).size();
    }
    return Integer.toString(untold);
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
