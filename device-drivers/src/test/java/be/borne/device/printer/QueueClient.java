package be.borne.device.printer;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Uses a queue in a JVM of its own, and says what it saw. */
final class QueueClient {
  private QueueClient() {}

  public static void main(String[] arguments) throws Exception {
    try (QueuePrinter printer = new QueuePrinter(URI.create(arguments[1]))) {
      if (arguments[0].equals("status")) {
        PrinterStatus status = printer.status();
        System.out.println(
            "status "
                + status.state()
                + " "
                + status.acceptingJobs()
                + " "
                + status.conditions()
                + " "
                + status.severity());
      } else {
        RecordingJournal journal = new RecordingJournal();
        PrintOutcome outcome =
            printer.print(
                new PrintJob(PrintJob.newJobName(), Files.readAllBytes(Path.of(arguments[2])), 2),
                journal,
                PrintProgress.NONE,
                Duration.ofSeconds(60));
        journal.steps().forEach(System.out::println);
        System.out.println(outcome);
      }
    }
    // Threads of javax.print that ask for queues do not end by themselves.
    System.exit(0);
  }
}
