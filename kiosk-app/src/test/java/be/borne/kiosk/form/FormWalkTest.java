package be.borne.kiosk.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.kiosk.form.FormPlace.Asking;
import be.borne.kiosk.form.FormPlace.Line;
import be.borne.kiosk.form.FormPlace.Review;
import be.borne.protocol.guichet.form.Answer;
import be.borne.protocol.guichet.form.FormCheck;
import be.borne.protocol.guichet.form.FormDefinition;
import be.borne.protocol.guichet.form.Input;
import be.borne.protocol.guichet.form.Question;
import be.borne.protocol.guichet.form.QuestionPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/**
 * Any walk through any of the forms. Broken on purpose to see these fail: hidden answers were
 * submitted, going back took the answer away, the review was reached with a question open, and a
 * draft forgot which blocks were finished.
 */
class FormWalkTest {
  @Provide
  Arbitrary<FormDefinition> forms() {
    return Arbitraries.of(FormWalk.FORMS);
  }

  @Provide
  Arbitrary<List<Integer>> walks() {
    return Arbitraries.integers().between(0, 10_000).list().ofMinSize(1).ofMaxSize(60);
  }

  private static final List<Answer> ANYTHING =
      List.of(
          new Answer.Nothing(),
          new Answer.Text(""),
          new Answer.Text("\u202eZzinvented\u0000"),
          new Answer.Chosen("not-offered"),
          new Answer.ManyChosen(List.of()),
          new Answer.Repeated(List.of()),
          new Answer.Address("", "", "", "", ""));

  /** One thing a citizen does, fitting or not. */
  private static FormPlace act(FormPlace place, int dice) {
    int choice = dice / 16;
    return switch (dice % 16) {
      case 0, 1 -> FormFilling.back(place);
      case 2 -> FormFilling.answer(place, ANYTHING.get(choice % ANYTHING.size())).place();
      case 3 -> FormFilling.addAnother(place).place();
      case 4 -> FormFilling.pass(place).place();
      case 5 -> FormFilling.edit(place, new QuestionPath.InBlock("nowhere", 3, "nothing"));
      default ->
          switch (place) {
            case Asking here -> FormFilling.answer(here, FormWalk.fitting(here, choice)).place();
            case Review review -> edit(review, choice);
          };
    };
  }

  private static FormPlace edit(Review review, int choice) {
    List<QuestionPath> paths =
        review.sheet().view().questions().stream().map(Question::path).toList();
    return paths.isEmpty() ? review : FormFilling.edit(review, paths.get(choice % paths.size()));
  }

  /** Half of the walks begin at the start, the others at a review. */
  private static FormPlace begin(FormDefinition form, List<Integer> walk) {
    FormPlace start = FormFilling.start(form, FormWalk.NOBODY, FormWalk.TODAY);
    return walk.size() % 2 == 0 ? start : FormWalk.toReview(start, walk.getFirst());
  }

  private static FormPlace walk(FormDefinition form, List<Integer> walk) {
    FormPlace place = begin(form, walk);
    for (int dice : walk) {
      place = act(place, dice);
    }
    return place;
  }

  @Property(tries = 400)
  void fromAnywhereFittingAnswersLeadToTheReview(
      @ForAll("forms") FormDefinition form, @ForAll("walks") List<Integer> walk) {
    Review review = FormWalk.toReview(walk(form, walk), walk.getLast());
    assertEquals(List.of(), FormCheck.of(form, review.submission(), FormWalk.TODAY), form.id());
  }

  @Property(tries = 400)
  void whateverIsDoneTheReviewIsWholeAndShowsWhatIsSent(
      @ForAll("forms") FormDefinition form, @ForAll("walks") List<Integer> walk) {
    FormPlace place = begin(form, walk);
    for (int dice : walk) {
      place = act(place, dice);
      if (place instanceof Review review) {
        assertEquals(List.of(), FormCheck.of(form, review.submission(), FormWalk.TODAY));
        assertEquals(
            FormWalk.flat(review.submission()),
            review.lines().stream()
                .map(line -> Map.entry(line.question().path(), line.answer()))
                .toList());
      } else {
        assertTrue(place.sheet().asked().contains(((Asking) place).question()));
      }
    }
  }

  @Property(tries = 400)
  void whatIsHiddenIsKeptAsideAndNotSent(
      @ForAll("forms") FormDefinition form, @ForAll("walks") List<Integer> walk) {
    Review review = FormWalk.toReview(walk(form, walk), 1);
    Set<QuestionPath> shown = new HashSet<>();
    review.sheet().view().questions().forEach(question -> shown.add(question.path()));
    FormWalk.flat(review.submission())
        .forEach(sent -> assertTrue(shown.contains(sent.getKey()), sent.getKey().toString()));
  }

  /** Only a repetition that is taken away, or was never begun, takes answers with it. */
  @Property(tries = 400)
  void goingBackAndForthLosesNothing(
      @ForAll("forms") FormDefinition form, @ForAll("walks") List<Integer> walk) {
    FormPlace place = begin(form, walk);
    Map<QuestionPath, Answer> given = new HashMap<>();
    for (int dice : walk) {
      place = act(place, dice);
      for (Map.Entry<QuestionPath, Answer> before : given.entrySet()) {
        assertTrue(
            FormCheck.answer(place.sheet().typed(), before.getKey()).isPresent(),
            form.id() + " " + before.getKey());
      }
      given = new HashMap<>();
      for (Map.Entry<QuestionPath, Answer> now : FormWalk.flat(place.sheet().typed())) {
        given.put(now.getKey(), now.getValue());
      }
    }
    FormPlace there = place;
    FormPlace back = place;
    for (int i = 0; i < 5; i++) {
      back = FormFilling.back(back);
    }
    assertEquals(
        FormWalk.flat(there.sheet().typed()), FormWalk.flat(back.sheet().typed()), form.id());
  }

