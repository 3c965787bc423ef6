package be.borne.townhall.guichet.validation;

import be.borne.protocol.terminal.FaultCode;

/**
 * What came of validating a document. Neither says anything of whom the document is about: the
 * report names certificates, digests, times and rules.
 */
@SuppressWarnings("ArrayRecordComponent") // moved once, from the validator to the store
public sealed interface Verdict {

  /** UTF-8 XML of ETSI TS 119 102-2; null if there was nothing to report on. */
  byte[] report();

  /**
   * It may be given out.
   *
   * @param level as DSS names it: {@code PAdES-BASELINE-T}
   */
  record Passed(String level, byte[] report) implements Verdict {}

  /**
   * It must not be given out.
   *
   * @param fault what the citizen and the fleet are told
   * @param rule which check refused, in a few words for a technician
   */
  record Refused(FaultCode fault, String rule, byte[] report) implements Verdict {}
}
