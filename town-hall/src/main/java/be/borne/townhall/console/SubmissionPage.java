package be.borne.townhall.console;

import be.borne.townhall.guichet.Submissions.Line;
import java.util.List;

/**
 * A filled form, opened.
 *
 * @param citizen each a line; empty once it was erased
 * @param answerIn the language that the citizen wants to be answered in
 * @param token to note it as dealt with; empty if it is already
 * @param warning of what has to be done before that; empty for nothing
 */
public record SubmissionPage(
    SubmissionRow row,
    List<String> citizen,
    String answerIn,
    List<Line> lines,
    String token,
    String warning) {
  public SubmissionPage {
    citizen = List.copyOf(citizen);
    lines = List.copyOf(lines);
  }

  /** Nothing of the citizen. */
  @Override
  public String toString() {
    return "SubmissionPage[" + row.reference() + "]";
  }
}
