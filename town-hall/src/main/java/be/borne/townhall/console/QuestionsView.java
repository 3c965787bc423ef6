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
 * @param findingOut of which terminals are still finding out, the longest in doubt first
 * @param open to be answered, the longest open first
 * @param contradictions where a terminal said something that cannot be true too
 * @param answered the latest first
 * @param settled doubts that ended by themselves, the latest first
 */
public record QuestionsView(
    List<Row> findingOut,
    List<Row> open,
    List<Row> contradictions,
    List<Row> answered,
    List<Row> settled) {
  private static final int MOST_TOLD = 50;

  /**
   * One document that a terminal took to print.
   *
   * @param id of the terminal's claim
   * @param code as the citizen reads it from the screen
   * @param at when the terminal began
   * @param what happened, in one sentence or two after site, time and document
   * @param outcome what was found, one sentence; empty while it is asked
   * @param answeredAt null while it is asked
   * @param by empty while it is asked
   * @param before what was answered before the question was asked again; empty if it was not
   * @param contradiction one sentence; empty if there is none
   * @param denied whether a paper was seen that the terminal then found not to have been printed
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
      String before,
      String contradiction,
      boolean denied) {}

  public QuestionsView {
    findingOut = List.copyOf(findingOut);
    open = List.copyOf(open);
    contradictions = List.copyOf(contradictions);
    answered = List.copyOf(answered);
    settled = List.copyOf(settled);
  }

  /**
   * @param site what a terminal's site is called, by the terminal's identifier
   */
  static QuestionsView of(PaperQuestions questions, UnaryOperator<String> site, Instant now)
      throws IOException {
    return new QuestionsView(
        rows(questions.findingOut(), site, now),
        rows(questions.open(), site, now),
        rows(questions.contradicted(MOST_TOLD), site, now),
        rows(questions.answered(MOST_TOLD), site, now),
        rows(questions.settled(MOST_TOLD), site, now));
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
        what(found, now),
        answered.map(each -> outcome(each.answer())).orElse(""),
        answered.map(each -> Times.moment(each.at(), now)).orElse(null),
        answered.map(PaperQuestions.Answered::by).orElse(""),
        found.answeredBefore().map(each -> before(each, now)).orElse(""),
        found.contradiction().map(each -> contradiction(found, each, now)).orElse(""),
        found.isDenied());
  }

  private static String what(Found found, Instant now) {
    return switch (found.standing()) {
      case FINDING_OUT ->
          found
              .doubt()
              .map(
                  doubt ->
                      "Since %s the terminal does not know whether it came out, and is finding out. %s"
                          .formatted(words(doubt.since(), now), known(doubt)))
              .orElseThrow();
      case IN_DOUBT -> asked(found, now);
      case BEING_PRINTED -> "The terminal is printing it, and has not said yet what became of it.";
      case PRINTED -> doubted(found, now) + "It came out.";
      case NOT_PRINTED ->
          doubted(found, now) + "It did not come out; the citizen can print it again.";
    };
  }

  private static String asked(Found found, Instant now) {
    if (!found.unreported()) {
      return "It may or may not have come out."
          + (found.doubt().isEmpty()
              ? ""
              : " The terminal has given up, but the printer may still hold it: clear the printer's"
                  + " jobs before you let it be printed again.");
    }
    return found
        .doubt()
        .map(
            doubt ->
                "Since %s the terminal did not know whether it came out, and it was not heard of again. %s"
                    .formatted(words(doubt.since(), now), known(doubt)))
        .orElse("The terminal took it to print and never said what became of it.");
  }

  /** The doubt that a terminal's certain word ended; empty if there was none. */
  private static String doubted(Found found, Instant now) {
    if (found.answered().isPresent() || found.settledAt().isEmpty()) {
      return "";
    }
    String settled = words(found.settledAt().get(), now);
    return found
        .doubt()
        .map(
            doubt ->
                "The terminal did not know from %s on, and found out at %s. "
                    .formatted(words(doubt.since(), now), settled))
        .orElseGet(() -> "The terminal said so at %s. ".formatted(settled));
  }

  private static String known(PaperQuestions.Doubt doubt) {
    return switch (doubt.known()) {
      case PRINTER_SILENT -> "The document was on its way to the printer, which does not answer.";
      case STILL_IN_PRINTER ->
          "The printer has not let go of the document: it may come out at any moment.";
      case TERMINAL_INTERRUPTED ->
          "The terminal was interrupted while it printed, and is asking the printer.";
    };
  }

  /** What an answer says, as whoever gives it reads it once more. */
  static String outcome(Answer answer) {
    return switch (answer) {
      case CAME_OUT -> "A complete document came out. It was given to the citizen, or destroyed.";
      case NOTHING_CAME_OUT -> "Nothing came out, or only part of it. The citizen may print again.";
    };
  }

  private static String before(PaperQuestions.Answered before, Instant now) {
    return "Answered before, by %s at %s: “%s”"
        .formatted(before.by(), words(before.at(), now), outcome(before.answer()));
  }

  private static String contradiction(
      Found found, PaperQuestions.Contradiction contradiction, Instant now) {
    String said = contradiction.printed() ? "it was printed after all" : "nothing was printed";
    String at = words(contradiction.at(), now);
    if (contradiction.weighed()) {
      return "At %s the terminal found that %s; the answer was given knowing that."
          .formatted(at, said);
    }
    if (found.isDenied()) {
      return "At %s the terminal found that %s. The answer stands, unless it was another paper."
          .formatted(at, said);
    }
    if (contradiction.printed() && isAnswered(found.answered(), Answer.NOTHING_CAME_OUT)) {
      return ("At %s the terminal found that %s. The answer stands: there may be two papers of"
              + " this document.")
          .formatted(at, said);
    }
    if (contradiction.printed() && isAnswered(found.answeredBefore(), Answer.NOTHING_CAME_OUT)) {
      return "At %s the terminal found that %s. Please look once more.".formatted(at, said);
    }
    return "At %s the terminal said the opposite of what it had said before: tell IT."
        .formatted(at);
  }

  private static boolean isAnswered(Optional<PaperQuestions.Answered> answered, Answer answer) {
    return answered.filter(each -> each.answer() == answer).isPresent();
  }

  private static String words(Instant at, Instant now) {
    return Times.moment(at, now).words();
  }
}
