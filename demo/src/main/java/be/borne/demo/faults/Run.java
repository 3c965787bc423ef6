package be.borne.demo.faults;

import be.borne.demo.faults.Belief.Stands;
import java.util.ArrayList;
import java.util.List;

/**
 * What came of one scenario.
 *
 * @param step the order's last step in the first terminal's journal
 * @param cause why nobody can tell, where that is the step
 * @param belief of the guichet when all was mended, and no person had been asked
 * @param own sheets that had fallen by then at the first terminal
 * @param all the same at both terminals
 * @param attempts of the citizen to have it at the second terminal while the first was dead or held
 * @param again the citizen comes once more when all is mended
 * @param wanted what the citizen has in the end, a person having been asked where there was a doubt
 * @param settled what the guichet believes in the end
 * @param told whether the guichet heard everything, and the first terminal counted rightly
 * @param leftInQueue jobs that the printer still had at the very end
 * @param befell whether the order came to the point at which the fault was waiting
 * @param millis from the first start to the last look
 * @param log what the terminal's lives said
 */
record Run(
    Scenario scenario,
    String step,
    String cause,
    Belief belief,
    Paper own,
    Paper all,
    List<Attempt> attempts,
    Attempt again,
    Paper wanted,
    Belief settled,
    boolean told,
    int leftInQueue,
    boolean befell,
    long millis,
    List<String> log) {

  boolean printed() {
    return step.equals("PRINTED");
  }

  boolean notPrinted() {
    return step.equals("NOT_PRINTED");
  }

  boolean unknown() {
    return step.equals("UNKNOWN");
  }

  /**
   * Neither paper that was observed, nor to be had at a terminal, nor a question at the console.
   */
  boolean lost() {
    boolean ended = printed() || notPrinted() || unknown();
    return !ended
        || !told
        || switch (belief.stands()) {
          case PRINTED -> !all.isComplete();
          case FREE -> !again.printed();
          case IN_DOUBT -> false;
          case BEING_PRINTED, FINDING_OUT, NO_DOCUMENT, SILENT -> true;
        };
  }

  /** Twice the same sheet, or a sheet of a try that was called not printed. */
  boolean twice() {
    return all.copies() > 1 || wanted.copies() > 1 || (notPrinted() && !own.isEmpty());
  }

  boolean printedWithoutSheet() {
    return printed() && !own.isWhole();
  }

  /** The guichet believes what the sheets deny. */
  boolean guichetWrong() {
    return switch (belief.stands()) {
      case PRINTED -> !all.isWhole();
      case FREE -> !all.isEmpty();
      case IN_DOUBT, BEING_PRINTED, FINDING_OUT, NO_DOCUMENT, SILENT -> false;
    };
  }

  /** The citizen has not got it in the end, once, or the guichet does not know. */
  boolean withoutPaper() {
    return !wanted.isWhole() || settled.stands() != Stands.PRINTED;
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
    if (guichetWrong()) {
      faults.add("guichet believes what is not");
    }
    if (withoutPaper()) {
      faults.add("without paper in the end");
    }
    if (leftInQueue > 0) {
      faults.add("job left in the printer");
    }
    attempts.forEach(attempt -> faults.addAll(attempt.faults()));
    faults.addAll(again.faults());
    return faults;
  }
}
