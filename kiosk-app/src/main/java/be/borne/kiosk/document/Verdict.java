package be.borne.kiosk.document;

import be.borne.protocol.terminal.FaultCode;
import java.util.List;

/** What the gate says of a document. */
public sealed interface Verdict {

  /** Every rule's answer, in the order of {@link SealRule}. */
  List<RuleResult> rules();

  /**
   * It may be printed.
   *
   * @param bytes the sealed revision as it was checked: these, and no others, go to the printer
   */
  @SuppressWarnings("ArrayRecordComponent") // a document is moved, not compared
  record Passed(byte[] bytes, SealDetails details, List<RuleResult> rules) implements Verdict {
    /** Without the document, which is about a person. */
    @Override
    public String toString() {
      return "Passed[" + bytes.length + " bytes]";
    }
  }

  /**
   * It must not be printed.
   *
   * @param rule the first that refused
   * @param fault what to tell
   */
  record Refused(SealRule rule, FaultCode fault, List<RuleResult> rules) implements Verdict {}
}
