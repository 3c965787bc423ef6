package be.borne.townhall.guichet;

import be.borne.protocol.guichet.form.Answer;
import be.borne.protocol.guichet.form.Answers;
import be.borne.protocol.guichet.form.Check;
import be.borne.protocol.guichet.form.Checked;
import be.borne.protocol.guichet.form.Field;
import be.borne.protocol.guichet.form.FormCheck;
import be.borne.protocol.guichet.form.FormDefinition;
import be.borne.protocol.guichet.form.FormView;
import be.borne.protocol.guichet.form.Question;
import be.borne.protocol.guichet.form.QuestionPath;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Whether filled-in answers can be taken. What a terminal has checked is checked again, and what it
 * filled in from the card must be what the card said when the citizen signed in.
 */
final class SubmissionCheck {
  private SubmissionCheck() {}

  /**
   * @param today in Belgium
   * @return which rule refuses them, without any of them; empty if none does
   */
  static Optional<String> of(
      FormDefinition form, Answers answers, CardHolder holder, LocalDate today) {
    List<FormCheck.Finding> findings = FormCheck.of(form, answers, today);
    if (!findings.isEmpty()) {
      FormCheck.Finding first = findings.getFirst();
      return Optional.of("field %s: %s".formatted(name(first.path()), first.problem().key()));
    }
    return FormView.of(form, answers, today).questions().stream()
        .map(question -> refused(question, answers, holder, today))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> refused(
      Question question, Answers answers, CardHolder holder, LocalDate today) {
    Optional<Answer> answer = FormCheck.answer(answers, question.path());
    Field field = question.field();
    List<Answer> said =
        field.prefill() == null
            ? List.of()
            : holder.says(field.prefill()).stream()
                .map(each -> taken(field, each, today))
                .flatMap(Optional::stream)
                .toList();
    // What the card does not say in a way that the field takes is asked like anything else.
    Predicate<Answer> isOfTheCard =
        given -> taken(field, given, today).filter(said::contains).isPresent();
    return said.isEmpty() || answer.filter(isOfTheCard).isPresent()
        ? Optional.empty()
        : Optional.of("field %s: is not what the card says".formatted(name(question.path())));
  }

  private static Optional<Answer> taken(Field field, Answer answer, LocalDate today) {
    return Check.of(field, answer, today) instanceof Checked.Taken(var taken)
            && !(taken instanceof Answer.Nothing)
        ? Optional.of(taken)
        : Optional.empty();
  }

  private static String name(QuestionPath path) {
    return switch (path) {
      case QuestionPath.Top(var field) -> field;
      case QuestionPath.InBlock(var block, var repetition, var field) ->
          "%s[%d].%s".formatted(block, repetition, field);
    };
  }
}
