package be.borne.kiosk.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.kiosk.form.FormPlace.Asking;
import be.borne.kiosk.form.FormPlace.Progress;
import be.borne.kiosk.form.FormPlace.Review;
import be.borne.protocol.guichet.form.Answer;
import be.borne.protocol.guichet.form.Condition;
import be.borne.protocol.guichet.form.Field;
import be.borne.protocol.guichet.form.FormCategory;
import be.borne.protocol.guichet.form.FormDefinition;
import be.borne.protocol.guichet.form.Input;
import be.borne.protocol.guichet.form.Page;
import be.borne.protocol.guichet.form.PrefillKey;
import be.borne.protocol.guichet.form.ProblemKey;
import be.borne.protocol.guichet.form.QuestionPath;
import be.borne.protocol.guichet.form.QuestionPath.InBlock;
import be.borne.protocol.guichet.form.QuestionPath.Top;
import be.borne.protocol.terminal.Language;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Broken on purpose to see these fail: an edit went on through the whole form, going back from a
 * repetition that was not meant kept it, a changed condition reached the review unasked, a block
 * took one too many, and a draft did not name what it lost.
 */
class FormFillingTest {
  private static final Input TEXT = new Input.ShortText(60, null);
  private static final Input YES_NO = new Input.YesNo();
  private static final Answer YES = new Answer.Chosen(Answer.YES);
  private static final Answer NO = new Answer.Chosen(Answer.NO);

  /** Who, whether there is food, what food if so, stalls, and a remark that may be left open. */
  private static final FormDefinition FORM =
      form(
          1,
          new Field("who", words("who"), null, true, PrefillKey.SURNAME, null, TEXT),
          field("food", YES_NO),
          shown("which", TEXT, new Condition.Equals("food", Answer.YES)),
          new Field(
              "stalls",
              words("stalls"),
              null,
              false,
              null,
              null,
              new Input.Block(List.of(field("goods", TEXT), field("gas", YES_NO)), 0, 2)),
          new Field("remark", words("remark"), null, false, null, null, TEXT));

  private static Map<Language, String> words(String text) {
    Map<Language, String> words = new EnumMap<>(Language.class);
    for (Language language : Language.values()) {
      words.put(language, text);
    }
    return words;
  }

  private static Field field(String id, Input input) {
    return shown(id, input, null);
  }

  private static Field shown(String id, Input input, Condition when) {
    return new Field(id, words(id), null, true, null, when, input);
  }

  private static FormDefinition form(int version, Field... fields) {
    return new FormDefinition(
        "invented",
        version,
        FormCategory.EVENTS,
        words("Form"),
        words("An invented form."),
        List.of(new Page(words("Page"), List.of(fields))));
  }

  private static FormPlace start() {
    return FormFilling.start(FORM, FormWalk.NOBODY, FormWalk.TODAY);
  }

  private static FormPlace answered(FormPlace place, Answer answer) {
    return assertInstanceOf(Outcome.Moved.class, FormFilling.answer(place, answer)).place();
  }

  private static FormPlace answered(FormPlace place, String text) {
    return answered(place, new Answer.Text(text));
  }

  private static FormPlace more(FormPlace place) {
    return assertInstanceOf(Outcome.Moved.class, FormFilling.addAnother(place)).place();
  }

  private static FormPlace passed(FormPlace place) {
    return answered(place, new Answer.Nothing());
  }

  private static QuestionPath path(FormPlace place) {
    return assertInstanceOf(Asking.class, place).question().path();
  }

  private static FormPlace reviewWithoutFood() {
    FormPlace review = passed(passed(answered(start(), NO)));
    return assertInstanceOf(Review.class, review);
  }

  @Test
  void questionsComeOneByOneAndAreCounted() {
    FormPlace place = start();
    assertEquals(new Top("food"), path(place));
    assertEquals(new Progress(1, 3), ((Asking) place).progress());
    place = answered(place, YES);
    assertEquals(new Top("which"), path(place));
    assertEquals(new Progress(2, 4), ((Asking) place).progress());
  }

  @Test
  void whatIsNotTakenStaysWhereItIsAndNamesTheProblem() {
    FormPlace place = start();
    Outcome.Refused refused =
        assertInstanceOf(Outcome.Refused.class, FormFilling.answer(place, new Answer.Nothing()));
    assertSame(place, refused.place());
    assertEquals(ProblemKey.REQUIRED, refused.problem().key());
  }

  @Test
  void whoGoesBackFindsHisAnswer() {
    FormPlace place = FormFilling.back(answered(start(), YES));
    assertEquals(Optional.of(YES), ((Asking) place).answered());
    assertSame(place, FormFilling.back(place));
  }

  @Test
  void anAnswerThatWasHiddenComesBack() {
    FormPlace place = answered(answered(start(), YES), "soup");
    place = answered(FormFilling.back(FormFilling.back(place)), NO);
    assertEquals(new Top("stalls"), path(place));
    assertFalse(place.sheet().view().shown().get("which").isPresent());
    place = answered(FormFilling.back(place), YES);
    assertEquals(Optional.of(new Answer.Text("soup")), ((Asking) place).answered());
  }

  @Test
  void theReviewNamesWhatIsSentAndWhatWasLeftOpen() {
    Review review = (Review) reviewWithoutFood();
    assertEquals(
        List.of(new Top("who"), new Top("food")),
        review.lines().stream().map(line -> line.question().path()).toList());
    assertEquals(
        List.of(new Top("remark")),
        review.leftOpen().stream().map(question -> question.path()).toList());
    assertEquals(List.of("stalls"), review.blocks().stream().map(Field::id).toList());
  }

