package be.borne.townhall.console;

import be.borne.protocol.guichet.PickupCode;
import be.borne.townhall.guichet.PaperQuestions;
import be.borne.townhall.guichet.PaperQuestions.Answer;
import be.borne.townhall.guichet.PaperQuestions.Found;
import be.borne.townhall.guichet.PaperQuestions.Standing;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pages on which staff say what they found in a printer's tray: {@code /questions} all that is
 * in doubt or open and how it ended, with a place to type a pickup code; {@code
 * /questions/{id}/{answer}} the answer once more before it is given, and where it is given.
 */
final class QuestionDesk {
  private static final Logger LOG = LoggerFactory.getLogger(QuestionDesk.class);
  private static final String PAGE = "/questions";
  private static final String ONE = PAGE + "/{id}/{answer}";
  private static final Map<String, Answer> ANSWERS =
      Map.of("came-out", Answer.CAME_OUT, "nothing-came-out", Answer.NOTHING_CAME_OUT);
  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final PaperQuestions questions;
  private final Staff staff;
  private final UnaryOperator<String> site;
  private final BiFunction<String, Map<String, Object>, String> render;
  private final Runnable answered;
  private final Clock clock;
  private final FormGuard forms = new FormGuard();

  /**
   * @param site what a terminal's site is called, by the terminal's identifier
   * @param render makes a page of a template and what it shows
   * @param answered told after each answer; must not block
   */
  QuestionDesk(
      PaperQuestions questions,
      Staff staff,
      UnaryOperator<String> site,
      BiFunction<String, Map<String, Object>, String> render,
      Runnable answered,
      Clock clock) {
    this.questions = questions;
    this.staff = staff;
    this.site = site;
    this.render = render;
    this.answered = answered;
    this.clock = clock;
  }

  void routes(RoutesConfig routes) {
    routes.get(PAGE, this::all);
    routes.get(ONE, this::ask);
    routes.post(ONE, this::answer);
  }

  /** What is asked now. */
  QuestionsView view() throws IOException {
    return QuestionsView.of(questions, site, now());
  }

  /** The page's changing part. */
  String fragment(QuestionsView view) {
    return render.apply("questionList.jte", Map.of("view", view));
  }

  /** How many questions wait for a person, at all or at one terminal. */
  long open(Optional<String> terminal) throws IOException {
    return questions.open().stream()
        .filter(each -> terminal.map(each.terminal()::equals).orElse(true))
        .count();
  }

  private void all(Context context) throws IOException {
    String typed = Optional.ofNullable(context.queryParam("code")).orElse("").strip();
    context.html(
        render.apply(
            "questions.jte",
            Map.of(
                "view",
                view(),
                "typed",
                PickupCode.ofTyped(typed).map(PickupCode::grouped).orElse(""),
                "found",
                typed.isEmpty() ? List.of() : search(typed),
                "said",
                context.queryParam("noted") != null ? "Thank you. Your answer is noted." : "")));
  }

  /** What is known of a code, each in one sentence. */
  private List<String> search(String typed) throws IOException {
    Optional<PickupCode> code = PickupCode.ofTyped(typed);
    if (code.isEmpty()) {
      return List.of("This is not a pickup code. It has eight letters and figures: 7K3M-9QX2.");
    }
    List<String> said = new ArrayList<>();
    for (Found each : questions.byPickupCode(code.get())) {
      QuestionsView.Row row = QuestionsView.row(each, site, now());
      said.add(
          "%s, %s: %s. %s%s"
              .formatted(
                  row.site(),
                  row.at().words(),
                  row.service(),
                  row.what(),
                  each.standing() == Standing.IN_DOUBT || each.standing() == Standing.FINDING_OUT
                      ? " Its question is below."
                      : ""));
    }
    if (questions.isFree(code.get())) {
      said.addFirst("It waits: the citizen can print it at any terminal, with card and PIN.");
    } else if (said.isEmpty()) {
      said.add("No document with this code was taken to a printer. Is the code right?");
    }
    return said;
  }

  private void ask(Context context) throws IOException {
    Optional<Answer> answer = answerOf(context);
    Optional<Found> found = found(context);
    if (answer.isEmpty() || found.isEmpty()) {
      context.status(404);
      return;
    }
    confirm(context, found.get(), answer.get(), "");
  }

  private void confirm(Context context, Found found, Answer answer, String problem) {
    context.html(
        render.apply(
            "answer.jte",
            Map.of(
                "row", QuestionsView.row(found, site, now()),
                "title", title(found, answer),
                "open", found.takes(answer),
                "why", why(found, answer),
                "words", QuestionsView.outcome(answer),
                "action", context.path(),
                "token", forms.tokenFor(act(found.id(), answer)),
                "problem", problem)));
  }

  private static String title(Found found, Answer answer) {
    if (found.takes(answer)) {
      return "Is this what you found?";
    }
    return found.standing() == Standing.FINDING_OUT
        ? "This cannot be answered yet"
        : "This question is no longer open";
  }

  /** What whoever wants to give this answer must know; empty if there is nothing. */
  private static String why(Found found, Answer answer) {
    if (found.standing() == Standing.FINDING_OUT && !found.takes(answer)) {
      return "The printer may still put it out, so nobody can let it be printed again now. The"
          + " terminal goes on finding out; when it gives up, you are asked.";
    }
    return found.isDenied() && found.takes(answer)
        ? "The paper that was seen belonged to another document, and the citizen has none."
        : "";
  }

  private void answer(Context context) throws IOException {
    Optional<Answer> answer = answerOf(context);
    Optional<Found> found = found(context);
    if (answer.isEmpty() || found.isEmpty()) {
      context.status(404);
      return;
    }
    UUID id = found.get().id();
    if (!forms.isOurs(context, act(id, answer.get()))) {
      LOG.warn("an answer came from a page that is not of this console, or is too old");
      context.status(403);
      confirm(context, found.get(), answer.get(), "This page was too old. Please press once more.");
      return;
    }
    Optional<String> by = staff.whoAnswers(context);
    if (by.isEmpty()) {
      context.status(403);
      confirm(context, found.get(), answer.get(), "You may look, but not answer.");
      return;
    }
    if (!questions.answer(id, answer.get(), by.get())) {
      context.status(409);
      confirm(
          context,
          questions.byId(id).orElseThrow(() -> new IOException("a question is gone")),
          answer.get(),
          "");
      return;
    }
    answered.run();
    context.status(303).header("Location", PAGE + "?noted");
  }

  private static String act(UUID id, Answer answer) {
    return "answer " + id + " " + answer;
  }

  private static Optional<Answer> answerOf(Context context) {
    return Optional.ofNullable(ANSWERS.get(context.pathParam("answer")));
  }

  private Optional<Found> found(Context context) throws IOException {
    String id = context.pathParam("id");
    return ID.matcher(id).matches() ? questions.byId(UUID.fromString(id)) : Optional.empty();
  }

  private Instant now() {
    return clock.instant();
  }
}
