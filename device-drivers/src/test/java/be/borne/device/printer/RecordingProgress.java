package be.borne.device.printer;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.function.Executable;

/** Watches a print, and does something once when it sees what it waits for. */
final class RecordingProgress implements PrintProgress {
  private final Set<PrinterCondition> seen = EnumSet.noneOf(PrinterCondition.class);
  private final BiPredicate<Phase, PrinterStatus> moment;
  private final Executable deed;
  private boolean done;

  private RecordingProgress(BiPredicate<Phase, PrinterStatus> moment, Executable deed) {
    this.moment = moment;
    this.deed = deed;
  }

  static RecordingProgress thenAt(PrinterCondition condition, Executable deed) {
    return new RecordingProgress(
        (phase, printer) -> printer.conditions().contains(condition), deed);
  }

  static RecordingProgress thenAtPhase(Phase wanted, Executable deed) {
    return new RecordingProgress((phase, printer) -> phase == wanted, deed);
  }

  boolean saw(PrinterCondition condition) {
    return seen.contains(condition);
  }

  @Override
  public void observed(Phase phase, PrinterStatus printer) {
    seen.addAll(printer.conditions());
    if (!done && moment.test(phase, printer)) {
      done = true;
      try {
        deed.execute();
      } catch (Throwable e) {
        throw new AssertionError(e);
      }
    }
  }
}