  @Test
  void anEditReturnsToTheReviewAndAsksOnlyWhatIsNew() {
    FormPlace editing = FormFilling.edit(reviewWithoutFood(), new Top("food"));
    assertInstanceOf(Review.class, answered(editing, NO));
    assertInstanceOf(Review.class, FormFilling.back(editing));
    FormPlace place = answered(editing, YES);
    assertEquals(new Top("which"), path(place));
    assertEquals(new Top("food"), path(FormFilling.back(place)));
    assertInstanceOf(Review.class, answered(place, "soup"));
  }

  @Test
  void aBlockGrowsFromTheReviewAndAsksAgainWhetherThereIsMore() {
    FormPlace place = more(FormFilling.edit(reviewWithoutFood(), new Top("stalls")));
    assertEquals(new InBlock("stalls", 0, "goods"), path(place));
    place = answered(answered(place, "books"), NO);
    assertEquals(new Top("stalls"), path(place));
    assertInstanceOf(Review.class, passed(place));
  }

  @Test
  void aBlockHasItsBounds() {
    FormPlace place = answered(answered(more(answered(start(), NO)), "books"), NO);
    place = answered(answered(more(place), "soup"), YES);
    assertEquals(
        ProblemKey.BLOCK_MANY,
        assertInstanceOf(Outcome.Refused.class, FormFilling.addAnother(place)).problem().key());
    place = FormFilling.removeOne(place, 0).place();
    assertEquals(1, place.sheet().repetitions("stalls"));
    assertEquals(
        Optional.of(new Answer.Text("soup")),
        place.sheet().answer(new InBlock("stalls", 0, "goods")));
    for (int absent : new int[] {-1, 1, 99}) {
      assertEquals(new Outcome.Moved(place), FormFilling.removeOne(place, absent));
    }
    place = FormFilling.removeOne(place, 0).place();
    assertEquals(0, place.sheet().repetitions("stalls"));
  }

  @Test
  void aRepetitionThatIsNeededIsAskedAtOnceAndCannotBeTakenAway() {
    FormDefinition form =
        form(1, field("guests", new Input.Block(List.of(field("guest", TEXT)), 1, 3)));
    FormPlace place = FormFilling.start(form, Prefill.none(), FormWalk.TODAY);
    assertEquals(new InBlock("guests", 0, "guest"), path(place));
    assertSame(place, FormFilling.back(place));
    assertEquals(
        ProblemKey.BLOCK_FEW,
        assertInstanceOf(Outcome.Refused.class, FormFilling.removeOne(place, 0)).problem().key());
  }

  @Test
  void whoAskedForOneMoreByMistakeGoesBack() {
    FormPlace asked = answered(start(), NO);
    FormPlace place = FormFilling.back(more(asked));
    assertEquals(new Top("stalls"), path(place));
    assertEquals(0, place.sheet().repetitions("stalls"));
    place = FormFilling.back(answered(more(asked), "books"));
    assertEquals(new InBlock("stalls", 0, "goods"), path(place));
    assertEquals(Optional.of(new Answer.Text("books")), ((Asking) place).answered());
  }

  @Test
  void aDraftOfAnEarlierVersionKeepsWhatFitsAndNamesTheRest() {
    FormPlace place = answered(answered(start(), YES), "soup");
    place = answered(answered(more(place), "books"), NO);
    FormDraft draft = FormDraft.of(passed(place));
    FormDefinition later =
        form(
            2,
            field("food", YES_NO),
            field("which", new Input.ShortText(2, null)),
            new Field(
                "stalls",
                words("stalls"),
                null,
                false,
                null,
                null,
                new Input.Block(List.of(field("goods", TEXT), field("size", TEXT)), 0, 2)));
    FormDraft.Resumed resumed = FormFilling.resume(later, FormWalk.NOBODY, FormWalk.TODAY, draft);
    assertEquals(List.of(new Top("which"), new InBlock("stalls", 0, "gas")), resumed.lost());
    assertEquals(new Top("which"), path(resumed.place()));
    assertEquals(Optional.of(YES), resumed.place().sheet().answer(new Top("food")));
    assertEquals(new InBlock("stalls", 0, "goods"), path(answered(resumed.place(), "ab")));
  }

  @Test
  void aDraftOfAnotherFormIsNamedAndNotUsed() {
    FormDraft draft =
        new FormDraft(
            "another", 1, FormDraft.of(answered(start(), YES)).answers(), Set.of("stalls"));
    FormDraft.Resumed resumed = FormFilling.resume(FORM, FormWalk.NOBODY, FormWalk.TODAY, draft);
    assertEquals(start(), resumed.place());
    assertEquals(List.of(new Top("food")), resumed.lost());
  }

  @Test
  void aKnownValueThatTheFieldWouldRefuseIsAsked() {
    Prefill broken = new Prefill(Map.of(PrefillKey.SURNAME, new Answer.Text("\u0000")));
    assertEquals(new Top("who"), path(FormFilling.start(FORM, broken, FormWalk.TODAY)));
  }

  @Test
  void aDraftThatCannotBeReadIsNotQuoted() {
    for (String json :
        List.of("", "null", "{", "{\"formId\":\"Zztopia\"}", "{\"answers\":{\"a\":\"Zztopia\"}}")) {
      try {
        FormDraft.ofJson(json);
        throw new AssertionError(json);
      } catch (IllegalArgumentException e) {
        assertEquals("a draft cannot be read", e.getMessage());
        assertTrue(e.getCause() == null);
      }
    }
  }
}
