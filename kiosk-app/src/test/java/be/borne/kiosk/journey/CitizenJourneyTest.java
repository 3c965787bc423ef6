package be.borne.kiosk.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.protocol.terminal.FaultCode;
import be.borne.protocol.terminal.Language;
import java.util.List;
import java.util.Optional;
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
            .filter(event -> !JOURNEY.next(state, event).state().equals(state))
            .toList();
    List<Event> from = dice % 4 == 0 || leading.isEmpty() ? JourneyWalk.EVENTS : leading;
    return from.get(dice / 4 % from.size());
  }

  @Property(tries = 1500)
  void everySessionIsClosedBeforeTheTerminalRests(@ForAll("walks") List<Integer> walk) {
    State state = JOURNEY.start().state();
    boolean open = false;
    for (int dice : walk) {
      Step step = JOURNEY.next(state, choose(state, dice));
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
      if (rests(state) || state instanceof State.TakingBack || state instanceof State.Faulted) {
        assertFalse(open, "still open in " + state);
      } else {
        assertTrue(open, "nothing open in " + state);
      }
    }
  }

  @Property(tries = 1500)
  void effectsComeInTheirLegalOrder(@ForAll("walks") List<Integer> walk) {
    State state = JOURNEY.start().state();
    boolean signedIn = false;
    boolean ordered = false;
    boolean printed = false;
    for (int dice : walk) {
      Event event = choose(state, dice);
      boolean awaited = state instanceof State.SigningIn;
      Step step = JOURNEY.next(state, event);
      signedIn |= event instanceof Event.SignedIn && awaited;
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
                state instanceof State.TypingPinOnReader, "a second PIN entry over the first");
          }
          case Effect.PlaceOrder _ -> {
            assertTrue(signedIn, "an order before anyone signed in");
            assertFalse(ordered, "a second order in one session");
            ordered = true;
          }
          case Effect.CollectDocument _ -> {
            assertTrue(signedIn, "a document collected before anyone signed in");
            assertInstanceOf(Event.WaitingChosen.class, event);
            assertFalse(ordered, "a second document in one session");
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

  @Property(tries = 500)
  void aRestingTerminalRemembersNobody(@ForAll("walks") List<Integer> walk) {
    State state = JOURNEY.start().state();
    Language chosen = JOURNEY.houseLanguage();
    for (int dice : walk) {
      Event event = choose(state, dice);
      Step step = JOURNEY.next(state, event);
      if (rests(state) && !rests(step.state())) {
        chosen = JOURNEY.houseLanguage();
      }
      if (event instanceof Event.LanguageChosen(Language language)
          && state instanceof State.ChoosingLanguage) {
        chosen = language;
      }
      state = step.state();
      if (state instanceof State.InSession served) {
        if (!(served instanceof State.ChoosingLanguage)
            && !(served instanceof State.AskingIfStillThere)) {
          assertEquals(chosen, served.language(), "someone else's language in " + state);
        }
      } else if (state instanceof State.OutOfService(FaultCode obstacle)) {
        assertEquals(FaultCode.PAPER_OUT, obstacle);
      } else {
        assertEquals(new State.Attract(), state);
      }
    }
  }

  @Test
  void everyStateAnswersEveryEvent() {
    for (State state : JourneyWalk.reachableStates()) {
      for (Event event : JourneyWalk.EVENTS) {
        Step step = JOURNEY.next(state, event);
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
        state = JOURNEY.next(state, new Event.DeadlinePassed()).state();
        state = JOURNEY.next(state, new Event.CardPulled()).state();
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
    List<Class<?>> reached =
        JourneyWalk.reachableStates().stream().<Class<?>>map(State::getClass).distinct().toList();
    assertEquals(19, reached.size(), reached.toString());
  }

  @Test
  void theWholeWayOfAnOrder() {
    State state = JOURNEY.start().state();
    for (Event event :
        List.of(
            new Event.CardInserted(),
            new Event.LanguageChosen(Language.DUTCH),
            new Event.CardIdentified(Optional.of(3), PinPlace.ON_SCREEN),
            new Event.PinEntered(),
            new Event.SignedIn(List.of(JourneyWalk.HOUSEHOLD)),
            new Event.ServiceChosen(JourneyWalk.HOUSEHOLD.id()),
            new Event.Confirmed(),
            new Event.OrderPlaced("TSR-2026-7K3M9QX2"),
            new Event.DocumentAccepted(),
            new Event.Printed())) {
      state = JOURNEY.next(state, event).state();
    }
    assertEquals(new State.TakingBack(Language.DUTCH, true, true, false), state);
    assertEquals(
        new State.TakingBack(Language.DUTCH, false, true, false),
        JOURNEY.next(state, new Event.CardPulled()).state());
  }

  @Test
  void whatWaitsIsOfferedFirstAndGoesTheWayOfAFreshOrder() {
    State.ChoosingWaiting offered =
        new State.ChoosingWaiting(
            Language.DUTCH, List.of(JourneyWalk.HOUSEHOLD), JourneyWalk.WAITING);
    assertEquals(
        Step.to(offered),
        JOURNEY.next(
            new State.SigningIn(Language.DUTCH),
            new Event.SignedIn(List.of(JourneyWalk.HOUSEHOLD), JourneyWalk.WAITING)));
    String reference = JourneyWalk.WAITING.getFirst().reference();
    Step collecting = JOURNEY.next(offered, new Event.WaitingChosen(reference));
    assertEquals(
        Step.to(
            new State.CheckingDocument(Language.DUTCH, reference),
            new Effect.CollectDocument(reference, JourneyWalk.RESIDENCE.id())),
        collecting);
    assertEquals(
        Step.to(
            new State.Printing(Language.DUTCH, true, reference, Optional.empty()),
            new Effect.Print()),
        JOURNEY.next(collecting.state(), new Event.DocumentAccepted()));
    assertEquals(
        Step.to(new State.ChoosingService(Language.DUTCH, List.of(JourneyWalk.HOUSEHOLD))),
        JOURNEY.next(offered, new Event.AnotherChosen()));
    // What nobody can tell about is not printed again by a touch, nor is what was never offered.
    for (String other : List.of(JourneyWalk.WAITING.getLast().reference(), "TSR-2026-00000000")) {
      assertEquals(Step.to(offered), JOURNEY.next(offered, new Event.WaitingChosen(other)));
    }
  }

  @ParameterizedTest
  @EnumSource(FaultCode.class)
  void aFaultAfterAnOrderKnowsWhichOrderIsKept(FaultCode fault) {
    String reference = "TSR-2026-7K3M9QX2";
    for (State state :
        List.of(
            new State.CheckingDocument(Language.GERMAN, reference),
            new State.Printing(Language.GERMAN, true, reference, Optional.empty()))) {
      assertEquals(
          new State.Faulted(Language.GERMAN, true, fault, Optional.of(reference)),
          stateAfter(state, new Event.Failed(fault)));
    }
  }

  @ParameterizedTest
  @EnumSource(PinPlace.class)
  void aBlockedPinIsSaidBeforeAnyoneTypesOne(PinPlace place) {
    Step step =
        JOURNEY.next(
            new State.ReadingCard(Language.GERMAN),
            new Event.CardIdentified(Optional.of(0), place));
    assertEquals(
        new State.Faulted(Language.GERMAN, true, FaultCode.PIN_BLOCKED, Optional.empty()),
        step.state());
  }

  @Test
  void aPinOnTheReader() {
    State typing = new State.TypingPinOnReader(Language.GERMAN, Optional.of(3));
    Effect start = new Effect.SignInOnReader(Language.GERMAN);
    assertEquals(
        Step.to(typing, start),
        JOURNEY.next(
            new State.ReadingCard(Language.GERMAN),
            new Event.CardIdentified(Optional.of(3), PinPlace.ON_READER)));
    assertEquals(
        Step.to(new State.SigningIn(Language.GERMAN)), JOURNEY.next(typing, new Event.PinTaken()));
    assertEquals(
        Step.to(new State.WrongPin(Language.GERMAN, 1, PinPlace.ON_READER)),
        JOURNEY.next(typing, new Event.PinRefused(1)));
    assertEquals(faulted(FaultCode.PIN_BLOCKED), stateAfter(typing, new Event.PinRefused(0)));
    assertEquals(
        Step.to(new State.TypingPinOnReader(Language.GERMAN, Optional.of(1)), start),
        JOURNEY.next(
            new State.WrongPin(Language.GERMAN, 1, PinPlace.ON_READER),
            new Event.TryAgainChosen()));
    assertEquals(
        Step.to(
            new State.TakingBack(Language.GERMAN, true, false, false), new Effect.CloseSession()),
        JOURNEY.next(typing, new Event.Stopped()));
    assertEquals(faulted(FaultCode.PIN_NOT_TYPED), stateAfter(typing, new Event.DeadlinePassed()));
    assertEquals(
        new State.Faulted(Language.GERMAN, false, FaultCode.CARD_PULLED, Optional.empty()),
        stateAfter(typing, new Event.CardPulled()));
    assertEquals(Step.to(typing), JOURNEY.next(typing, new Event.PinEntered()));
  }

  @Test
  void whoeverDidNotTypeOnTheReaderIsAskedFirst() {
    State.InSession typing = new State.TypingPinOnReader(Language.GERMAN, Optional.of(2));
    State asking = new State.AskingIfStillThere(typing);
    assertEquals(Step.to(asking), JOURNEY.next(typing, new Event.PinNotTyped()));
    assertEquals(
        Step.to(typing, new Effect.SignInOnReader(Language.GERMAN)),
        JOURNEY.next(asking, new Event.Acknowledged()));
    assertInstanceOf(State.TakingBack.class, stateAfter(asking, new Event.DeadlinePassed()));
    assertInstanceOf(State.TakingBack.class, stateAfter(asking, new Event.Stopped()));
  }

  private static State stateAfter(State state, Event event) {
    return JOURNEY.next(state, event).state();
  }

  private static State faulted(FaultCode why) {
    return new State.Faulted(Language.GERMAN, true, why, Optional.empty());
  }

  @Test
  void aReadingThatBreaksDownEndsTheVisit() {
    Step step =
        JOURNEY.next(new State.ReadingCard(Language.GERMAN), new Event.Failed(FaultCode.INTERNAL));
    assertInstanceOf(State.Faulted.class, step.state());
    assertTrue(step.effects().contains(new Effect.CloseSession()));
  }

  private static boolean rests(State state) {
    return state instanceof State.Attract || state instanceof State.OutOfService;
  }
}
