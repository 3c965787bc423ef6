package be.borne.device.printer;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.device.printer.PrinterOperations.PrinterView;
import be.borne.device.printer.PrinterStatus.State;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class EmptyQueueTest {
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
  private final EmptyQueue queue = new EmptyQueue(nanos::get);

  @Test
  void isBelievedForAWhile() {
    assertFalse(queue.isLikelyStill(idle(0)));
    queue.seen(idle(0));
    assertTrue(queue.isLikelyStill(idle(0)));
    nanos.addAndGet(EmptyQueue.BELIEVED.toNanos() - 1);
    assertTrue(queue.isLikelyStill(idle(0)));
    nanos.incrementAndGet();
    assertFalse(queue.isLikelyStill(idle(0)));
  }

  @Test
  void isNotBelievedOfAPrinterThatSaysSomethingElse() {
    queue.seen(idle(0));
    assertFalse(queue.isLikelyStill(idle(1)));
    assertFalse(
        queue.isLikelyStill(
            new PrinterView(
                PrinterStatus.of(PrinterCondition.PAPER_OUT),
                PrinterAbilities.NONE,
                OptionalInt.of(0))));
  }

  @Test
  void isNotRememberedWhereThePrinterDoesNotSayThatItHasNoJob() {
    PrinterView silent =
        new PrinterView(idle(0).status(), PrinterAbilities.NONE, OptionalInt.empty());
    queue.seen(silent);
    assertFalse(queue.isLikelyStill(silent));
    queue.seen(idle(1));
    assertFalse(queue.isLikelyStill(idle(1)));
  }

  @Test
  void isForgottenWhenAJobMayBeMade() {
    queue.seen(idle(0));
    queue.forget();
    assertFalse(queue.isLikelyStill(idle(0)));
  }

  private static PrinterView idle(int queuedJobs) {
    return new PrinterView(
        new PrinterStatus(State.IDLE, true, List.of(), "Odd", List.of(), PrinterAbilities.NONE),
        PrinterAbilities.NONE,
        OptionalInt.of(queuedJobs));
  }
}
