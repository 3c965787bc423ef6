package be.borne.demo.faults;

import java.util.ArrayList;
import java.util.List;

/**
 * What came of one scenario.
 *
 * @param step the order's last step in the journal; {@code -} if it has none, or none was reached
 * @param cause why nobody can tell, where that is the step
 * @param sheets of the order that fell, of two pages
 * @param copies the most sheets of one page
 * @param secondStep of the second order, which is asked for where the first was not printed
 * @param secondWhole whether both its sheets fell, once each
 * @param leftInQueue jobs that the printer still had at the very end
 * @param befell whether the print came to the point at which the fault was waiting
 * @param reported what the guichet would have been told is what the journal says, once each
 * @param millis from the first start to the last look
 * @param log what the terminal's lives said
 */
record Run(
    Scenario scenario,
    String step,
    String cause,
    int sheets,
    int copies,
    String secondStep,
    boolean secondWhole,
    int leftInQueue,
    boolean befell,
    boolean reported,
    long millis,
    List<String> log) {

  boolean lost() {
    return !(printed() || notPrinted() || unknown()) || !reported;
  }

  boolean printed() {
    return step.equals("PRINTED");
  }

  boolean notPrinted() {
    return step.equals("NOT_PRINTED");
  }

  boolean unknown() {
    return step.equals("UNKNOWN");
  }

  /** Twice the same sheet, or a sheet of an order that may be printed again. */
  boolean twice() {
    return copies > 1 || (notPrinted() && sheets > 0);
  }

  boolean printedWithoutSheet() {
    return printed() && !(sheets == Victim.PAGES && copies == 1);
  }

  /** After a certain "not printed" the citizen must be able to have it all the same, once. */
  boolean secondRefused() {
    return notPrinted() && !(secondStep.equals("PRINTED") && secondWhole);
  }

  List<String> faults() {
    List<String> faults = new ArrayList<>();
    if (lost()) {
      faults.add("lost");
    }
    if (twice()) {
      faults.add("twice");
    }
    if (printedWithoutSheet()) {
      faults.add("printed without sheet");
    }
    if (secondRefused()) {
      faults.add("not printed, yet no second print");
    }
    if (leftInQueue > 0) {
      faults.add("job left in the printer");
    }
    return faults;
  }
}
