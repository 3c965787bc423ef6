package be.borne.kiosk.form;

import be.borne.kiosk.form.FormPlace.Asking;
import be.borne.kiosk.form.FormPlace.Review;
import be.borne.protocol.guichet.form.Answer;
import be.borne.protocol.guichet.form.Answers;
import be.borne.protocol.guichet.form.Check;
import be.borne.protocol.guichet.form.Checked;
import be.borne.protocol.guichet.form.FormDefinition;
import be.borne.protocol.guichet.form.Input;
import be.borne.protocol.guichet.form.Question;
import be.borne.protocol.guichet.form.QuestionPath;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The way through a form, one question at a time. Pure functions of a place and what a citizen did
 * there; total, and never throwing. The review is reached only when every question that is asked
 * has an answer that its field takes, or was passed where it may be.
 */
public final class FormFilling {
  private FormFilling() {}

  /**
   * @param today the terminal's day in Belgium
   */
  public static FormPlace start(FormDefinition form, Prefill prefill, LocalDate today) {
    return firstOpen(new Sheet(form, prefill, today, Answers.none(), Set.of()), false);
  }

  /** Where a draft left off, and what of it no longer fits. */
  public static FormDraft.Resumed resume(
      FormDefinition form, Prefill prefill, LocalDate today, FormDraft draft) {
    FormDraft.Refit refit = draft.refit(form, today);
    Sheet sheet = new Sheet(form, prefill, today, refit.answers(), refit.finished());
    return new FormDraft.Resumed(firstOpen(sheet, false), refit.lost());
  }

  /**
   * An answer to the question. {@link Answer.Nothing} passes it: a text that was read, a question
   * left open, or a block to which nothing is added.
   */
  public static Outcome answer(FormPlace place, Answer answer) {
    if (!(place instanceof Asking here) || !isAsked(here)) {
      return new Outcome.Moved(place);
    }
    if (here.question().field().input() instanceof Input.Block block) {
      return finish(here, block);
    }
    return switch (Check.of(here.question().field(), answer, here.sheet().today())) {
      case Checked.Refused(var problem) -> new Outcome.Refused(here, problem);
      case Checked.Taken(var taken) ->
          new Outcome.Moved(onward(here, here.sheet().with(here.question().path(), taken)));
    };
  }

  /** Passes the question: read, left open, or nothing to add. */
  public static Outcome pass(FormPlace place) {
    return answer(place, new Answer.Nothing());
  }

  private static Outcome finish(Asking here, Input.Block block) {
    String id = here.question().field().id();
    return Check.count(block, here.sheet().repetitions(id))
        .<Outcome>map(problem -> new Outcome.Refused(here, problem))
        .orElseGet(() -> new Outcome.Moved(onward(here, here.sheet().finished(id, true))));
  }

  /** The next question; who came from the review sees only what is new on the way back there. */
  private static FormPlace onward(Asking here, Sheet sheet) {
    if (here.editing()) {
      return firstOpen(sheet, true);
    }
    List<Question> asked = sheet.asked();
    int next = asked.indexOf(here.question()) + 1;
    return next < asked.size()
        ? new Asking(sheet, asked.get(next), false)
        : firstOpen(sheet, false);
  }

  private static FormPlace firstOpen(Sheet sheet, boolean editing) {
    return sheet
        .firstOpen()
        .<FormPlace>map(question -> new Asking(sheet, question, editing))
        .orElseGet(() -> new Review(sheet));
  }

  /** One question back, every answer kept; the same place where there is nothing before it. */
  public static FormPlace back(FormPlace place) {
    return switch (place) {
      case Review(var sheet) -> {
        List<Question> asked = sheet.asked();
        yield asked.isEmpty() ? place : new Asking(sheet, asked.getLast(), false);
      }
      case Asking here when isUntouchedRepetition(here) -> {
        QuestionPath.InBlock at = (QuestionPath.InBlock) here.question().path();
        yield toBlock(here, at.block(), here.sheet().withoutOne(at.block(), at.repetition()));
      }
      case Asking(var sheet, _, var editing) when editing && sheet.firstOpen().isEmpty() ->
          new Review(sheet);
      case Asking(var sheet, var question, var editing) -> {
        List<Question> asked = sheet.asked();
        int at = asked.indexOf(question);
        yield at <= 0 ? place : new Asking(sheet, asked.get(at - 1), editing);
      }
    };
  }

  /** Who asked for one more and goes back at once did not mean it. */
  private static boolean isUntouchedRepetition(Asking here) {
    if (!(here.question().path() instanceof QuestionPath.InBlock(var block, var at, _))
        || !isAsked(here)) {
      return false;
    }
    List<Answers> items = here.sheet().items(block);
    return at == items.size() - 1
        && items.get(at).values().isEmpty()
        && here.sheet().block(block).filter(found -> items.size() > found.min()).isPresent();
  }

  /** From the review to a question, and back there once it is answered. */
  public static FormPlace edit(FormPlace place, QuestionPath path) {
    return place instanceof Review(var sheet)
        ? asked(sheet, question -> question.path().equals(path))
            .<FormPlace>map(question -> new Asking(sheet, question, true))
            .orElse(place)
        : place;
  }

  /** One more repetition, from the question that a block asks. */
  public static Outcome addAnother(FormPlace place) {
    if (!(place instanceof Asking here)
        || !(here.question().field().input() instanceof Input.Block block)
        || !isAsked(here)) {
      return new Outcome.Moved(place);
    }
    String id = here.question().field().id();
    int count = here.sheet().repetitions(id);
    if (count >= block.max()) {
      return new Outcome.Refused(here, Check.count(block, count + 1).orElseThrow());
    }
    Sheet more = here.sheet().withOneMore(id);
    return new Outcome.Moved(
        asked(
                more,
                question ->
                    question.path() instanceof QuestionPath.InBlock(var in, var at, _)
                        && in.equals(id)
                        && at == count)
            .<FormPlace>map(question -> new Asking(more, question, here.editing()))
            .orElse(here));
  }

  /**
   * Takes a repetition away with its answers, from the question that a block asks or from within
   * the block.
   *
   * @param repetition counted from 0; one that is not there changes nothing
   */
  public static Outcome removeOne(FormPlace place, int repetition) {
    if (!(place instanceof Asking here) || !isAsked(here)) {
      return new Outcome.Moved(place);
    }
    String id =
        switch (here.question().path()) {
          case QuestionPath.Top(var field) -> field;
          case QuestionPath.InBlock(var block, _, _) -> block;
        };
    int count = here.sheet().repetitions(id);
    Optional<Input.Block> block = here.sheet().block(id);
    if (block.isEmpty() || repetition < 0 || repetition >= count) {
      return new Outcome.Moved(place);
    }
    return Check.count(block.get(), count - 1)
        .<Outcome>map(problem -> new Outcome.Refused(here, problem))
        .orElseGet(
            () -> new Outcome.Moved(toBlock(here, id, here.sheet().withoutOne(id, repetition))));
  }

  private static FormPlace toBlock(Asking here, String block, Sheet sheet) {
    return asked(sheet, question -> question.path().equals(new QuestionPath.Top(block)))
        .<FormPlace>map(question -> new Asking(sheet, question, here.editing()))
        .orElseGet(() -> firstOpen(sheet, here.editing()));
  }

  private static Optional<Question> asked(Sheet sheet, Predicate<Question> which) {
    return sheet.asked().stream().filter(which).findFirst();
  }

  private static boolean isAsked(Asking here) {
    return here.sheet().asked().contains(here.question());
  }
}
