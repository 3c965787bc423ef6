package be.borne.kiosk.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.kiosk.journey.HostState.*;
import be.borne.protocol.terminal.FaultCode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HostJourneyTest {
  private static final TerminalSight WELL = JourneyWalk.WELL;
  private static final TerminalSight NO_PAPER = JourneyWalk.NO_PAPER;

  /** A citizen's session and the host's screen: neither leads into the other. */
  @Test
  void theHostsScreenAndAVisitNeverMeet() {
    for (State state : JourneyWalk.reachableStates()) {
      for (Event event : JourneyWalk.EVENTS) {
        Step step = JourneyWalk.next(state, event);
        State from = place(state);
        State to = place(step.state());
        String what = state + " + " + event;
        if (from instanceof HostState) {
          assertTrue(to instanceof HostState || rests(to) || to instanceof State.TakingBack, what);
          assertFalse(to instanceof State.TakingBack back && back.paper(), what);
        } else if (to instanceof HostState) {
          assertTrue(rests(from), what);
          assertInstanceOf(Event.HostWanted.class, event, what);
          assertInstanceOf(TypingHostCode.class, to, what);
        }
        for (Effect effect : step.effects()) {
          assertEquals(
              effect instanceof Effect.OfHost,
              from instanceof HostState && effect instanceof Effect.OfHost,
              what);
        }
      }
    }
  }

  /** Behind the code nobody comes but by the code. */
  @Test
  void onlyARightCodeLeadsInside() {
    for (State state : JourneyWalk.reachableStates()) {
      for (Event event : JourneyWalk.EVENTS) {
        State to = place(JourneyWalk.next(state, event).state());
        if (to instanceof HostState.Inside && !(place(state) instanceof HostState.Inside)) {
          assertInstanceOf(CheckingHostCode.class, place(state));
          assertInstanceOf(Event.HostAdmitted.class, event);
        }
      }
    }
  }

  /** Nobody asks "are you still there?": whoever comes next could say yes. */
  @Test
  void anIdleScreenOfTheHostClosesByItself() {
    for (State state : JourneyWalk.reachableStates()) {
      if (!(place(state) instanceof HostState host)) {
        continue;
      }
      State after = JourneyWalk.next(state, new Event.DeadlinePassed()).state();
      boolean works =
          host instanceof TestingPrinter(_, PrintTest.UnderWay _)
              || host instanceof TestingReader(_, CardTest.Reading _, _);
      boolean holdsCard = host instanceof TestingReader at && at.cardIn();
      if (works) {
        assertInstanceOf(host.getClass(), place(after));
      } else if (holdsCard) {
        assertEquals(new State.TakingBack(true, false, true), after);
      } else {
        assertTrue(rests(after), state + " -> " + after);
      }
    }
  }

  @Test
  void stopClosesTheHostsScreenWhereverItIsOffered() {
    for (State state : JourneyWalk.reachableStates()) {
      if (state instanceof HostState.Inside inside) {
        Step step = JourneyWalk.next(state, new Event.Stopped());
        if (inside.cardIn()) {
          assertEquals(new State.TakingBack(true, false, false), step.state());
        } else if (rests(step.state())) {
          assertEquals(List.of(new Effect.ObserveTerminal()), step.effects());
        } else {
          assertTrue(
              inside instanceof Restarting
                  || inside instanceof TestingPrinter(_, PrintTest.UnderWay _),
              inside.toString());
        }
      }
    }
  }

  @Test
  void aClosedTerminalIsClosedAgainWhenTheHostLeaves() {
    assertEquals(
        JourneyWalk.step(new State.OutOfService(FaultCode.PAPER_OUT), new Effect.ObserveTerminal()),
        JourneyWalk.next(menu(NO_PAPER), new Event.Stopped()));
    State code =
        JourneyWalk.next(new State.OutOfService(FaultCode.PAPER_OUT), new Event.HostWanted())
            .state();
    assertEquals(
        new State.OutOfService(FaultCode.PAPER_OUT),
        JourneyWalk.next(code, new Event.Stopped()).state());
  }

  @Test
  void theDigitsAreGoneAsSoonAsTheyAreJudged() {
    State checking = new CheckingHostCode(Optional.empty());
    for (Event judged : List.of(new Event.HostAdmitted(WELL), new Event.HostCodeWrong(5))) {
      assertTrue(
          JourneyWalk.next(checking, judged).effects().contains(new Effect.CloseSession()),
          judged.toString());
    }
    assertEquals(
        JourneyWalk.step(new TypingHostCode(Optional.empty(), true)),
        JourneyWalk.next(checking, new Event.HostCodeWrong(0)));
  }

  @Test
  void theWayToATestPage() {
    Step begun = JourneyWalk.next(menu(WELL), new Event.HostChose(HostChoice.TEST_PRINT));
    assertEquals(List.of(new Effect.PrintTestPage()), begun.effects());
    State held = after(begun.state(), new Event.PrinterHeld(FaultCode.PAPER_OUT));
    assertEquals(
        new TestingPrinter(WELL, new PrintTest.UnderWay(Optional.of(FaultCode.PAPER_OUT))), held);
    // Nobody walks away from a page that may still come out, or asks for a second one.
    for (Event event :
        List.of(
            new Event.Stopped(),
            new Event.WentBack(),
            new Event.HostChose(HostChoice.TEST_PRINT),
            new Event.TerminalObserved(Optional.of(FaultCode.PAPER_OUT)))) {
      assertEquals(JourneyWalk.step(held), JourneyWalk.next(held, event));
    }
    State unknown = after(held, new Event.DeadlinePassed());
    assertEquals(
        new TestingPrinter(WELL, new PrintTest.Failed(FaultCode.PRINT_OUTCOME_UNKNOWN)), unknown);
    assertEquals(
        new TestingPrinter(WELL, new PrintTest.CameOut()), after(unknown, new Event.Printed()));
    assertEquals(menu(WELL), after(unknown, new Event.WentBack()));
  }

  @Test
  void nobodyLeavesTheReaderTestWithoutTheCard() {
    Step reading =
        JourneyWalk.next(
            new TestingReader(WELL, new CardTest.Awaited(), false), new Event.CardInserted());
    assertEquals(List.of(new Effect.TestReader()), reading.effects());
    State read = after(reading.state(), new Event.CardProved());
    assertEquals(new TestingReader(WELL, new CardTest.Read(), true), read);
    assertEquals(read, after(read, new Event.WentBack()));
    assertEquals(read, after(read, new Event.HostChose(HostChoice.READER_TEST)));
    assertEquals(menu(WELL), after(after(read, new Event.CardPulled()), new Event.WentBack()));
  }

  @Test
  void whatCannotBeKeptIsSaid() {
    Step closing = JourneyWalk.next(menu(WELL), new Event.HostChose(HostChoice.CLOSE));
    assertEquals(List.of(new Effect.SwitchService(false)), closing.effects());
    assertEquals(
        new HostMenu(WELL, Optional.of(FaultCode.JOURNAL_UNAVAILABLE)),
        after(closing.state(), new Event.Failed(FaultCode.JOURNAL_UNAVAILABLE)));
  }

  /** A single tap must not take a terminal away from the next person. */
  @Test
  void aRestartIsAskedOnceMore() {
    Step asked = JourneyWalk.next(menu(WELL), new Event.HostChose(HostChoice.RESTART));
    assertEquals(JourneyWalk.step(new ConfirmingRestart(WELL)), asked);
    Step confirmed = JourneyWalk.next(asked.state(), new Event.HostChose(HostChoice.RESTART_NOW));
    assertEquals(JourneyWalk.step(new Restarting(WELL), new Effect.Restart()), confirmed);
    assertEquals(
        new HostMenu(WELL, Optional.of(FaultCode.EARLIER_PRINT_UNSETTLED)),
        after(confirmed.state(), new Event.Failed(FaultCode.EARLIER_PRINT_UNSETTLED)));
  }

  /** Paper that the printer has noticed is seen without a touch. */
  @Test
  void aRefilledTrayIsLookedAtByItself() {
    State refilling = new RefillingPaper(NO_PAPER);
    assertEquals(
        JourneyWalk.step(refilling, new Effect.LookAtTerminal()),
        JourneyWalk.next(refilling, new Event.TerminalObserved(Optional.empty())));
    assertEquals(new RefillingPaper(WELL), after(refilling, new Event.TerminalLooked(WELL)));
  }

  private static HostMenu menu(TerminalSight sight) {
    return new HostMenu(sight, Optional.empty());
  }

  private static State after(State state, Event event) {
    return JourneyWalk.next(state, event).state();
  }

  private static State place(State state) {
    return state instanceof State.AskingIfStillThere(var interrupted)
        ? interrupted
        : state.beneath();
  }

  private static boolean rests(State state) {
    return state instanceof State.Attract || state instanceof State.OutOfService;
  }
}
