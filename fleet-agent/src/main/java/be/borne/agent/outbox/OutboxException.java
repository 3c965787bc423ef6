package be.borne.agent.outbox;

/** The outbox cannot be read or written: the disk is full, gone or broken. */
public final class OutboxException extends Exception {
  private static final long serialVersionUID = 1L;

  OutboxException(String message, Throwable cause) {
    super(message, cause);
  }
}
