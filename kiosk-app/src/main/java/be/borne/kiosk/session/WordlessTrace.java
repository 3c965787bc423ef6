package be.borne.kiosk.session;

/**
 * Where something failed, for the log, without the words of the failure: a library's message may
 * quote what it was given, and that may be a person's.
 */
public final class WordlessTrace extends Exception {
  private static final long serialVersionUID = 1;
  private static final int MAX_CAUSES = 8;

  public WordlessTrace(Throwable original) {
    this(original, MAX_CAUSES);
  }

  private WordlessTrace(Throwable original, int causes) {
    super(
        original.getClass().getName(),
        original.getCause() == null || causes == 0
            ? null
            : new WordlessTrace(original.getCause(), causes - 1));
    setStackTrace(original.getStackTrace());
  }
}
