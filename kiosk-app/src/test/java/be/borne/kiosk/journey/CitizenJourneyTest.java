package be.borne.kiosk.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.protocol.guichet.DeliveryWay;
import be.borne.protocol.guichet.OrderRequest;
import be.borne.protocol.guichet.Service;
import be.borne.protocol.terminal.FaultCode;
import be.borne.protocol.terminal.Language;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CitizenJourneyTest {
  private static final CitizenJourney JOURNEY = JourneyWalk.JOURNEY;

  /** More steps than any farewell takes. */
  private static final int STEPS_TO_REST = 8;

  /** Mostly what fits, so that walks come far, and now and then anything at all. */
  @Provide
  Arbitrary<List<Integer>> walks() {
    return Arbitraries.integers().between(0, 10_000).list().ofMinSize(1).ofMaxSize(120);
  }

  /** Any event; three times of four one that leads on from here, if there is one. */
  private static Event choose(State state, int dice) {
    List<Event> leading =
        JourneyWalk.EVENTS.stream()
            .filter(event -> !JourneyWalk.next(state, event).state().equals(state))
            .toList();
    List<Event> from = dice % 4 == 0 || leading.isEmpty() ? JourneyWalk.EVENTS : leading;
    return from.get(dice / 4 % from.size());
  }

  @Property(tries = 1500)
  void everySessionIsClosedBeforeTheTerminalRests(@ForAll("walks") List<Integer> walk) {
    State state = JOURNEY.start().state();
    boolean open = false;
    for (int dice : walk) {
      Step step = JourneyWalk.next(state, choose(state, dice));
      for (Effect effect : step.effects()) {
        if (effect instanceof Effect.OpenSession) {
          assertFalse(open, "a second session was opened over the first");
          open = true;
        }
        if (effect instanceof Effect.CloseSession) {
          open = false;
        }
      }
      state = step.state();
      assertEquals(underWay(state), open, "a session in " + state);
    }
  }

  /** Where a session is open, whatever is laid over the place. */
  private static boolean underWay(State state) {
    State place =
        state instanceof State.AskingIfStillThere(var interrupted) ? interrupted : state.beneath();
    // The digits of the host's code lie in a scope too.
    return place instanceof State.UnderWay
        || place instanceof HostState.TypingHostCode
        || place instanceof HostState.CheckingHostCode;
  }

  @Property(tries = 1500)
  void effectsComeInTheirLegalOrder(@ForAll("walks") List<Integer> walk) {
    State state = JOURNEY.start().state();
    boolean signedIn = false;
    boolean ordered = false;
    boolean printed = false;
    for (int dice : walk) {
      Event event = choose(state, dice);
      boolean awaited = state.beneath() instanceof State.SigningIn;
      Step step = JourneyWalk.next(state, event);
      signedIn |= event instanceof Event.SignedIn && awaited;
      // What was refused is over, and another can be ordered.
      ordered &= !(step.state().beneath() instanceof State.Refused);
      for (Effect effect : step.effects()) {
        switch (effect) {
          case Effect.OpenSession _ -> {
            signedIn = false;
            ordered = false;
            printed = false;
          }
          case Effect.SignIn _ -> assertInstanceOf(Event.PinEntered.class, event);
          case Effect.SignInOnReader _ -> {
            boolean asked = event instanceof Event.ByCitizen;
            assertTrue(asked || event instanceof Event.CardIdentified, "nobody asked for a try");
            assertFalse(
                state.beneath() instanceof State.TypingPinOnReader,
                "a second PIN entry over the first");
          }
          case Effect.PlaceOrder _ -> {
            assertTrue(signedIn, "an order before anyone signed in");
            assertFalse(ordered, "a second order over the first");
            ordered = true;
          }
          case Effect.CollectDocument _ -> {
            assertTrue(signedIn, "a document collected before anyone signed in");
            assertInstanceOf(Event.WaitingChosen.class, event);
            assertFalse(ordered, "a second document over the first");
            ordered = true;
          }
          case Effect.FetchAndCheckDocument _ -> assertTrue(ordered);
          case Effect.Print _ -> {
            assertInstanceOf(Event.DocumentAccepted.class, event);
            assertTrue(ordered, "a print without an order");
            assertFalse(printed, "a second print in one session");
            printed = true;
          }
          default -> {}
        }
      }
      state = step.state();
    }
  }

  /** A17: what one citizen chose for ear and eye reaches no other. */
  @Property(tries = 500)
  void aRestingTerminalRemembersNobody(@ForAll("walks") List<Integer> walk) {
    Moment moment = JOURNEY.start().moment();
    Manner chosen = JOURNEY.house();
    for (int dice : walk) {
      Event event = choose(moment.state(), dice);
      boolean served = moment.state() instanceof State.InSession;
      chosen = served ? chosen.after(event) : JOURNEY.house();
      moment = JOURNEY.next(moment, event).moment();
      boolean stays = served && moment.state() instanceof State.InSession;
      chosen = stays ? chosen : JOURNEY.house();
      assertEquals(chosen, moment.manner(), "someone else's manner in " + moment.state());
      if (moment.state() instanceof State.OutOfService(FaultCode obstacle)) {
        assertEquals(FaultCode.PAPER_OUT, obstacle);
      }
    }
  }

  /** "Switchable on every screen without losing anything." */
  @Test
  void theMannerCanBeChangedWhereverSomebodyIsServed() {
    for (State state : JourneyWalk.reachableStates()) {
      if (!(state instanceof State.InSession)) {
        continue;
      }
      for (Event.MannerChosen event :
          List.<Event.MannerChosen>of(
              new Event.TextSizeChosen(TextSize.LARGER),
              new Event.ContrastChosen(Contrast.NIGHT),
              new Event.LanguageChosen(Language.GERMAN),
              new Event.PaceChanged(-1),
              new Event.LoudnessChanged(1))) {
        Step step = JourneyWalk.next(state, event);
        boolean leadsOn =
            state instanceof State.ChoosingLanguage && event instanceof Event.LanguageChosen;
        boolean answersTheQuestion = state instanceof State.AskingIfStillThere;
        assertEquals(JOURNEY.house().after(event), step.moment().manner());
        if (!leadsOn && !answersTheQuestion) {
          assertEquals(state, step.state());
          assertEquals(List.of(), step.effects());
        }
      }
    }
  }

  @Test
  void helpAndMannerAreReachedFromEveryPlaceAndLeadBackToIt() {
    for (State state : JourneyWalk.reachableStates()) {
      if (!(state instanceof State.Place place)) {
        continue;
      }
      for (Event wanted : List.of(new Event.HelpWanted(), new Event.MannerWanted())) {
        Step there = JourneyWalk.next(place, wanted);
        State.Overlay over = assertInstanceOf(State.Overlay.class, there.state());
        assertEquals(place, over.interrupted());
        assertEquals(List.of(), there.effects(), "a look at help must do nothing");
        assertEquals(place.deadline(), over.deadline());
        for (Event back : List.of(wanted, new Event.OverlayClosed())) {
          assertEquals(JourneyWalk.step(place), JourneyWalk.next(over, back));
        }
      }
    }
  }

  /** Whatever the world does to the place, it does to it just the same under an overlay. */
  @Test
  void nothingIsLostUnderAnOverlay() {
    for (State state : JourneyWalk.reachableStates()) {
      if (!(state instanceof State.Overlay over)) {
        continue;
      }
      for (Event event : JourneyWalk.EVENTS) {
        boolean byHand = event instanceof Event.ByCitizen && !(event instanceof Event.Stopped);
        if (byHand || event instanceof Event.HeadsetPlugged) {
          continue;
        }
        Step below = JourneyWalk.next(over.interrupted(), event);
        Step above = JourneyWalk.next(over, event);
        assertEquals(below.effects(), above.effects(), over + " + " + event);
        assertEquals(below.state().beneath(), above.state().beneath(), over + " + " + event);
      }
    }
  }

  /** A finger that was late must not press what lies underneath. */
  @Test
  void handsReachOnlyWhatLiesOnTop() {
    State over =
        new State.GettingHelp(
            new State.Confirming(
                Offer.of(List.of(JourneyWalk.HOUSEHOLD)),
                OrderDraft.of(JourneyWalk.HOUSEHOLD, Language.FRENCH)),
            false);
    for (Event late : List.of(new Event.Confirmed(), new Event.WentBack())) {
      assertEquals(JourneyWalk.step(over), JourneyWalk.next(over, late));
    }
  }

  @Test
  void aPersonIsCalledOnceAPage() {
    State.Place pin = new State.AwaitingPin(Optional.of(3));
    Step called = JourneyWalk.next(new State.GettingHelp(pin, false), new Event.StaffCalled());
    assertEquals(
        JourneyWalk.step(new State.GettingHelp(pin, true), new Effect.CallStaff()), called);
    assertEquals(
        JourneyWalk.step(called.state()),
        JourneyWalk.next(called.state(), new Event.StaffCalled()));
  }

  /** Its owner may have left; an onlooker must not go on from there by looking. */
  @Test
  void aPulledHeadsetHidesEveryPlaceButTheFarewell() {
    for (State state : JourneyWalk.reachableStates()) {
      if (state instanceof State.Place place
          && !(place instanceof State.TakingBack)
          && !(place instanceof HostState)) {
        Step gone = JourneyWalk.next(place, new Event.HeadsetPulled());
        assertEquals(JourneyWalk.step(new State.HeadsetGone(place)), gone);
        assertEquals(
            JourneyWalk.step(place), JourneyWalk.next(gone.state(), new Event.HeadsetPlugged()));
      }
    }
  }

  /** Whoever says "yes" may be another: by whatever way they come back, no digit waits for them. */
  @Test
  void digitsThatWaitDoNotOutliveTheQuestion() {
    State pin = new State.AwaitingPin(Optional.of(3));
    for (State from : List.of(pin, JourneyWalk.next(pin, new Event.HelpWanted()).state())) {
      assertEquals(
          JourneyWalk.step(new State.AskingIfStillThere((State.Place) pin), new Effect.WipePin()),
          JourneyWalk.next(from, new Event.DeadlinePassed()));
    }
  }

  /** A loose plug must neither renew a visit nor leave a reader unasked behind its screen. */
  @Test
  void aPlugIsNoAnswerToTheQuestion() {
    for (State.Place place :
        List.of(
            new State.TypingPinOnReader(Optional.of(3)),
            new State.ChoosingService(Offer.of(List.of(JourneyWalk.HOUSEHOLD))))) {
      State asking = new State.AskingIfStillThere(place);
      for (Event plug : List.of(new Event.HeadsetPlugged(), new Event.HeadsetPulled())) {
        assertEquals(JourneyWalk.step(asking), JourneyWalk.next(asking, plug));
      }
    }
  }

  /** However the reader's screen is come back to from the question, the reader is asked again. */
  @Test
  void theReadersScreenNeverStandsWithoutItsReader() {
    State asking = new State.AskingIfStillThere(new State.TypingPinOnReader(Optional.of(3)));
    for (Event event : JourneyWalk.EVENTS) {
      Step step = JourneyWalk.next(asking, event);
      if (step.state().beneath() instanceof State.TypingPinOnReader) {
        assertTrue(
            step.effects().stream().anyMatch(Effect.SignInOnReader.class::isInstance),
            event.toString());
      }
    }
  }

  /** The pickup code of a fault is for the one who took the headset out. */
  @Test
  void whatIsHiddenStaysHiddenWhenItFails() {
    State hidden = new State.HeadsetGone(checking("TSR-2026-7K3M9QX2"));
    State after = JourneyWalk.next(hidden, new Event.Failed(FaultCode.PAPER_OUT)).state();
    assertInstanceOf(State.Faulted.class, after.beneath());
    assertInstanceOf(State.HeadsetGone.class, after);
  }

  @Test
  void noPageOfHelpHidesACardThatIsLeftBehind() {
    State urgent = new State.TakingBack(true, false, true);
    State help = JourneyWalk.next(urgent, new Event.HelpWanted()).state();
    assertEquals(urgent, JourneyWalk.next(help, new Event.DeadlinePassed()).state());
  }

  @Test
  void everyPlugBeginsWithTheUsualLoudness() {
    Manner loud = JOURNEY.house().after(new Event.LoudnessChanged(2));
    assertEquals(Loudness.LOUDEST, loud.loudness());
    for (Event plug : List.of(new Event.HeadsetPlugged(), new Event.HeadsetPulled())) {
      assertEquals(Loudness.USUAL, loud.after(plug).loudness());
    }
  }

  @Test
  void whoReadsAFaultIsAskedBeforeItGoes() {
    State fault = new State.Faulted(false, FaultCode.PAPER_OUT, Optional.of("TSR-2026-7K3M9QX2"));
    State asking = JourneyWalk.next(fault, new Event.DeadlinePassed()).state();
    assertInstanceOf(State.AskingIfStillThere.class, asking);
    assertEquals(fault, JourneyWalk.next(asking, new Event.Acknowledged()).state());
    assertEquals(new State.Attract(), JourneyWalk.next(asking, new Event.DeadlinePassed()).state());
  }

  @Test
  void everyStateAnswersEveryEvent() {
    for (State state : JourneyWalk.reachableStates()) {
      for (Event event : JourneyWalk.EVENTS) {
        Step step = JourneyWalk.next(state, event);
        assertTrue(step.effects().size() <= 3, state + " + " + event);
      }
    }
  }

  @Test
  void fromEverywhereDeadlinesAndAPulledCardLeadToRest() {
    for (State from : JourneyWalk.reachableStates()) {
      State state = from;
      int steps = 0;
      while (!rests(state)) {
        state = JourneyWalk.next(state, new Event.DeadlinePassed()).state();
        state = JourneyWalk.next(state, new Event.CardPulled()).state();
        steps++;
        assertTrue(steps <= STEPS_TO_REST, "no rest from " + from);
      }
    }
  }

  @Test
  void everyStateButTheRestingOnesHasADeadline() {
    for (State state : JourneyWalk.reachableStates()) {
      assertEquals(rests(state), state.deadline() == Deadline.NONE, state.toString());
    }
  }

  @Test
  void everyKindOfStateIsReached() {
    Set<Class<?>> reached =
        JourneyWalk.reachableStates().stream().map(State::getClass).collect(Collectors.toSet());
    assertEquals(kindsOf(State.class).collect(Collectors.toSet()), reached);
  }

  private static Stream<Class<?>> kindsOf(Class<?> kind) {
    return kind.isRecord()
        ? Stream.of(kind)
        : Arrays.stream(kind.getPermittedSubclasses()).flatMap(CitizenJourneyTest::kindsOf);
  }

  @Test
  void theWholeWayOfAnOrder() {
    Moment moment = JOURNEY.start().moment();
    for (Event event :
        List.of(
            new Event.CardInserted(),
            new Event.LanguageChosen(Language.DUTCH),
            new Event.CardIdentified(Optional.of(3), PinPlace.ON_SCREEN),
            new Event.PinEntered(),
            new Event.SignedIn(List.of(JourneyWalk.HOUSEHOLD)),
            new Event.ServiceChosen(JourneyWalk.HOUSEHOLD.id()),
            new Event.Confirmed(),
            new Event.OrderPlaced("TSR-2026-7K3M9QX2", true),
            new Event.DocumentAccepted(),
            new Event.Printed())) {
      moment = JOURNEY.next(moment, event).moment();
    }
    assertEquals(new State.TakingBack(true, true, false), moment.state());
    assertEquals(Language.DUTCH, moment.manner().language());
    assertEquals(
        new State.TakingBack(false, true, false),
        JOURNEY.next(moment, new Event.CardPulled()).state());
  }

  /** Answer by answer, back and forth, and everything that was answered is in the order. */
  @Test
  void anOrderByEmailIsAskedQuestionByQuestion() {
    Service service = JourneyWalk.NATIONALITY;
    Moment moment =
        new Moment(
            new State.ChoosingService(Offer.of(List.of(service))), Manner.of(Language.GERMAN));
    List<Class<?>> way = new ArrayList<>();
    List<Effect> effects = new ArrayList<>();
    for (Event event :
        List.of(
            new Event.ServiceChosen(service.id()),
            new Event.PurposeChosen("pension"),
            new Event.WayChosen(DeliveryWay.PAPER),
            new Event.CopiesChosen(2),
            new Event.WentBack(),
            new Event.WentBack(),
            new Event.WayChosen(DeliveryWay.EMAIL),
            new Event.TextTyped("nobody at example"),
            new Event.TextTyped(" nobody@example.be "),
            new Event.WentBack(),
            new Event.TextTyped(JourneyWalk.ADDRESS.text()),
            new Event.Confirmed(),
            new Event.DocumentLanguageChosen(Language.DUTCH),
            new Event.Confirmed(),
            new Event.OrderPlaced("TSR-2026-7K3M9QX2", true),
            new Event.Acknowledged())) {
      Step step = JOURNEY.next(moment, event);
      moment = step.moment();
      way.add(moment.state().getClass());
      effects.addAll(step.effects());
    }
    assertEquals(
        List.of(
            State.ChoosingPurpose.class,
            State.ChoosingWay.class,
            State.ChoosingCopies.class,
            State.Confirming.class,
            State.ChoosingCopies.class,
            State.ChoosingWay.class,
            State.TypingEmail.class,
            State.TypingEmail.class,
            State.ConfirmingEmail.class,
            State.TypingEmail.class,
            State.ConfirmingEmail.class,
            State.Confirming.class,
            State.Confirming.class,
            State.Ordering.class,
            State.Ordered.class,
            State.TakingBack.class),
        way);
    assertEquals(
        List.of(
            new Effect.PlaceOrder(
                new OrderRequest(
                    service.id(),
                    Language.DUTCH,
                    "pension",
                    1,
                    DeliveryWay.EMAIL,
                    JourneyWalk.ADDRESS)),
            new Effect.CloseSession()),
        effects);
  }

  /** Nobody waits at a machine for a clerk. */
  @Test
  void whatAClerkLooksAtFirstIsPrintedAnotherDay() {
    State ordering =
        new State.Ordering(
            Offer.of(List.of()), OrderDraft.of(JourneyWalk.NATIONALITY, Language.FRENCH));
    assertInstanceOf(
        State.Ordered.class,
        JourneyWalk.next(ordering, new Event.OrderPlaced("TSR-2026-7K3M9QX2", false)).state());
    assertInstanceOf(
        State.CheckingDocument.class,
        JourneyWalk.next(ordering, new Event.OrderPlaced("TSR-2026-7K3M9QX2", true)).state());
  }

  /** A log of states names them by their class; even their words would not tell an address. */
  @Test
  void noStateOrEventSaysWhatWasTyped() {
    for (State state : JourneyWalk.reachableStates()) {
      assertFalse(state.toString().contains("nobody"), state.getClass().getName());
    }
    for (Event event : JourneyWalk.EVENTS) {
      assertFalse(event.toString().contains("nobody"), event.getClass().getName());
    }
  }

  @Test
  void whatWaitsIsOfferedFirstAndGoesTheWayOfAFreshOrder() {
    State.ChoosingWaiting offered =
        new State.ChoosingWaiting(Offer.of(List.of(JourneyWalk.HOUSEHOLD)), JourneyWalk.WAITING);
    assertEquals(
        JourneyWalk.step(offered),
        JourneyWalk.next(
            new State.SigningIn(),
            new Event.SignedIn(List.of(JourneyWalk.HOUSEHOLD), JourneyWalk.WAITING)));
    String reference = JourneyWalk.WAITING.getFirst().reference();
    Step collecting = JourneyWalk.next(offered, new Event.WaitingChosen(reference));
    assertEquals(
        JourneyWalk.step(
            new State.CheckingDocument(
                offered.offer(), Optional.of(JourneyWalk.RESIDENCE), reference),
            new Effect.CollectDocument(reference)),
        collecting);
    assertEquals(
        JourneyWalk.step(new State.Printing(true, reference, Optional.empty()), new Effect.Print()),
        JourneyWalk.next(collecting.state(), new Event.DocumentAccepted()));
    assertEquals(
        JourneyWalk.step(new State.ChoosingService(Offer.of(List.of(JourneyWalk.HOUSEHOLD)))),
        JourneyWalk.next(offered, new Event.AnotherChosen()));
    // What nobody can tell about is not printed again by a touch, nor is what was never offered.
    for (String other : List.of(JourneyWalk.WAITING.getLast().reference(), "TSR-2026-00000000")) {
      assertEquals(
          JourneyWalk.step(offered), JourneyWalk.next(offered, new Event.WaitingChosen(other)));
    }
  }

  @ParameterizedTest
  @EnumSource(FaultCode.class)
  void aFaultAfterAnOrderKnowsWhichOrderIsKept(FaultCode fault) {
    String reference = "TSR-2026-7K3M9QX2";
    for (State state :
        List.of(checking(reference), new State.Printing(true, reference, Optional.empty()))) {
      assertEquals(
          new State.Faulted(true, fault, Optional.of(reference)),
          stateAfter(state, new Event.Failed(fault)));
    }
  }

  @ParameterizedTest
  @EnumSource(PinPlace.class)
  void aBlockedPinIsSaidBeforeAnyoneTypesOne(PinPlace place) {
    Step step =
        JourneyWalk.next(new State.ReadingCard(), new Event.CardIdentified(Optional.of(0), place));
    assertEquals(new State.Faulted(true, FaultCode.PIN_BLOCKED, Optional.empty()), step.state());
  }

  @Test
  void aPinOnTheReader() {
    State typing = new State.TypingPinOnReader(Optional.of(3));
    Effect start = new Effect.SignInOnReader(JOURNEY.house().language());
    assertEquals(
        JourneyWalk.step(typing, start),
        JourneyWalk.next(
            new State.ReadingCard(), new Event.CardIdentified(Optional.of(3), PinPlace.ON_READER)));
    assertEquals(
        JourneyWalk.step(new State.SigningIn()), JourneyWalk.next(typing, new Event.PinTaken()));
    assertEquals(
        JourneyWalk.step(new State.WrongPin(1, PinPlace.ON_READER)),
        JourneyWalk.next(typing, new Event.PinRefused(1)));
    assertEquals(faulted(FaultCode.PIN_BLOCKED), stateAfter(typing, new Event.PinRefused(0)));
    assertEquals(
        JourneyWalk.step(new State.TypingPinOnReader(Optional.of(1)), start),
        JourneyWalk.next(new State.WrongPin(1, PinPlace.ON_READER), new Event.TryAgainChosen()));
    assertEquals(
        JourneyWalk.step(new State.TakingBack(true, false, false), new Effect.CloseSession()),
        JourneyWalk.next(typing, new Event.Stopped()));
    assertEquals(faulted(FaultCode.PIN_NOT_TYPED), stateAfter(typing, new Event.DeadlinePassed()));
    assertEquals(
        new State.Faulted(false, FaultCode.CARD_PULLED, Optional.empty()),
        stateAfter(typing, new Event.CardPulled()));
    assertEquals(JourneyWalk.step(typing), JourneyWalk.next(typing, new Event.PinEntered()));
  }

  /** Not at every deadline that passes while it stays there. */
  @Test
  void aForgottenCardIsToldOfOnce() {
    Effect told = new Effect.TellFleet(FaultCode.CARD_FORGOTTEN);
    State.TakingBack urgent = new State.TakingBack(true, true, true);
    assertEquals(
        JourneyWalk.step(urgent, told),
        JourneyWalk.next(new State.TakingBack(true, true, false), new Event.DeadlinePassed()));
    assertEquals(JourneyWalk.step(urgent), JourneyWalk.next(urgent, new Event.DeadlinePassed()));
    assertEquals(
        JourneyWalk.step(new State.TakingBack(true, false, true), told),
        JourneyWalk.next(
            new State.AskingIfStillThere(faultedPlace(FaultCode.PIN_BLOCKED)),
            new Event.DeadlinePassed()));
  }

  private static State.Place faultedPlace(FaultCode why) {
    return new State.Faulted(true, why, Optional.empty());
  }

  @Test
  void whoeverDidNotTypeOnTheReaderIsAskedFirst() {
    State.Place typing = new State.TypingPinOnReader(Optional.of(2));
    State asking = new State.AskingIfStillThere(typing);
    assertEquals(JourneyWalk.step(asking), JourneyWalk.next(typing, new Event.PinNotTyped()));
    assertEquals(
        JourneyWalk.step(typing, new Effect.SignInOnReader(JOURNEY.house().language())),
        JourneyWalk.next(asking, new Event.Acknowledged()));
    assertInstanceOf(State.TakingBack.class, stateAfter(asking, new Event.DeadlinePassed()));
    assertInstanceOf(State.TakingBack.class, stateAfter(asking, new Event.Stopped()));
  }

  private static State stateAfter(State state, Event event) {
    return JourneyWalk.next(state, event).state();
  }

  private static State faulted(FaultCode why) {
    return new State.Faulted(true, why, Optional.empty());
  }

  @Test
  void aReadingThatBreaksDownEndsTheVisit() {
    Step step = JourneyWalk.next(new State.ReadingCard(), new Event.Failed(FaultCode.INTERNAL));
    assertInstanceOf(State.Faulted.class, step.state());
    assertTrue(step.effects().contains(new Effect.CloseSession()));
  }

  private static State.Place checking(String reference) {
    return new State.CheckingDocument(Offer.of(List.of()), Optional.empty(), reference);
  }

  private static boolean rests(State state) {
    return state instanceof State.Attract || state instanceof State.OutOfService;
  }
}
