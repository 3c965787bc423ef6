package be.borne.kiosk.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.kiosk.form.Begun;
import be.borne.kiosk.form.FormDraft;
import be.borne.kiosk.form.FormPlace;
import be.borne.kiosk.form.FormWalk;
import be.borne.kiosk.journey.State.AnsweringForm;
import be.borne.kiosk.journey.State.Filling;
import be.borne.protocol.guichet.Draft;
import be.borne.protocol.guichet.Procedure;
import be.borne.protocol.guichet.form.Answer;
import be.borne.protocol.guichet.form.Answers;
import be.borne.protocol.guichet.form.Field;
import be.borne.protocol.guichet.form.FormCategory;
import be.borne.protocol.guichet.form.FormCheck;
import be.borne.protocol.guichet.form.FormDefinition;
import be.borne.protocol.guichet.form.Input;
import be.borne.protocol.guichet.form.ProblemKey;
import be.borne.protocol.guichet.form.QuestionPath;
import be.borne.protocol.terminal.FaultCode;
import be.borne.protocol.terminal.Language;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/**
 * Forms from their list to what becomes of the answers, with the forms that are written as files.
 */
class FormJourneyTest {
  private static final String REFERENCE = "TSR-2026-7K3M9QX2";

  /** More than any of the forms takes, every part of an address and every repetition included. */
  private static final int MOST_STEPS = 600;

  /** Pieces of what is typed in a walk; none of them is a word of ours. */
  private static final List<String> TYPED =
      List.of("Zz", "Fictional", "Verzonnen", "Nergens", "nobody@", "0470", "invented.example");

  @Provide
  Arbitrary<FormDefinition> forms() {
    return Arbitraries.of(FormWalk.FORMS);
  }

  /** Whatever hands, cards and the guichet do: nothing throws, and no state says what was typed. */
  @Property(tries = 60)
  void anythingMayHappenOnTheWay(@ForAll("forms") FormDefinition form, @ForAll long seed) {
    Random dice = new Random(seed);
    State state = opened(form, Optional.empty());
    for (int step = 0; step < 250; step++) {
      Event event =
          state instanceof Filling filling && dice.nextInt(8) > 0
              ? dice.nextInt(10) == 0 ? new Event.WentBack() : onward(filling, dice)
              : JourneyWalk.EVENTS.get(dice.nextInt(JourneyWalk.EVENTS.size()));
      Step next = JourneyWalk.next(state, event);
      saysNothing(event);
      saysNothing(next.state());
      next.effects().forEach(FormJourneyTest::saysNothing);
      state = next.state() instanceof State.OfForm ? next.state() : opened(form, Optional.empty());
    }
  }

  private static void saysNothing(Object of) {
    String said = of.toString();
    TYPED.forEach(
        typed -> assertFalse(said.contains(typed), () -> of.getClass() + " says " + typed));
  }

  /** Who answers comes to the review and sends what the guichet takes, or is told why not here. */
  @Property(tries = 60)
  void everyWayOfAnswersEnds(@ForAll("forms") FormDefinition form, @ForAll long seed) {
    Random dice = new Random(seed);
    State state = opened(form, Optional.empty());
    int steps = 0;
    while (state instanceof AnsweringForm at && !needsPaper(at)) {
      assertTrue(steps++ < MOST_STEPS, "no end of " + form.id());
      state = JourneyWalk.next(at, onward(at, dice)).state();
    }
    if (!(state instanceof State.ReviewingForm review)) {
      assertInstanceOf(AnsweringForm.class, state, "left by an answer");
      return;
    }
    Step sent = JourneyWalk.next(review, new Event.Confirmed());
    Effect.SendForm effect = assertInstanceOf(Effect.SendForm.class, sent.effects().getFirst());
    assertEquals(form.id(), effect.formId());
    assertEquals(form.version(), effect.submission().version());
    assertEquals(
        List.of(), FormCheck.of(form, effect.submission().answers(), FormWalk.TODAY), form.id());
    assertEquals(
        new State.FormSent(true, REFERENCE),
        JourneyWalk.next(sent.state(), new Event.FormReceived(REFERENCE)).state());
  }

