package be.borne.kiosk.form;

import be.borne.protocol.guichet.form.Answer;
import be.borne.protocol.guichet.form.Answers;
import be.borne.protocol.guichet.form.Field;
import be.borne.protocol.guichet.form.Input;
import be.borne.protocol.guichet.form.Page;
import be.borne.protocol.guichet.form.Question;
import be.borne.protocol.guichet.form.QuestionPath;
import java.util.List;
import java.util.Optional;

/** Where a citizen is in a form. */
public sealed interface FormPlace {
  /** The form as far as it is filled. */
  Sheet sheet();

  /**
   * Before a question.
   *
   * @param question the question; of a block, whether there is one more
   * @param editing whether the citizen came from the review and goes back there
   */
  record Asking(Sheet sheet, Question question, boolean editing) implements FormPlace {
    /** What was answered here before, to be shown in the field; empty if nothing was. */
    public Optional<Answer> answered() {
      return sheet.answer(question.path()).filter(answer -> !(answer instanceof Answer.Nothing));
    }

    /** The page the question stands on. */
    public Page page() {
      String top =
          switch (question.path()) {
            case QuestionPath.Top(var field) -> field;
            case QuestionPath.InBlock(var block, _, _) -> block;
          };
      return sheet.form().pages().stream()
          .filter(page -> page.fields().stream().anyMatch(field -> field.id().equals(top)))
          .findFirst()
          .orElseGet(() -> sheet.form().pages().getFirst());
    }

    /** Which question this is, and of about how many. */
    public Progress progress() {
      List<Question> asked = sheet.asked();
      return new Progress(asked.indexOf(question) + 1, asked.size());
    }

    @Override
    public String toString() {
      return "Asking[" + question.path() + "]";
    }
  }

  /** After the last question: everything is answered and can be sent, or changed. */
  record Review(Sheet sheet) implements FormPlace {
    /** What will be sent, line by line and in order. */
    public List<Line> lines() {
      return sheet.view().questions().stream()
          .filter(question -> !(question.field().input() instanceof Input.Block))
          .flatMap(question -> line(question).stream())
          .toList();
    }

    private Optional<Line> line(Question question) {
      return sheet
          .answer(question.path())
          .filter(answer -> !(answer instanceof Answer.Nothing))
          .map(answer -> new Line(question, answer, !sheet.isKnown(question)));
    }

    /** The questions that were left open, and can still be answered. */
    public List<Question> leftOpen() {
      return sheet.asked().stream()
          .filter(question -> !(question.field().input() instanceof Input.Statement))
          .filter(question -> sheet.answer(question.path()).orElse(null) instanceof Answer.Nothing)
          .toList();
    }

    /** The blocks to which something can be added, or from which it can be taken away. */
    public List<Field> blocks() {
      return sheet.asked().stream()
          .map(Question::field)
          .filter(field -> field.input() instanceof Input.Block)
          .toList();
    }

    /** What is sent to the guichet. */
    public Answers submission() {
      return sheet.view().shown();
    }

    @Override
    public String toString() {
      return "Review[" + sheet.form().id() + "]";
    }
  }

  /**
   * One line of the review.
   *
   * @param editable false for what the identity says
   */
  record Line(Question question, Answer answer, boolean editable) {
    @Override
    public String toString() {
      return "Line[" + question.path() + "]";
    }
  }

  /**
   * How far a citizen is: question 3 of about 8.
   *
   * @param question counted from 1
   * @param about how many are asked as things stand; answers can add or take away
   */
  record Progress(int question, int about) {}
}
