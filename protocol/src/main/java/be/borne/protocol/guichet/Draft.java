package be.borne.protocol.guichet;

import be.borne.protocol.guichet.form.Answers;
import be.borne.protocol.guichet.form.FormDefinition;
import java.util.Objects;
import java.util.Set;

/**
 * A form that is not finished, to go on with at any terminal. What the identity says is not in it.
 *
 * @param version the form's version when it was made
 * @param answers what was answered, hidden questions and those left open included
 * @param finished ids of the blocks to which nothing is added
 */
public record Draft(int version, Answers answers, Set<String> finished) {
  public Draft {
    Bounds.present(answers, "answers");
    finished = Set.copyOf(Objects.requireNonNullElse(finished, Set.of()));
    if (version < 1 || finished.size() > FormDefinition.MAX_FIELDS) {
      throw new IllegalArgumentException("a draft is out of bounds");
    }
  }

  /** Nothing of the citizen. */
  @Override
  public String toString() {
    return "Draft[" + version + "]";
  }
}
