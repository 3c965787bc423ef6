package be.borne.device.printer;

import java.time.Duration;

/**
 * How long a printer may take.
 *
 * @param call for one question and its whole answer
 * @param poll between two looks at a job
 * @param settle for a cancelled job to be seen ended
 */
public record PrinterDeadlines(Duration call, Duration poll, Duration settle) {
  public static final PrinterDeadlines USUAL =
      new PrinterDeadlines(Duration.ofSeconds(5), Duration.ofMillis(500), Duration.ofSeconds(15));

  public PrinterDeadlines {
    if (!call.isPositive() || !poll.isPositive() || !settle.isPositive()) {
      throw new IllegalArgumentException("deadlines must be positive");
    }
  }
}
