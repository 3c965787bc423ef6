package be.borne.device.printer;

import be.borne.device.printer.JournalledPrint.Step;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.function.Executable;

/** Remembers what it was told, and may do something in the middle of it. */
final class RecordingJournal implements PrintJournal {
  private final List<String> steps = new CopyOnWriteArrayList<>();
  private final Executable atCreated;
  private volatile PrinterJobId job;

  RecordingJournal() {
    this(() -> {});
  }

  private RecordingJournal(Executable atCreated) {
    this.atCreated = atCreated;
  }

  static RecordingJournal thenAtCreated(Executable deed) {
    return new RecordingJournal(deed);
  }

  List<String> steps() {
    return steps;
  }

  PrinterJobId job() {
    return job;
  }

  /** What a journal on disk would say if the machine had died at this step. */
  JournalledPrint journalled(PrintJob print, Step step) {
    return new JournalledPrint(
        print.jobName(), step, step == Step.INTENDED ? Optional.empty() : Optional.of(job));
  }

  @Override
  public void intent(String jobName) {
    steps.add("intent");
  }

  @Override
  public void created(String jobName, PrinterJobId created) {
    job = created;
    try {
      atCreated.execute();
    } catch (RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
    steps.add("created");
  }

  @Override
  public void handedOver(String jobName, PrinterJobId handed) {
    steps.add("handed over");
  }

  @Override
  public void ended(String jobName, PrintOutcome outcome) {
    steps.add("ended");
  }
}
