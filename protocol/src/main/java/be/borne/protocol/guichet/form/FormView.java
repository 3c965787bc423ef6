package be.borne.protocol.guichet.form;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a form shows once these answers are given.
 *
 * @param questions what is shown, in order; a block comes after its repetitions
 * @param shown the answers of those questions, in the same order: what was left open, and what
 *     belongs to a hidden question, is not among them
 */
public record FormView(List<Question> questions, Answers shown) {
  public FormView {
    questions = List.copyOf(questions);
  }

  /**
   * Total: answers that the form does not know are passed over.
   *
   * @param answers also those of questions that may be hidden
   * @param today the day that relative limits are counted from
   */
  public static FormView of(FormDefinition form, Answers answers, LocalDate today) {
    List<Question> questions = new ArrayList<>();
    Map<String, Answer> shown = new LinkedHashMap<>();
    for (Field field : form.fields().toList()) {
      if (!isShown(field, id -> Optional.ofNullable(shown.get(id)), today)) {
        continue;
      }
      Optional<Answer> answer =
          field.input() instanceof Input.Block block
              ? repetitions(field.id(), block, answers, shown, today, questions)
              : given(answers, field);
      questions.add(new Question(new QuestionPath.Top(field.id()), field));
      answer.ifPresent(taken -> shown.put(field.id(), taken));
    }
    return new FormView(questions, new Answers(shown));
  }

  /** How many repetitions there are: at least those that are needed, answered or not. */
  public static int repetitions(Input.Block block, Optional<Answer> answer) {
    return answer
        .filter(Answer.Repeated.class::isInstance)
        .map(given -> Math.max(block.min(), ((Answer.Repeated) given).items().size()))
        .orElse(block.min());
  }

  private static Optional<Answer> repetitions(
      String id,
      Input.Block block,
      Answers answers,
      Map<String, Answer> outside,
      LocalDate today,
      List<Question> questions) {
    List<Answers> given =
        answers.get(id).orElse(null) instanceof Answer.Repeated(var items) ? items : List.of();
    List<Answers> shown = new ArrayList<>();
    for (int i = 0; i < repetitions(block, answers.get(id)); i++) {
      Answers typed = i < given.size() ? given.get(i) : Answers.none();
      Map<String, Answer> inside = new LinkedHashMap<>();
      for (Field field : block.fields()) {
        Function<String, Optional<Answer>> known =
            other -> Optional.ofNullable(inside.getOrDefault(other, outside.get(other)));
        if (isShown(field, known, today)) {
          questions.add(new Question(new QuestionPath.InBlock(id, i, field.id()), field));
          given(typed, field).ifPresent(taken -> inside.put(field.id(), taken));
        }
      }
      shown.add(new Answers(inside));
    }
    return shown.isEmpty() ? Optional.empty() : Optional.of(new Answer.Repeated(shown));
  }

  private static boolean isShown(
      Field field, Function<String, Optional<Answer>> answers, LocalDate today) {
    return field.shownWhen() == null || field.shownWhen().holds(answers, today);
  }

  /** A block's answers do not fit in a field that is none, and would be submitted unseen. */
  private static Optional<Answer> given(Answers answers, Field field) {
    return answers
        .get(field.id())
        .filter(answer -> !(answer instanceof Answer.Nothing || answer instanceof Answer.Repeated));
  }
}
