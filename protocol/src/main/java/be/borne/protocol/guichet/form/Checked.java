package be.borne.protocol.guichet.form;

/** What a check found. */
public sealed interface Checked {
  /**
   * The answer is taken.
   *
   * @param answer as it is kept: without blanks around it, a date as a date, a telephone number
   *     with its country; checked again it is the same
   */
  record Taken(Answer answer) implements Checked {}

  /** The answer is not taken. */
  record Refused(Problem problem) implements Checked {}

  static Checked refused(ProblemKey key) {
    return new Refused(Problem.of(key));
  }
}
