package be.borne.kiosk.form;

import be.borne.protocol.guichet.form.Problem;

/** What became of something a citizen did. */
public sealed interface Outcome {
  /** Where the citizen is now. */
  FormPlace place();

  /** It was done; what cannot be done here changes nothing and leads to the same place. */
  record Moved(FormPlace place) implements Outcome {}

  /**
   * It was not taken.
   *
   * @param place the same as before
   * @param problem what to say, with its remedy
   */
  record Refused(FormPlace place, Problem problem) implements Outcome {}
}
