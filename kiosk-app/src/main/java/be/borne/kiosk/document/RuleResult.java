package be.borne.kiosk.document;

/**
 * One rule's answer about one document.
 *
 * @param reason why it was refused, not evaluated or not asked, without anything of the document's
 *     content; empty if it passed
 */
public record RuleResult(SealRule rule, Status status, String reason) {

  /** What a rule says. */
  public enum Status {
    PASSED,
    REFUSED,
    /** Could not be looked at because another rule refused. Counts as a refusal. */
    NOT_EVALUATED,
    /** Nobody said what to compare with. Does not count. */
    NOT_ASKED
  }

  /** Whether the document may still be printed as far as this rule is concerned. */
  public boolean lets() {
    return status == Status.PASSED || status == Status.NOT_ASKED;
  }
}
