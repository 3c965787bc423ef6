package be.borne.townhall.guichet.engine.wcs;

/**
 * A w.c.s. did not do what it was asked. The message carries nothing of what was sent or answered:
 * both are about persons.
 */
final class WcsFailure extends Exception {
  private static final long serialVersionUID = 1L;

  /** What went wrong. */
  enum Kind {
    /** No whole answer came; what was asked may have been done. */
    NO_ANSWER,
    /** It says that it does not know what was asked for. */
    NOT_FOUND,
    /** It refuses us: key, roles, or a form that is closed. */
    DENIED,
    /** It, or whoever stands before it, says that it failed; what was asked may have been done. */
    FAILED,
    /** It, or whoever stands before it, takes nothing of this size. */
    TOO_LARGE,
    /** It says something that makes no sense. */
    NONSENSE
  }

  private final Kind kind;

  WcsFailure(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  WcsFailure(Kind kind, String message) {
    this(kind, message, null);
  }

  Kind kind() {
    return kind;
  }
}
