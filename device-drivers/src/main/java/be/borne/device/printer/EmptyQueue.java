package be.borne.device.printer;

import be.borne.device.printer.PrinterOperations.PrinterView;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.function.LongSupplier;

/**
 * Remembers that the queue was seen empty, for who looks at a printer every few seconds: while the
 * printer says the same of itself, and that it has no job (queued-job-count, RFC 8011 §5.4.24), it
 * is only asked for them now and then. One that does not count is asked each time.
 */
final class EmptyQueue {
  /** Not for ever: a number that a printer gives may leave a job out. */
  static final Duration BELIEVED = Duration.ofSeconds(25);

  private static final OptionalInt NO_JOB = OptionalInt.of(0);

  private final LongSupplier nanos;
  private volatile Seen last;

  private record Seen(PrinterView printer, long atNanos) {}

  /**
   * @param nanos as {@link System#nanoTime}
   */
  EmptyQueue(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /**
   * @param printer as it was just before
   */
  void seen(PrinterView printer) {
    last = printer.queuedJobs().equals(NO_JOB) ? new Seen(printer, nanos.getAsLong()) : null;
  }

  /** A job is about to be made, or was seen, or the printer may have been off. */
  void forget() {
    last = null;
  }

  /**
   * @param printer as it is now
   */
  boolean isLikelyStill(PrinterView printer) {
    Seen before = last;
    return before != null
        && nanos.getAsLong() - before.atNanos() < BELIEVED.toNanos()
        && before.printer().equals(printer);
  }
}
