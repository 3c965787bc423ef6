package be.borne.protocol.guichet;

import be.borne.protocol.guichet.form.Answer;
import be.borne.protocol.guichet.form.Check;
import be.borne.protocol.guichet.form.Checked;
import be.borne.protocol.guichet.form.Problem;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Where a citizen reads mail: at most 254 characters, in the plain form of RFC 5321 that people
 * have.
 */
public record EmailAddress(@JsonValue String text) {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public EmailAddress {
    if (!(Check.email(text) instanceof Checked.Taken(Answer.Text(var taken)))
        || !taken.equals(text)) {
      throw new IllegalArgumentException("not an e-mail address");
    }
  }

  /** What became of something that was typed. */
  public sealed interface Read {
    record Taken(EmailAddress address) implements Read {}

    record Refused(Problem problem) implements Read {}
  }

  /**
   * Total.
   *
   * @param typed as it was typed, perhaps with spaces at its ends
   */
  public static Read of(String typed) {
    return switch (Check.email(typed)) {
      case Checked.Taken _ -> new Read.Taken(new EmailAddress(typed.strip()));
      case Checked.Refused(var problem) -> new Read.Refused(problem);
    };
  }

  /** Hides whose it is. */
  @Override
  public String toString() {
    return "EmailAddress[hidden]";
  }
}
