package be.borne.demo.process;

/** A step of the demonstration failed; the message is the plain sentence that a person is told. */
public final class DemoFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DemoFailure(String sentence) {
    super(sentence);
  }

  public DemoFailure(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
