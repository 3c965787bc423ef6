package be.borne.kiosk.form;

import be.borne.protocol.guichet.form.Answer;
import be.borne.protocol.guichet.form.Answers;
import be.borne.protocol.guichet.form.Check;
import be.borne.protocol.guichet.form.Checked;
import be.borne.protocol.guichet.form.Field;
import be.borne.protocol.guichet.form.FormCheck;
import be.borne.protocol.guichet.form.FormDefinition;
import be.borne.protocol.guichet.form.FormView;
import be.borne.protocol.guichet.form.Input;
import be.borne.protocol.guichet.form.Question;
import be.borne.protocol.guichet.form.QuestionPath;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A form as far as it is filled.
 *
 * @param form what is asked
 * @param prefill what is known and not asked
 * @param today the day on which this visit began; limits are counted from it
 * @param typed what was answered, hidden questions and those left open included
 * @param finished the blocks of which the citizen said that there is no more
 */
public record Sheet(
    FormDefinition form, Prefill prefill, LocalDate today, Answers typed, Set<String> finished) {

  public Sheet {
    finished = Set.copyOf(finished);
  }

  /** What is shown, with the answers that would be submitted. */
  public FormView view() {
    Answers known = typed;
    for (Field field : form.fields().toList()) {
      Optional<Answer> given = known(field);
      if (given.isPresent()) {
        known = known.with(field.id(), given.get());
      }
    }
    return FormView.of(form, known, today);
  }

  /** The questions that are asked, in order: what is shown and not known yet. */
  public List<Question> asked() {
    return view().questions().stream().filter(question -> !isKnown(question)).toList();
  }

  /** The answer that was given to a question, or is known from the identity. */
  public Optional<Answer> answer(QuestionPath path) {
    return form.field(path)
        .filter(_ -> path instanceof QuestionPath.Top)
        .flatMap(this::known)
        .or(() -> FormCheck.answer(typed, path));
  }

  /** How many repetitions a block has, 0 for what is no block. */
  public int repetitions(String block) {
    return block(block).map(found -> FormView.repetitions(found, typed.get(block))).orElse(0);
  }

  /**
   * Whether there is nothing to ask: the identity says it, in a way that the field takes, or a
   * block can have neither more nor fewer repetitions.
   */
  boolean isKnown(Question question) {
    return switch (question.field().input()) {
      case Input.Block block -> block.min() == block.max();
      default -> question.path() instanceof QuestionPath.Top && known(question.field()).isPresent();
    };
  }

  private Optional<Answer> known(Field field) {
    return prefill
        .get(field.prefill())
        .map(answer -> Check.of(field, answer, today))
        .flatMap(
            checked ->
                checked instanceof Checked.Taken(var answer) && !(answer instanceof Answer.Nothing)
                    ? Optional.of(answer)
                    : Optional.empty());
  }

  /** The first question that is asked and was neither answered nor passed. */
  Optional<Question> firstOpen() {
    return asked().stream().filter(question -> !isSettled(question)).findFirst();
  }

  private boolean isSettled(Question question) {
    return question.field().input() instanceof Input.Block
        ? finished.contains(question.field().id())
        : FormCheck.answer(typed, question.path()).isPresent();
  }

  Optional<Input.Block> block(String id) {
    return form.field(new QuestionPath.Top(id))
        .map(Field::input)
        .filter(Input.Block.class::isInstance)
        .map(Input.Block.class::cast);
  }

  Sheet with(QuestionPath path, Answer answer) {
    return switch (path) {
      case QuestionPath.Top(var field) -> typed(typed.with(field, answer));
      case QuestionPath.InBlock(var block, var repetition, var field) -> {
        List<Answers> items = items(block);
        items.set(repetition, items.get(repetition).with(field, answer));
        yield typed(typed.with(block, new Answer.Repeated(items)));
      }
    };
  }

  Sheet withOneMore(String block) {
    List<Answers> items = items(block);
    items.add(Answers.none());
    return typed(typed.with(block, new Answer.Repeated(items))).finished(block, false);
  }

  Sheet withoutOne(String block, int repetition) {
    List<Answers> items = items(block);
    items.remove(repetition);
    return typed(typed.with(block, new Answer.Repeated(items)));
  }

  Sheet finished(String block, boolean isFinished) {
    Set<String> blocks = new HashSet<>(finished);
    if (isFinished) {
      blocks.add(block);
    } else {
      blocks.remove(block);
    }
    return new Sheet(form, prefill, today, typed, blocks);
  }

  /** The answers of every repetition, a place kept for those that are needed and not begun. */
  List<Answers> items(String block) {
    List<Answers> items = new ArrayList<>();
    if (typed.get(block).orElse(null) instanceof Answer.Repeated(var given)) {
      items.addAll(given);
    }
    while (items.size() < repetitions(block)) {
      items.add(Answers.none());
    }
    return items;
  }

  private Sheet typed(Answers answers) {
    return new Sheet(form, prefill, today, answers, finished);
  }

  /** Names the form and nothing of the citizen. */
  @Override
  public String toString() {
    return "Sheet[" + form.id() + ", " + typed + "]";
  }
}