  /** A terminal without a camera cannot take the file that the form insists on. */
  private static boolean needsPaper(AnsweringForm at) {
    Field field = at.place().question().field();
    return field.input() instanceof Input.FileField && field.required();
  }

  /** Back to the first question and on again: nothing is asked anew. */
  @Property(tries = 60)
  void goingBackLosesNothing(@ForAll("forms") FormDefinition form, @ForAll long seed) {
    Random dice = new Random(seed);
    State state = opened(form, Optional.empty());
    for (int step = 0; step < 25 && state instanceof AnsweringForm at && !needsPaper(at); step++) {
      state = JourneyWalk.next(at, onward(at, dice)).state();
    }
    Filling far = (Filling) state;
    Filling back = far;
    for (int step = 0; step < MOST_STEPS && !(back instanceof State.OpeningForm); step++) {
      back = (Filling) JourneyWalk.next(back, new Event.WentBack()).state();
    }
    assertInstanceOf(State.OpeningForm.class, back);
    assertEquals(written(far.place().sheet().typed()), written(back.place().sheet().typed()));
  }

  /** Without repetitions that were begun and left at once, which nobody meant. */
  private static Map<String, Answer> written(Answers answers) {
    Map<String, Answer> all = new LinkedHashMap<>(answers.values());
    all.replaceAll(
        (_, answer) ->
            answer instanceof Answer.Repeated(var items)
                ? new Answer.Repeated(
                    items.stream().filter(item -> !item.values().isEmpty()).toList())
                : answer);
    all.values()
        .removeIf(answer -> answer instanceof Answer.Repeated(var items) && items.isEmpty());
    return all;
  }

  /** Stopped at one terminal, resumed at another; the same form of a later version included. */
  @Property(tries = 40)
  void whatIsKeptIsFoundAgain(@ForAll("forms") FormDefinition form, @ForAll long seed) {
    Random dice = new Random(seed);
    State state = opened(form, Optional.empty());
    for (int step = 0; step < 20 && state instanceof AnsweringForm at && !needsPaper(at); step++) {
      state = JourneyWalk.next(at, onward(at, dice)).state();
    }
    Filling here = (Filling) state;
    if (!FormJourney.isWorthKeeping(here)) {
      return;
    }
    Step asked = JourneyWalk.next(here, new Event.Stopped());
    assertEquals(JourneyWalk.step(new State.AskingToKeep(here, false)), asked);
    Step saving = JourneyWalk.next(asked.state(), new Event.Confirmed());
    Draft draft = ((Effect.SaveDraft) saving.effects().getFirst()).draft();
    assertEquals(
        new State.FormKept(true),
        JourneyWalk.next(saving.state(), new Event.DraftSettled()).state());
    FormDefinition later =
        new FormDefinition(
            form.id(),
            form.version() + 1,
            form.category(),
            form.title(),
            form.explanation(),
            form.pages());
    for (FormDefinition now : List.of(form, later)) {
      State.OpeningForm found =
          (State.OpeningForm)
              JourneyWalk.next(
                      new State.FetchingForm(offer(now)),
                      new Event.FormOpened(
                          now,
                          FormWalk.NOBODY,
                          FormWalk.TODAY,
                          Optional.of(
                              new FormDraft(
                                  now.id(), draft.version(), draft.answers(), draft.finished()))))
                  .state();
      assertEquals(List.of(), found.lost());
      assertEquals(here.place().sheet().typed(), found.place().sheet().typed());
    }
  }

