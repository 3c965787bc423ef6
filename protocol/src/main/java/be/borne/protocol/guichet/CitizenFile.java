package be.borne.protocol.guichet;

import be.borne.protocol.terminal.Language;
import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How one file of a citizen's stands: a document that was ordered, or a form that was sent.
 *
 * @param reference as in {@link Order} and {@link Receipt}
 * @param kind what it is
 * @param title of the document or form, in each of the four languages, at most 80 characters each
 * @param history what has happened, the earliest first; 1 to {@value #MOST_STEPS}
 * @param next what happens next; {@link Next#ASK_AT_THE_COUNTER} where a newer guichet knows more
 *     than this program
 * @param refusal why it was refused; null unless it was
 * @param tracking by which it can be asked for without a card; null where it has none
 */
public record CitizenFile(
    String reference,
    Kind kind,
    Map<Language, String> title,
    List<Step> history,
    @JsonFormat(with = JsonFormat.Feature.READ_UNKNOWN_ENUM_VALUES_AS_NULL) Next next,
    @JsonFormat(with = JsonFormat.Feature.READ_UNKNOWN_ENUM_VALUES_AS_NULL) RefusalReason refusal,
    TrackingCode tracking) {
  public static final int MOST_STEPS = 12;

  /** What a file is about. */
  public enum Kind {
    DOCUMENT,
    FORM
  }

  /** What has happened to a file. */
  public enum Event {
    RECEIVED,
    /** A clerk has to look at it first. */
    WITH_A_CLERK,
    /** A clerk has looked at it, and it is as it should be. */
    CHECKED,
    ISSUED,
    REFUSED,
    PRINTED,
    SENT_BY_EMAIL,
    /** It could not be sent: it is collected on paper. */
    NOT_SENT,
    POSTED,
    /** It could not be posted: it is collected on paper. */
    NOT_POSTED,
    /** The form was passed on to the e-guichet, whose clerks deal with it. */
    PASSED_ON,
    /** A clerk has dealt with the form. */
    DEALT_WITH,
    /** The town hall has declared that the document no longer stands. */
    WITHDRAWN
  }

  /** What happens next, and who does it. */
  public enum Next {
    /** The town hall makes the document; nobody has to do anything. */
    TOWN_HALL_MAKES_IT,
    /** A clerk looks at it, at the order or at the form. */
    CLERK_LOOKS_AT_IT,
    /** Its citizen can print it at any terminal. */
    COLLECT_AT_A_TERMINAL,
    /** It goes by e-mail by itself. */
    GOES_BY_EMAIL,
    /** A clerk posts it. */
    GOES_BY_POST,
    /** A terminal prints it just now. */
    BEING_PRINTED,
    /** It may have come out of a printer: somebody looks. */
    SOMEBODY_LOOKS_FOR_PAPER,
    /** Its days are over: it has to be ordered anew. */
    TOO_LATE,
    NOTHING,
    /** Something that this program does not know: people at the counter do. */
    ASK_AT_THE_COUNTER
  }

  /**
   * One thing that happened.
   *
   * @param event null where a newer guichet knows more than this program
   * @param at the guichet's clock
   */
  public record Step(
      @JsonFormat(with = JsonFormat.Feature.READ_UNKNOWN_ENUM_VALUES_AS_NULL) Event event,
      Instant at) {
    public Step {
      Bounds.present(at, "at");
    }
  }

  public CitizenFile {
    Bounds.matching(reference, "reference", Order.REFERENCE);
    Bounds.present(kind, "kind");
    title = Service.everyLanguage(title, "title", 80);
    history = List.copyOf(Bounds.present(history, "history"));
    next = Objects.requireNonNullElse(next, Next.ASK_AT_THE_COUNTER);
    if (history.isEmpty() || history.size() > MOST_STEPS) {
      throw new IllegalArgumentException("a file has 1 to " + MOST_STEPS + " steps");
    }
    if (!history.stream()
        .map(Step::at)
        .sorted(Comparator.naturalOrder())
        .toList()
        .equals(history.stream().map(Step::at).toList())) {
      throw new IllegalArgumentException("what happened is not in its order");
    }
  }

  /** By which it can be asked for without a card. */
  public Optional<TrackingCode> trackedBy() {
    return Optional.ofNullable(tracking);
  }

  /** Nothing of what it is about. */
  @Override
  public String toString() {
    return "CitizenFile[" + reference + ", " + next + "]";
  }
}