  @Property(tries = 400)
  void aDraftGoesOnWhereItLeftOff(
      @ForAll("forms") FormDefinition form, @ForAll("walks") List<Integer> walk) {
    FormPlace place = walk(form, walk);
    FormDraft draft = FormDraft.ofJson(FormDraft.of(place).toJson());
    assertEquals(FormDraft.of(place), draft);
    FormDraft.Resumed resumed = FormFilling.resume(form, FormWalk.NOBODY, FormWalk.TODAY, draft);
    assertEquals(List.of(), resumed.lost());
    assertEquals(place.sheet(), resumed.place().sheet());
  }

  /** A form may change as much as one differs from another, under the same id. */
  @Property(tries = 200)
  void aDraftOfWhateverVersionDoesNoHarm(
      @ForAll("forms") FormDefinition earlier,
      @ForAll("forms") FormDefinition form,
      @ForAll("walks") List<Integer> walk) {
    FormDraft before = FormDraft.of(walk(earlier, walk));
    FormDraft draft = new FormDraft(form.id(), 1, before.answers(), before.finished());
    FormDraft.Resumed resumed = FormFilling.resume(form, FormWalk.NOBODY, FormWalk.TODAY, draft);
    FormWalk.flat(resumed.place().sheet().typed())
        .forEach(
            kept ->
                assertEquals(
                    FormCheck.answer(before.answers(), kept.getKey()).orElseThrow(),
                    kept.getValue()));
    Review review = FormWalk.toReview(resumed.place(), walk.getLast());
    assertEquals(List.of(), FormCheck.of(form, review.submission(), FormWalk.TODAY));
    FormCheck.of(form, before.answers(), FormWalk.TODAY);
  }

  @Property(tries = 200)
  void nobodyIsAskedWhatTheIdentitySays(
      @ForAll("forms") FormDefinition form, @ForAll("walks") List<Integer> walk) {
    FormPlace place = FormFilling.start(form, FormWalk.NOBODY, FormWalk.TODAY);
    List<FormPlace> places = new ArrayList<>(List.of(place));
    for (int dice : walk) {
      place = act(place, dice);
      places.add(place);
    }
    for (FormPlace at : places) {
      if (at instanceof Asking(_, var question, _)) {
        assertEquals(null, question.field().prefill());
      }
    }
    Review review = FormWalk.toReview(place, 0);
    List<Line> known = review.lines().stream().filter(line -> !line.editable()).toList();
    assertEquals(
        form.fields().filter(field -> field.prefill() != null).count(), known.size(), form.id());
    for (Line line : known) {
      assertEquals(review, FormFilling.edit(review, line.question().path()));
    }
  }

  /** Without anything known every question is asked, and everything still ends well. */
  @Property(tries = 100)
  void whereNothingIsKnownEverythingIsAsked(
      @ForAll("forms") FormDefinition form, @ForAll @IntRange(max = 1_000) int dice) {
    FormPlace start = FormFilling.start(form, Prefill.none(), FormWalk.TODAY);
    Review review = FormWalk.toReview(start, dice);
    assertTrue(review.lines().stream().allMatch(Line::editable));
    assertEquals(List.of(), FormCheck.of(form, review.submission(), FormWalk.TODAY));
  }

  @Test
  void everyQuestionOfEveryFormIsReached() {
    for (FormDefinition form : FormWalk.FORMS) {
      Set<String> unmet = new HashSet<>();
      form.fields()
          .filter(field -> field.prefill() == null && !field.id().equals("adult"))
          .forEach(
              field -> {
                unmet.add(field.id());
                if (field.input() instanceof Input.Block block) {
                  block.fields().forEach(inner -> unmet.add(inner.id()));
                }
              });
      for (int dice = 0; dice < 400 && !unmet.isEmpty(); dice++) {
        FormPlace place = FormFilling.start(form, FormWalk.NOBODY, FormWalk.TODAY);
        Review review = FormWalk.toReview(place, dice);
        review.sheet().asked().forEach(question -> unmet.remove(question.field().id()));
      }
      assertEquals(Set.of(), unmet, form.id());
    }
  }

  @Test
  void nothingOnTheWayShowsWhoItIsOrWhatWasTyped() {
    for (FormDefinition form : FormWalk.FORMS) {
      Review review =
          FormWalk.toReview(FormFilling.start(form, FormWalk.NOBODY, FormWalk.TODAY), 1);
      FormPlace before = FormFilling.back(review);
      assertInstanceOf(Asking.class, before);
      for (Object shown :
          List.of(
              review,
              review.lines(),
              review.sheet(),
              review.submission(),
              before,
              ((Asking) before).answered(),
              new Outcome.Moved(before),
              FormWalk.NOBODY,
              FormDraft.of(review),
              new FormDraft.Resumed(review, List.of()))) {
        for (String typed : List.of("Zz", "Nobody", "Fictional", "Inventée", "Verzonnen", "1950")) {
          assertFalse(shown.toString().contains(typed), shown.toString());
        }
      }
    }
  }
}