  @Test
  void whoLeavesWithoutAWordIsNotAskedToTypeItAllAgain() {
    Filling begun = begun();
    State asking = JourneyWalk.next(begun, new Event.DeadlinePassed()).state();
    assertTrue(((State.AskingIfStillThere) asking).keepsAnswers());
    Step left = JourneyWalk.next(asking, new Event.DeadlinePassed());
    assertInstanceOf(Effect.SaveDraft.class, left.effects().getFirst());
    Step kept = JourneyWalk.next(left.state(), new Event.DraftSettled());
    assertEquals(
        JourneyWalk.step(new State.TakingBack(true, false, false), new Effect.CloseSession()),
        kept);
    // A guichet that is away keeps nobody's card.
    assertEquals(kept, JourneyWalk.next(left.state(), new Event.DeadlinePassed()));
  }

  @Test
  void aCardThatIsPulledLeavesTheAnswersAtTheGuichet() {
    Step pulled = JourneyWalk.next(begun(), new Event.CardPulled());
    assertInstanceOf(Effect.SaveDraft.class, pulled.effects().getFirst());
    assertEquals(
        new State.FormKept(false),
        JourneyWalk.next(pulled.state(), new Event.DraftSettled()).state());
    assertEquals(
        new State.Faulted(false, FaultCode.CARD_PULLED, Optional.empty()),
        JourneyWalk.next(pulled.state(), new Event.Failed(FaultCode.GUICHET_FAILED)).state());
  }

  /** The question is laid over the help page from which somebody stopped. */
  @Test
  void whoStopsOnAPageOfHelpIsAskedToo() {
    State help = JourneyWalk.next(begun(), new Event.HelpWanted()).state();
    assertInstanceOf(State.AskingToKeep.class, JourneyWalk.next(help, new Event.Stopped()).state());
    State there = new State.AskingIfStillThere(begun());
    assertInstanceOf(
        State.AskingToKeep.class, JourneyWalk.next(there, new Event.Stopped()).state());
  }

  @Test
  void whoDoesNotWantThemKeptIsBelieved() {
    State asking = JourneyWalk.next(begun(), new Event.Stopped()).state();
    Step dropping = JourneyWalk.next(asking, new Event.DraftDeclined());
    assertEquals(List.of(new Effect.DropDraft(JourneyWalk.FORM.id())), dropping.effects());
    assertEquals(
        new State.TakingBack(true, false, false),
        JourneyWalk.next(dropping.state(), new Event.DraftSettled()).state());
    // What could not be deleted must not be said to be gone.
    assertEquals(
        new State.AskingToKeep(begun(), true),
        JourneyWalk.next(dropping.state(), new Event.Failed(FaultCode.GUICHET_FAILED)).state());
  }

  @Test
  void whatCouldNotBeSentIsStillThere() {
    State.ReviewingForm review = (State.ReviewingForm) begun();
    State sending = JourneyWalk.next(review, new Event.Confirmed()).state();
    for (Event event :
        List.of(new Event.DeadlinePassed(), new Event.Failed(FaultCode.GUICHET_UNREACHABLE))) {
      assertEquals(
          new State.ReviewingForm(
              review.offer(), review.place(), Optional.of(FaultCode.GUICHET_UNREACHABLE)),
          JourneyWalk.next(sending, event).state());
    }
    Step refused = JourneyWalk.next(sending, new Event.Failed(FaultCode.FORM_REFUSED));
    assertInstanceOf(Effect.SaveDraft.class, refused.effects().getFirst());
    assertEquals(
        new State.Faulted(true, FaultCode.FORM_REFUSED, Optional.empty()),
        JourneyWalk.next(refused.state(), new Event.DraftSettled()).state());
    // A card that is pulled while they travel does not call them back.
    State without = JourneyWalk.next(sending, new Event.CardPulled()).state();
    assertEquals(
        new State.FormSent(false, REFERENCE),
        JourneyWalk.next(without, new Event.FormReceived(REFERENCE)).state());
  }

