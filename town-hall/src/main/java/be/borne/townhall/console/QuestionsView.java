package be.borne.townhall.console;

import be.borne.townhall.guichet.PaperQuestions;
import be.borne.townhall.guichet.PaperQuestions.Answer;
import be.borne.townhall.guichet.PaperQuestions.Found;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What the page of questions shows. Names no citizen: nothing here knows one.
 *
 * @param open to be answered, the longest open first
 * @param contradictions where a terminal said something that cannot be true too
 * @param answered the latest first
 */
public record QuestionsView(List<Row> open, List<Row> contradictions, List<Row> answered) {
  private static final int MOST_TOLD = 50;

  /**
   * One document that a terminal took to print.
   *
   * @param id of the terminal's claim
   * @param code as the citizen reads it from the screen
   * @param at when the terminal began
   * @param what happened, in one sentence after site, time and document
   * @param outcome what was found, one sentence; empty while it is asked
   * @param answeredAt null while it is asked
   * @param by empty while it is asked
   * @param contradiction one sentence; empty if there is none
   */
  public record Row(
      String id,
      String terminal,
      String site,
      String code,
      String service,
      Moment at,
      String what,
      String outcome,
      Moment answeredAt,
      String by,
      String contradiction) {}

  public QuestionsView {
    open = List.copyOf(open);
    contradictions = List.copyOf(contradictions);
    answered = List.copyOf(answered);
  }

  /**
   * @param site what a terminal's site is called, by the terminal's identifier
   */
  static QuestionsView of(PaperQuestions questions, UnaryOperator<String> site, Instant now)
      throws IOException {
    return new QuestionsView(
        rows(questions.open(), site, now),
        rows(questions.contradicted(MOST_TOLD), site, now),
        rows(questions.answered(MOST_TOLD), site, now));
  }

  private static List<Row> rows(List<Found> found, UnaryOperator<String> site, Instant now) {
    return found.stream().map(each -> row(each, site, now)).toList();
  }

  static Row row(Found found, UnaryOperator<String> site, Instant now) {
    Optional<PaperQuestions.Answered> answered = found.answered();
    return new Row(
        found.id().toString(),
        found.terminal(),
        site.apply(found.terminal()),
        found.code().grouped(),
        found.service(),
        Times.moment(found.claimedAt(), now),
        what(found),
        answered.map(each -> outcome(each.answer())).orElse(""),
        answered.map(each -> Times.moment(each.at(), now)).orElse(null),
        answered.map(PaperQuestions.Answered::by).orElse(""),
        found.contradictedAt().map(at -> contradiction(found, Times.moment(at, now))).orElse(""));
  }

  private static String what(Found found) {
    return switch (found.standing()) {
      case IN_DOUBT ->
          found.unreported()
              ? "The terminal took it to print and never said what became of it."
              : "It may or may not have come out.";
      case BEING_PRINTED -> "The terminal is printing it, and has not said yet what became of it.";
      case PRINTED -> "It came out.";
      case NOT_PRINTED -> "It did not come out; the citizen can print it again.";
    };
  }

  /** What an answer says, as whoever gives it reads it once more. */
  static String outcome(Answer answer) {
    return switch (answer) {
      case CAME_OUT -> "A complete document came out. It was given to the citizen, or destroyed.";
      case NOTHING_CAME_OUT -> "Nothing came out, or only part of it. The citizen may print again.";
    };
  }

  private static String contradiction(Found found, Moment at) {
    return found
        .answered()
        .map(
            answered ->
                switch (answered.answer()) {
                  case CAME_OUT ->
                      "At %s the terminal found that nothing was printed. The answer stands."
                          .formatted(at.words());
                  case NOTHING_CAME_OUT ->
                      ("At %s the terminal found that it was printed after all. The answer stands:"
                              + " there may be two papers of this document.")
                          .formatted(at.words());
                })
        .orElseGet(
            () ->
                "At %s the terminal said the opposite of what it had said before: tell IT."
                    .formatted(at.words()));
  }
}
