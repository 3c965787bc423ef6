package be.borne.demo.faults;

import be.borne.demo.faults.Belief.Stands;
import java.util.ArrayList;
import java.util.List;

/**
 * A citizen wants an order that was placed before, at one of the two terminals.
 *
 * @param before what the guichet believed
 * @param listed how it stood in the citizen's list; {@code absent} if it did not
 * @param outcome {@code Printed}, or the code of the fault that was shown
 * @param after what the guichet believed then
 */
record Attempt(Belief before, String listed, String outcome, Belief after) {

  boolean printed() {
    return outcome.equals("Printed");
  }

  /** Of the guichet; what comes later is the printer's. */
  private boolean refused() {
    return outcome.startsWith("G-") || outcome.startsWith("D-");
  }

  /** What should not have been. Where another terminal moved meanwhile, either is right. */
  List<String> faults() {
    List<String> faults = new ArrayList<>();
    if (before.holds() && !refused()) {
      faults.add("not refused a second time");
    }
    if (before.stands() == Stands.FREE && after.stands() == Stands.FREE && refused()) {
      faults.add("refused though free");
    }
    if (before.equals(after) && !listed.equals(rightlyListed())) {
      faults.add("listed as " + listed + " though " + before.stands().words());
    }
    return faults;
  }

  private String rightlyListed() {
    return switch (before.stands()) {
      case FREE -> "READY";
      case BEING_PRINTED -> "BEING_PRINTED";
      case FINDING_OUT, IN_DOUBT -> "IN_DOUBT";
      case PRINTED, NO_DOCUMENT -> "absent";
      case SILENT -> listed;
    };
  }

  @Override
  public String toString() {
    return "before " + before + ", listed " + listed + ", " + outcome + ", after " + after;
  }
}