  /** Who comes when the one before has walked off must not read what that one wrote. */
  @Test
  void anotherCardNeverOpensTheAnswersOfTheOneBefore() {
    State.ReviewingForm review = (State.ReviewingForm) begun();
    State sending = JourneyWalk.next(review, new Event.Confirmed()).state();
    State keeping =
        JourneyWalk.next(
                JourneyWalk.next(review, new Event.Stopped()).state(), new Event.Confirmed())
            .state();
    for (State under : List.of(sending, keeping)) {
      State pulled = JourneyWalk.next(under, new Event.CardPulled()).state();
      State swapped = JourneyWalk.next(pulled, new Event.CardInserted()).state();
      for (Event event :
          List.of(new Event.DeadlinePassed(), new Event.Failed(FaultCode.GUICHET_FAILED))) {
        State after = JourneyWalk.next(swapped, event).state();
        assertTrue(
            after instanceof State.KeepingForm || after instanceof State.Faulted,
            under + " + " + event + " -> " + after);
      }
    }
  }

  /** The guichet took it, and its answer came when the screen had given up waiting. */
  @Test
  void whatArrivedAfterAllIsNotOfferedToBeSentAgain() {
    State sending = JourneyWalk.next(begun(), new Event.Confirmed()).state();
    State review = JourneyWalk.next(sending, new Event.DeadlinePassed()).state();
    assertEquals(
        new State.FormSent(true, REFERENCE),
        JourneyWalk.next(review, new Event.FormReceived(REFERENCE)).state());
  }

  @Test
  void answersOnTheirWayAreNotStopped() {
    State sending = JourneyWalk.next(begun(), new Event.Confirmed()).state();
    State asking = JourneyWalk.next(begun(), new Event.Stopped()).state();
    State keeping = JourneyWalk.next(asking, new Event.Confirmed()).state();
    for (State under : List.of(sending, keeping)) {
      assertEquals(JourneyWalk.step(under), JourneyWalk.next(under, new Event.Stopped()));
    }
  }

  /** The guichet may have kept them although its answer never came. */
  @Test
  void whoDoesNotWantThemKeptIsBelievedAfterAFailureToo() {
    State asking = JourneyWalk.next(begun(), new Event.Stopped()).state();
    State keeping = JourneyWalk.next(asking, new Event.Confirmed()).state();
    State again = JourneyWalk.next(keeping, new Event.DeadlinePassed()).state();
    assertEquals(
        List.of(new Effect.DropDraft(JourneyWalk.FORM.id())),
        JourneyWalk.next(again, new Event.DraftDeclined()).effects());
  }

  private static Offer many(int each) {
    List<Procedure> many = new ArrayList<>();
    Procedure like = begun().offer().procedures().getFirst();
    for (FormCategory subject : List.of(FormCategory.TAXES, FormCategory.EVENTS)) {
      for (int i = 0; i < each; i++) {
        many.add(
            new Procedure(
                "form-" + many.size(), subject, like.title(), like.explanation(), i == 1));
      }
    }
    return new Offer(begun().offer().services(), many);
  }

  @Test
  void manyProceduresAreAskedForByWhatTheyAreAbout() {
    State.ChoosingProcedure all = new State.ChoosingProcedure(many(5), Optional.empty());
    assertEquals(List.of(FormCategory.EVENTS, FormCategory.TAXES), all.subjects());
    // What was begun is at hand, whatever it is about.
    assertEquals(
        List.of("form-1", "form-6"), all.listed().stream().map(Procedure::formId).toList());
    State taxes = JourneyWalk.next(all, new Event.SubjectChosen(FormCategory.TAXES)).state();
    State.ChoosingProcedure chosen = assertInstanceOf(State.ChoosingProcedure.class, taxes);
    assertEquals(List.of(), chosen.subjects());
    assertEquals(5, chosen.listed().size());
    assertEquals(
        List.of(new Effect.OpenForm("form-3")),
        JourneyWalk.next(taxes, new Event.ProcedureChosen("form-3")).effects());
    assertEquals(
        JourneyWalk.step(taxes), JourneyWalk.next(taxes, new Event.ProcedureChosen("form-7")));
    assertEquals(JourneyWalk.step(all), JourneyWalk.next(taxes, new Event.WentBack()));
  }

