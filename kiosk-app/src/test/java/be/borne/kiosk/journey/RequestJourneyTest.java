package be.borne.kiosk.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.kiosk.journey.RequestState.ChoosingRequest;
import be.borne.kiosk.journey.RequestState.FetchingRequests;
import be.borne.kiosk.journey.RequestState.ReadingRequest;
import be.borne.kiosk.journey.RequestState.RequestsUntold;
import be.borne.protocol.guichet.CitizenFile;
import be.borne.protocol.terminal.FaultCode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RequestJourneyTest {
  private static final Offer OFFER = Offer.of(List.of(JourneyWalk.HOUSEHOLD));
  private static final CitizenFile READY = JourneyWalk.REQUESTS.files().getFirst();
  private static final CitizenFile REFUSED = JourneyWalk.REQUESTS.files().getLast();
  private static final State SERVICES = new State.ChoosingService(OFFER);
  private static final State LIST = new ChoosingRequest(OFFER, JourneyWalk.REQUESTS);
  private static final State READ = new ReadingRequest(OFFER, JourneyWalk.REQUESTS, READY);

  @Test
  void theyAreAskedForWhenTheCitizenWantsThemAndNotBefore() {
    Step asked = JourneyWalk.next(SERVICES, new Event.RequestsWanted());
    assertEquals(JourneyWalk.step(new FetchingRequests(OFFER), new Effect.FetchRequests()), asked);
    assertEquals(
        JourneyWalk.step(LIST),
        JourneyWalk.next(asked.state(), new Event.RequestsTold(Optional.of(JourneyWalk.REQUESTS))));
    for (State state : JourneyWalk.reachableStates()) {
      for (Event event : JourneyWalk.EVENTS) {
        boolean wanted =
            event instanceof Event.RequestsWanted || event instanceof Event.TryAgainChosen;
        assertTrue(
            wanted
                || !JourneyWalk.next(state, event).effects().contains(new Effect.FetchRequests()),
            () -> "asked for unasked in " + state + " at " + event);
      }
    }
  }

  @Test
  void oneIsReadAndOneGoesBackStepByStep() {
    assertEquals(READ, next(LIST, new Event.RequestChosen(READY.reference())));
    assertEquals(LIST, next(LIST, new Event.RequestChosen("TSR-2026-99999999")));
    assertEquals(LIST, next(READ, new Event.WentBack()));
    for (State from :
        List.of(
            LIST,
            new FetchingRequests(OFFER),
            new RequestsUntold(OFFER, Optional.of(FaultCode.GUICHET_FAILED)))) {
      // A form needs no printer either; a certificate does, so that one is looked at again.
      assertEquals(
          JourneyWalk.step(SERVICES, new Effect.ObserveTerminal()),
          JourneyWalk.next(from, new Event.WentBack()));
    }
  }

  @Test
  void whatIsReadyIsPrintedTheWayOfWhatWaits() {
    assertEquals(
        JourneyWalk.step(
            new State.CheckingDocument(OFFER, Optional.empty(), READY.reference()),
            new Effect.CollectDocument(READY.reference())),
        JourneyWalk.next(READ, new Event.WaitingChosen(READY.reference())));
  }

  @Test
  void whatIsNotReadyOrNotShownIsNotPrinted() {
    State refused = new ReadingRequest(OFFER, JourneyWalk.REQUESTS, REFUSED);
    assertEquals(
        JourneyWalk.step(refused),
        JourneyWalk.next(refused, new Event.WaitingChosen(REFUSED.reference())));
    assertEquals(
        JourneyWalk.step(READ),
        JourneyWalk.next(READ, new Event.WaitingChosen(REFUSED.reference())));
    assertEquals(
        JourneyWalk.step(LIST), JourneyWalk.next(LIST, new Event.WaitingChosen(READY.reference())));
  }

  @ParameterizedTest
  @EnumSource(FaultCode.class)
  void aGuichetThatCannotTellEndsNoVisit(FaultCode why) {
    Step step = JourneyWalk.next(new FetchingRequests(OFFER), new Event.Failed(why));
    if (why == FaultCode.GUICHET_SESSION_ENDED) {
      assertInstanceOf(State.Faulted.class, step.state());
      return;
    }
    assertEquals(
        JourneyWalk.step(new RequestsUntold(OFFER, Optional.of(why)), new Effect.TellFleet(why)),
        step);
    assertEquals(
        JourneyWalk.step(new FetchingRequests(OFFER), new Effect.FetchRequests()),
        JourneyWalk.next(step.state(), new Event.TryAgainChosen()));
  }

  @Test
  void aGuichetThatIsSilentIsNotWaitedForForEver() {
    State fetching = new FetchingRequests(OFFER);
    assertEquals(Deadline.GUICHET, fetching.deadline());
    assertEquals(
        new RequestsUntold(OFFER, Optional.of(FaultCode.GUICHET_UNREACHABLE)),
        next(fetching, new Event.DeadlinePassed()));
  }

  /** It never tells; to ask it again would be in vain. */
  @Test
  void anOlderGuichetIsNotAskedAgain() {
    State untold = next(new FetchingRequests(OFFER), new Event.RequestsTold(Optional.empty()));
    assertEquals(new RequestsUntold(OFFER, Optional.empty()), untold);
    assertEquals(untold, next(untold, new Event.TryAgainChosen()));
  }

  /** Whoever went back while they were fetched has chosen something else. */
  @Test
  void anAnswerThatComesTooLateTakesNobodyAway() {
    for (Event late :
        List.of(
            new Event.RequestsTold(Optional.of(JourneyWalk.REQUESTS)),
            new Event.Failed(FaultCode.GUICHET_FAILED))) {
      assertEquals(JourneyWalk.step(SERVICES), JourneyWalk.next(SERVICES, late));
    }
  }

  @Test
  void aPulledCardEndsItAndAnEmptyPrinterDoesNot() {
    for (State state :
        List.of(
            LIST, READ, new FetchingRequests(OFFER), new RequestsUntold(OFFER, Optional.empty()))) {
      assertEquals(
          new State.Faulted(false, FaultCode.CARD_PULLED, Optional.empty()),
          next(state, new Event.CardPulled()));
      assertEquals(
          JourneyWalk.step(state),
          JourneyWalk.next(state, new Event.TerminalObserved(Optional.of(FaultCode.PAPER_OUT))));
      assertEquals(new State.TakingBack(true, false, false), next(state, new Event.Stopped()));
    }
    assertEquals(
        new State.AskingIfStillThere((State.Place) LIST), next(LIST, new Event.DeadlinePassed()));
  }

  private static State next(State state, Event event) {
    return JourneyWalk.next(state, event).state();
  }
}
