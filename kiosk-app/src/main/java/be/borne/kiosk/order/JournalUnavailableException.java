package be.borne.kiosk.order;

/** The journal cannot be read or written. Nothing may be ordered or printed then (T-601). */
public final class JournalUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1;

  JournalUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }

  JournalUnavailableException(String message) {
    super(message);
  }
}