  @Test
  void aSubjectThatNothingIsAboutLeadsNowhere() {
    State all = new State.ChoosingProcedure(many(5), Optional.empty());
    assertEquals(
        JourneyWalk.step(all),
        JourneyWalk.next(all, new Event.SubjectChosen(FormCategory.CEMETERIES)));
  }

  @Test
  void fewProceduresAreListedAtOnce() {
    State.ChoosingProcedure all = new State.ChoosingProcedure(many(4), Optional.empty());
    assertEquals(List.of(), all.subjects());
    assertEquals(8, all.listed().size());
  }

  /** The paper may have run out meanwhile, and what is ordered next needs it. */
  @Test
  void whoLeavesTheFormsFindsTheTerminalAsItIs() {
    Filling begun = begun();
    State.ChoosingProcedure list = new State.ChoosingProcedure(begun.offer(), Optional.empty());
    assertEquals(
        JourneyWalk.step(new State.ChoosingService(begun.offer()), new Effect.ObserveTerminal()),
        JourneyWalk.next(list, new Event.WentBack()));
  }

  /** Whoever is in the middle of a form does not need the paper that has run out. */
  @Test
  void aPrinterWithoutPaperDoesNotEndAForm() {
    State begun = begun();
    assertEquals(
        JourneyWalk.step(begun),
        JourneyWalk.next(begun, new Event.TerminalObserved(Optional.of(FaultCode.PAPER_OUT))));
  }

  /** Each part is looked at when it is typed, and the whole when it is complete. */
  @Test
  void aDateIsAskedInThreeShortQuestions() {
    FormDefinition form = FormWalk.named("public-event");
    Random dice = new Random(1);
    State state = opened(form, Optional.empty());
    while (!(state instanceof AnsweringForm at)
        || !(at.place().question().field().input() instanceof Input.DateField)) {
      state = JourneyWalk.next(state, onward((Filling) state, dice)).state();
    }
    assertEquals(ProblemKey.DATE_UNREAL, problem(typed(state, "32")));
    state = typed(typed(state, "32"), "31");
    assertEquals(ProblemKey.DATE_UNREAL, problem(typed(state, "13")));
    state = typed(state, "2");
    assertEquals(ProblemKey.DATE_SHAPE, problem(typed(state, "27")));
    State unreal = typed(state, "2027");
    assertEquals(ProblemKey.DATE_UNREAL, problem(unreal));
    Begun.InParts again = (Begun.InParts) ((AnsweringForm) unreal).begun();
    assertEquals(List.of("31", "2", "2027"), again.texts());
    assertEquals(0, again.at());
    State day = typed(typed(typed(unreal, "3"), "4"), "2027");
    assertTrue(((AnsweringForm) day).problem().isEmpty());
  }

  private static State typed(State state, String text) {
    return JourneyWalk.next(state, new Event.TextTyped(text)).state();
  }

  private static ProblemKey problem(State state) {
    return ((AnsweringForm) state).problem().orElseThrow().key();
  }

  private static Filling begun() {
    State answering =
        JourneyWalk.next(opened(JourneyWalk.FORM, Optional.empty()), new Event.OptionPressed("yes"))
            .state();
    return assertInstanceOf(State.ReviewingForm.class, answering);
  }

  private static Offer offer(FormDefinition form) {
    return new Offer(
        List.of(),
        List.of(new Procedure(form.id(), form.category(), form.title(), form.explanation(), true)));
  }

