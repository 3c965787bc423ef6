package be.borne.protocol.guichet;

import be.borne.protocol.terminal.FaultCode;

/**
 * The body of every answer that is not a success.
 *
 * @param fault what the citizen and the fleet are told
 * @param rule which check refused, in a few words for a technician; never personal data
 */
public record GuichetProblem(FaultCode fault, String rule) {
  public GuichetProblem {
    Bounds.present(fault, "fault");
    Bounds.text(rule, "rule", 200);
  }
}
