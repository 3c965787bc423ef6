package be.borne.protocol.guichet.form;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether answers are a whole, correct submission of a form; terminal and guichet both ask it. */
public final class FormCheck {
  private FormCheck() {}

  /** A question, and what is wrong with its answer. */
  public record Finding(QuestionPath path, Problem problem) {}

  /**
   * Everything that is wrong, in the order of the form; empty if it can be submitted. Answers that
   * were not asked for, because nothing asks for them or because their question is hidden, are
   * wrong too.
   *
   * @param today the day that relative limits are counted from
   */
  public static List<Finding> of(FormDefinition form, Answers answers, LocalDate today) {
    FormView view = FormView.of(form, answers, today);
    List<Finding> findings = new ArrayList<>();
    for (Question question : view.questions()) {
      Answer answer = answer(view.shown(), question.path()).orElse(null);
      if (!(question.field().input() instanceof Input.Statement)) {
        switch (Check.of(question.field(), answer, today)) {
          case Checked.Refused(var problem) -> findings.add(new Finding(question.path(), problem));
          case Checked.Taken _ -> {}
        }
      }
    }
    notAsked(answers, view.shown()).forEach(findings::add);
    return List.copyOf(findings);
  }

  /** The answer to one question, if there is one. */
  public static Optional<Answer> answer(Answers answers, QuestionPath path) {
    return switch (path) {
      case QuestionPath.Top(var field) -> answers.get(field);
      case QuestionPath.InBlock(var block, var repetition, var field) ->
          answers.get(block).orElse(null) instanceof Answer.Repeated(var items)
                  && repetition < items.size()
              ? items.get(repetition).get(field)
              : Optional.empty();
    };
  }

  private static List<Finding> notAsked(Answers answers, Answers shown) {
    List<Finding> findings = new ArrayList<>();
    answers
        .values()
        .forEach(
            (field, answer) -> {
              if (!shown.get(field).equals(Optional.of(answer))) {
                findings.add(
                    new Finding(new QuestionPath.Top(field), Problem.of(ProblemKey.NOT_ASKED)));
              }
            });
    return findings;
  }
}
