package be.borne.device.printer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a printer is at one moment.
 *
 * @param state printer-state, or that it could not be asked
 * @param acceptingJobs printer-is-accepting-jobs
 * @param conditions what is the matter, worst first, each once; empty when nothing is
 * @param makeAndModel as the printer calls itself, printable ASCII, at most 127 characters; may be
 *     empty
 * @param supplies paper, toner and the like, as far as the printer tells, at most 16
 * @param abilities what it says it can do
 */
public record PrinterStatus(
    State state,
    boolean acceptingJobs,
    List<PrinterCondition> conditions,
    String makeAndModel,
    List<Supply> supplies,
    PrinterAbilities abilities) {

  /** RFC 8011 §5.4.11, and one for silence. */
  public enum State {
    IDLE,
    PROCESSING,
    STOPPED,
    UNREACHABLE
  }

  public PrinterStatus {
    conditions = conditions.stream().distinct().sorted().toList();
    supplies = List.copyOf(supplies);
  }

  static PrinterStatus of(PrinterCondition only) {
    return new PrinterStatus(
        State.UNREACHABLE, false, List.of(only), "", List.of(), PrinterAbilities.NONE);
  }

  /** The same, with one more thing the matter. */
  public PrinterStatus with(PrinterCondition condition) {
    List<PrinterCondition> more = new ArrayList<>(conditions);
    more.add(condition);
    return new PrinterStatus(state, acceptingJobs, more, makeAndModel, supplies, abilities);
  }

  /** Whether a document handed over now would be expected to come out. */
  public boolean canPrint() {
    return severity() != Severity.FAILED;
  }

  public Optional<PrinterCondition> worst() {
    return conditions.stream().findFirst();
  }

  public Severity severity() {
    return worst().map(PrinterCondition::severity).orElse(Severity.READY);
  }
}
