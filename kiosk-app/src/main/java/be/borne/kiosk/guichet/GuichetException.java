package be.borne.kiosk.guichet;

import be.borne.protocol.terminal.FaultCode;
import java.util.Objects;

/** The guichet did not do what it was asked. The message never quotes what was sent or answered. */
public final class GuichetException extends Exception {
  private static final long serialVersionUID = 1;
  private final FaultCode fault;
  private final boolean unanswered;

  GuichetException(FaultCode fault, String detail) {
    this(fault, detail, false, null);
  }

  GuichetException(FaultCode fault, String detail, boolean unanswered, Throwable cause) {
    super(detail, cause);
    this.fault = Objects.requireNonNull(fault);
    this.unanswered = unanswered;
  }

  /** What the citizen and the fleet are told. */
  public FaultCode fault() {
    return fault;
  }

  /** No answer came, so nobody knows whether the call was heard. */
  public boolean unanswered() {
    return unanswered;
  }
}