  private static State opened(FormDefinition form, Optional<FormDraft> draft) {
    State opening =
        JourneyWalk.next(
                new State.FetchingForm(offer(form)),
                new Event.FormOpened(form, FormWalk.NOBODY, FormWalk.TODAY, draft))
            .state();
    return JourneyWalk.next(opening, new Event.Confirmed()).state();
  }

  /** An event that leads on from here. */
  private static Event onward(Filling here, Random dice) {
    return here instanceof AnsweringForm at ? answer(at, dice) : new Event.Confirmed();
  }

  private static Event answer(AnsweringForm at, Random dice) {
    Field field = at.place().question().field();
    List<Answer> fitting = FormWalk.fitting(field);
    return switch (at.begun()) {
      case Begun.Typed _ -> new Event.TextTyped(text(any(fitting, dice)));
      case Begun.InParts parts -> new Event.TextTyped(part(parts, fitting));
      case Begun.Ticked(var chosen) -> {
        Input.MultipleChoice several = (Input.MultipleChoice) field.input();
        yield chosen.size() < several.atLeast() && (field.required() || !chosen.isEmpty())
            ? new Event.OptionPressed(several.options().get(chosen.size()).id())
            : new Event.Confirmed();
      }
      case Begun.TakingAway _ -> new Event.RepetitionChosen(0);
      case Begun.Nothing _ ->
          switch (field.input()) {
            case Input.Block block ->
                at.place().sheet().repetitions(field.id()) < Math.min(block.max(), 3)
                        && dice.nextInt(3) == 0
                    ? new Event.OneMoreWanted()
                    : new Event.Confirmed();
            case Input.Statement _ -> new Event.Confirmed();
            case Input.FileField _ -> new Event.AnswerPassed();
            default ->
                any(fitting, dice) instanceof Answer.Chosen(var option)
                    ? new Event.OptionPressed(option)
                    : new Event.AnswerPassed();
          };
    };
  }

  private static Answer any(List<Answer> fitting, Random dice) {
    return fitting.get(dice.nextInt(fitting.size()));
  }

  private static String text(Answer answer) {
    return answer instanceof Answer.Text(var text) ? text : "";
  }

  private static String part(Begun.InParts parts, List<Answer> fitting) {
    return switch (parts.part()) {
      case STREET -> "Verzonnenstraat";
      case NUMBER -> "22B";
      case BOX -> "";
      case POSTCODE -> "9999";
      case TOWN -> "Nergens";
      case DAY -> Integer.toString(day(fitting).getDayOfMonth());
      case MONTH -> Integer.toString(day(fitting).getMonthValue());
      case YEAR -> Integer.toString(day(fitting).getYear());
    };
  }

  private static LocalDate day(List<Answer> fitting) {
    return fitting.stream()
        .filter(Answer.Day.class::isInstance)
        .map(answer -> ((Answer.Day) answer).day())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatIsSentNamesTheLanguageOfTheCitizen() {
    Step sent =
        JourneyWalk.JOURNEY.next(
            new Moment(begun(), Manner.of(Language.GERMAN)), new Event.Confirmed());
    assertEquals(
        Language.GERMAN, ((Effect.SendForm) sent.effects().getFirst()).submission().language());
  }

  @Test
  void anyLineOfTheReviewCanBeChanged() {
    State changing = JourneyWalk.next(begun(), new Event.ChangeWanted()).state();
    AnsweringForm at =
        (AnsweringForm)
            JourneyWalk.next(changing, new Event.LineChosen(new QuestionPath.Top("sure"))).state();
    assertTrue(at.place().editing());
    assertEquals(Optional.of(new Answer.Chosen("yes")), at.place().answered());
    State after = JourneyWalk.next(at, new Event.OptionPressed("no")).state();
    assertEquals(
        Optional.of(new Answer.Chosen("no")),
        ((State.ReviewingForm) after)
            .place().lines().stream().map(FormPlace.Line::answer).findFirst());
  }
}
