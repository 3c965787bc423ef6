package be.borne.townhall.guichet.validation;

/** A document could not be validated in time; nothing is known of it. Asking again is safe. */
public final class ValidationUnavailable extends Exception {
  private static final long serialVersionUID = 1L;

  ValidationUnavailable(String message) {
    super(message);
  }
}
