package be.borne.device.printer;

/**
 * Is told before each step of a print that cannot be taken back. What it is told must lie safely on
 * disk when a method returns: after a power cut, {@link IppPrinter#recover} has nothing else. A
 * method that throws stops the print where it is, with nothing further sent.
 *
 * <p>Called on the printing thread, in this order.
 */
public interface PrintJournal {
  /** The printer is about to be asked for a job of this name. Nothing is on its way yet. */
  void intent(String jobName);

  /**
   * The printer has made an empty job. On return the document starts to travel: from here on paper
   * may come out.
   */
  void created(String jobName, PrinterJobId job);

  /**
   * The printer has taken the whole document. If this one throws, the print is followed to its end
   * all the same, because the paper no longer depends on us.
   */
  void handedOver(String jobName, PrinterJobId job);

  /** The end. Called once, unless the print was interrupted or the machine died. */
  void ended(String jobName, PrintOutcome outcome);
}
