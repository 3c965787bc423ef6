package be.borne.demo.bench;

/** A call came to nothing, or to something else than it should. */
final class CallFailed extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param why the answer's status, or what became of the connection
   */
  CallFailed(VisitCall call, String why, Throwable cause) {
    super(call.words() + ": " + why, cause);
  }
}
