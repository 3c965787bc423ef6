package be.borne.townhall.guichet;

import be.borne.protocol.guichet.GuichetProblem;
import be.borne.protocol.terminal.FaultCode;

/** A call that is answered with a problem instead. */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final FaultCode fault;

  /**
   * @param status of HTTP
   * @param rule in a few words for a technician; never what the caller sent
   */
  Refusal(int status, FaultCode fault, String rule) {
    super(rule);
    this.status = status;
    this.fault = fault;
  }

  static Refusal badRequest(String rule) {
    return new Refusal(400, FaultCode.GUICHET_FAILED, rule);
  }

  /** The card's proof does not hold. */
  static Refusal citizen(String rule) {
    return new Refusal(403, FaultCode.CITIZEN_REFUSED, rule);
  }

  static Refusal sessionEnded() {
    return new Refusal(401, FaultCode.GUICHET_SESSION_ENDED, "no such session");
  }

  static Refusal conflict(String rule) {
    return new Refusal(409, FaultCode.ORDER_REFUSED, rule);
  }

  /** Also said of somebody else's order: whether it exists is nobody's business. */
  static Refusal noSuchOrder() {
    return new Refusal(404, FaultCode.ORDER_REFUSED, "no such order");
  }

  static Refusal enoughForToday() {
    return new Refusal(
        429, FaultCode.ENOUGH_FOR_TODAY, "citizen has placed as many orders today as one may");
  }

  static Refusal unavailable(String rule) {
    return new Refusal(503, FaultCode.GUICHET_FAILED, rule);
  }

  int status() {
    return status;
  }

  GuichetProblem problem() {
    return new GuichetProblem(fault, getMessage());
  }
}
