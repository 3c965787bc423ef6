package be.borne.protocol.guichet.form;

import static be.borne.protocol.guichet.form.Forms.CHOICE;
import static be.borne.protocol.guichet.form.Forms.TEXT;
import static be.borne.protocol.guichet.form.Forms.YES_NO;
import static be.borne.protocol.guichet.form.Forms.field;
import static be.borne.protocol.guichet.form.Forms.form;
import static be.borne.protocol.guichet.form.Forms.shown;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Broken on purpose to see these fail: conditions were given the answers of hidden questions, and
 * not those of their own repetition; what was left open was sent, and what was not asked was taken.
 */
class FormViewTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 27);
  private static final Answer YES = new Answer.Chosen("yes");
  private static final Answer SOME = new Answer.Text("invented");

  private static List<String> ids(FormView view) {
    return view.questions().stream().map(question -> question.field().id()).toList();
  }

  @Test
  void whatHangsOnAHiddenQuestionIsHiddenToo() {
    FormDefinition form =
        form(
            field("sure", YES_NO),
            shown("colour", CHOICE, new Condition.Equals("sure", "yes")),
            shown("why", TEXT, new Condition.Equals("colour", "green")));
    Answers answers =
        new Answers(Map.of("sure", YES, "colour", new Answer.Chosen("green"), "why", SOME));
    assertEquals(List.of("sure", "colour", "why"), ids(FormView.of(form, answers, TODAY)));
    FormView less = FormView.of(form, answers.with("sure", new Answer.Chosen("no")), TODAY);
    assertEquals(List.of("sure"), ids(less));
    assertEquals(Answers.none().with("sure", new Answer.Chosen("no")), less.shown());
  }

  @Test
  void aRepetitionSeesItsOwnAnswersAndThoseBeforeTheBlock() {
    Input.Block block =
        new Input.Block(
            List.of(
                field("goods", TEXT),
                shown("hot", YES_NO, new Condition.Equals("goods", "soup")),
                shown("permit", TEXT, new Condition.Equals("food", "yes"))),
            1,
            3);
    FormDefinition form = form(field("food", YES_NO), field("stalls", block));
    Answers soup = Answers.none().with("goods", new Answer.Text("soup"));
    Answers books = Answers.none().with("goods", new Answer.Text("books")).with("hot", YES);
    Answers answers =
        Answers.none()
            .with("food", new Answer.Chosen("no"))
            .with("stalls", new Answer.Repeated(List.of(soup, books)));
    FormView view = FormView.of(form, answers, TODAY);
    assertEquals(List.of("food", "goods", "hot", "goods", "stalls"), ids(view));
    assertEquals(
        Optional.of(new Answer.Repeated(List.of(soup, books.without("hot")))),
        view.shown().get("stalls"));
    assertEquals(
        List.of("food", "goods", "permit", "stalls"),
        ids(FormView.of(form, Answers.none().with("food", YES), TODAY)));
  }

  @Test
  void whatWasLeftOpenIsNotSent() {
    Input.Block block =
        new Input.Block(List.of(field("goods", TEXT), Forms.optional("size", TEXT)), 1, 3);
    FormDefinition form = form(Forms.optional("remark", TEXT), field("stalls", block));
    Answers stall = Answers.none().with("goods", SOME);
    Answer.Repeated open = new Answer.Repeated(List.of(stall.with("size", new Answer.Nothing())));
    Answers answers = Answers.none().with("remark", new Answer.Nothing()).with("stalls", open);
    assertEquals(
        Answers.none().with("stalls", new Answer.Repeated(List.of(stall))),
        FormView.of(form, answers, TODAY).shown());
  }

  @Test
  void everyConditionIsAnsweredWhateverIsThere() {
    Answers answers =
        new Answers(
            Map.of(
                "count", new Answer.Quantity(new BigDecimal("2.5")),
                "day", new Answer.Day(TODAY),
                "several", new Answer.ManyChosen(List.of("red")),
                "text", SOME));
    Map<Condition, Boolean> expected =
        Map.ofEntries(
            Map.entry(new Condition.LessThan("count", "2.5"), false),
            Map.entry(new Condition.LessThan("count", "2.51"), true),
            Map.entry(new Condition.LessThan("day", "today"), false),
            Map.entry(new Condition.LessThan("day", "today+1d"), true),
            Map.entry(new Condition.LessThan("day", "nonsense"), false),
            Map.entry(new Condition.LessThan("text", "2"), false),
            Map.entry(new Condition.LessThan("nowhere", "2"), false),
            Map.entry(new Condition.Contains("several", "red"), true),
            Map.entry(new Condition.Contains("several", "blue"), false),
            Map.entry(new Condition.Contains("text", "inv"), false),
            Map.entry(new Condition.Equals("text", "invented"), true),
            Map.entry(new Condition.Equals("several", "red"), false),
            Map.entry(new Condition.Answered("text"), true),
            Map.entry(new Condition.Answered("nowhere"), false),
            Map.entry(new Condition.Not(new Condition.Answered("nowhere")), true));
    expected.forEach(
        (condition, holds) ->
            assertEquals(holds, condition.holds(answers::get, TODAY), condition.toString()));
  }

  @Test
  void aSubmissionIsWholeAndHoldsNothingElse() {
    FormDefinition form =
        form(
            field("sure", YES_NO),
            shown("why", TEXT, new Condition.Equals("sure", "yes")),
            field("stalls", new Input.Block(List.of(field("goods", TEXT)), 1, 2)));
    Answers stall = Answers.none().with("goods", SOME);
    Answers right =
        Answers.none()
            .with("sure", new Answer.Chosen("no"))
            .with("stalls", new Answer.Repeated(List.of(stall)));
    assertEquals(List.of(), FormCheck.of(form, right, TODAY));
    assertEquals(
        List.of(
            new FormCheck.Finding(new QuestionPath.Top("why"), Problem.of(ProblemKey.NOT_ASKED))),
        FormCheck.of(form, right.with("why", SOME), TODAY));
    assertEquals(
        List.of(
            new FormCheck.Finding(
                new QuestionPath.Top("elsewhere"), Problem.of(ProblemKey.NOT_ASKED))),
        FormCheck.of(form, right.with("elsewhere", SOME), TODAY));
    assertEquals(
        List.of(ProblemKey.REQUIRED, ProblemKey.REQUIRED),
        FormCheck.of(form, Answers.none().with("sure", YES), TODAY).stream()
            .map(finding -> finding.problem().key())
            .toList());
    assertEquals(
        List.of(ProblemKey.BLOCK_MANY),
        FormCheck.of(
                form,
                right.with("stalls", new Answer.Repeated(List.of(stall, stall, stall))),
                TODAY)
            .stream()
            .map(finding -> finding.problem().key())
            .toList());
  }
}
