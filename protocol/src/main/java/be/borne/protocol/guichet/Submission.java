package be.borne.protocol.guichet;

import be.borne.protocol.guichet.form.Answers;
import be.borne.protocol.terminal.Language;

/**
 * A filled form of the citizen of the session. Sent with a header {@code Idempotency-Key}, like an
 * order.
 *
 * @param version of the form that was filled
 * @param language the citizen was spoken to in, and would like to be answered in
 * @param answers what is shown and answered, and nothing else
 */
public record Submission(int version, Language language, Answers answers) {
  public Submission {
    Bounds.present(language, "language");
    Bounds.present(answers, "answers");
    if (version < 1) {
      throw new IllegalArgumentException("version is out of bounds");
    }
  }

  /** Nothing of the citizen. */
  @Override
  public String toString() {
    return "Submission[" + version + "]";
  }
}
