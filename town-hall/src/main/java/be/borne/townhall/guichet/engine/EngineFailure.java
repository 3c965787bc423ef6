package be.borne.townhall.guichet.engine;

/** An engine could not do its work now. The message carries no personal data. */
public final class EngineFailure extends Exception {
  private static final long serialVersionUID = 1L;

  public EngineFailure(String message, Throwable cause) {
    super(message, cause);
  }

  public EngineFailure(String message) {
    super(message);
  }
}
