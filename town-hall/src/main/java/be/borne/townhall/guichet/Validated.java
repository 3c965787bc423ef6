package be.borne.townhall.guichet;

import be.borne.townhall.guichet.validation.Verdict;
import java.time.Instant;

/**
 * What the store keeps of a validation.
 *
 * @param finding the level reached, or which check refused
 * @param report UTF-8 XML of ETSI TS 119 102-2; null if there was nothing to report on
 */
@SuppressWarnings("ArrayRecordComponent") // between the store and whoever reads the report
record Validated(String reference, Instant at, boolean passed, String finding, byte[] report) {

  static Validated of(String reference, Instant at, Verdict verdict) {
    return switch (verdict) {
      case Verdict.Passed passed ->
          new Validated(reference, at, true, passed.level(), passed.report());
      case Verdict.Refused refused ->
          new Validated(reference, at, false, refused.rule(), refused.report());
    };
  }

  @Override
  public String toString() {
    return "Validated[" + reference + ", " + (passed ? "passed" : "refused") + ": " + finding + "]";
  }
}
