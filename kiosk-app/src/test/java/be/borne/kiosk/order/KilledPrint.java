package be.borne.kiosk.order;

import be.borne.device.printer.IppPrinter;
import be.borne.device.printer.PrintJob;
import be.borne.device.printer.PrintJournal;
import be.borne.device.printer.PrintOutcome;
import be.borne.device.printer.PrintProgress;
import be.borne.device.printer.PrinterJobId;
import be.borne.kiosk.order.OrderJournal.UnfinishedPrint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

/**
 * A program of its own that prints and has itself killed with signal 9 right after one step has
 * been journalled. Arguments: the printer, the journal's directory, the step, a PDF, the reference.
 */
final class KilledPrint implements PrintJournal {
  private final OrderJournal journal;
  private final OrderStep fatal;
  private final String reference;

  private KilledPrint(OrderJournal journal, OrderStep fatal, String reference) {
    this.journal = journal;
    this.fatal = fatal;
    this.reference = reference;
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    OrderJournal journal = new OrderJournal(Path.of(arguments[1]), Clock.systemUTC());
    journal.probe();
    String reference = arguments[4];
    UUID key = UUID.randomUUID();
    journal.begun(key, "residence");
    journal.ordered(key, reference);
    try (IppPrinter printer = new IppPrinter(URI.create(arguments[0]))) {
      printer.print(
          new PrintJob(PrintJob.newJobName(), Files.readAllBytes(Path.of(arguments[3])), 1),
          new KilledPrint(journal, OrderStep.valueOf(arguments[2]), reference),
          PrintProgress.NONE,
          Duration.ofMinutes(1));
    }
  }

  @Override
  public void intent(String jobName) {
    journal.printIntended(reference, jobName);
    dieAt(OrderStep.PRINT_INTENDED);
  }

  @Override
  public void created(String jobName, PrinterJobId job) {
    journal.printCreated(jobName, new UnfinishedPrint.Job(job.id(), job.uuid()));
    dieAt(OrderStep.JOB_CREATED);
  }

  @Override
  public void handedOver(String jobName, PrinterJobId job) {
    journal.printHandedOver(jobName);
    dieAt(OrderStep.HANDED_OVER);
  }

  @Override
  public void ended(String jobName, PrintOutcome outcome) {
    throw new IllegalStateException("was to be dead by now");
  }

  private void dieAt(OrderStep step) {
    if (step != fatal) {
      return;
    }
    try {
      new ProcessBuilder("kill", "-9", Long.toString(ProcessHandle.current().pid())).start();
      Thread.sleep(Duration.ofMinutes(1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
