package be.borne.kiosk.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import be.borne.protocol.guichet.RefusalReason;
import be.borne.protocol.guichet.TrackingCode;
import be.borne.protocol.terminal.FaultCode;
import be.borne.protocol.terminal.Language;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of an order that the town hall does not carry out, or not at once. */
class RefusedOrderTest {
  private static final String REFERENCE = "TSR-2026-7K3M9QX2";
  private static final Offer OFFER =
      Offer.of(List.of(JourneyWalk.HOUSEHOLD, JourneyWalk.NATIONALITY));
  private static final State ORDERING =
      new State.Ordering(OFFER, OrderDraft.of(JourneyWalk.HOUSEHOLD, Language.FRENCH));

  private static State.Refused refused(boolean cardIn, Optional<Offer> onward) {
    return new State.Refused(
        cardIn,
        onward,
        Optional.of(JourneyWalk.HOUSEHOLD),
        REFERENCE,
        RefusalReason.NOTHING_TO_CERTIFY);
  }

  /** At once, or when the town hall has looked for what to certify. */
  @ParameterizedTest
  @EnumSource(RefusalReason.class)
  void theReasonIsToldAndTheVisitGoesOn(RefusalReason why) {
    State checking = next(ORDERING, new Event.OrderPlaced(REFERENCE, false));
    for (State from : List.of(ORDERING, checking)) {
      Step step = JourneyWalk.next(from, new Event.OrderRefused(REFERENCE, why));
      assertEquals(
          JourneyWalk.step(
              new State.Refused(
                  true, Optional.of(OFFER), Optional.of(JourneyWalk.HOUSEHOLD), REFERENCE, why),
              new Effect.TellFleet(FaultCode.ORDER_REFUSED)),
          step,
          "the session is closed, or the fleet not told");
      assertEquals(
          JourneyWalk.step(new State.ChoosingService(OFFER), new Effect.ObserveTerminal()),
          JourneyWalk.next(step.state(), new Event.AnotherChosen()));
    }
  }

  @Test
  void whoHasReadItCanEnd() {
    assertEquals(
        JourneyWalk.step(new State.TakingBack(true, false, false), new Effect.CloseSession()),
        JourneyWalk.next(refused(true, Optional.of(OFFER)), new Event.Acknowledged()));
  }

  /** A card that comes next may be another's, and the session is still the first one's. */
  @Test
  void whoTookTheCardOutOrdersNothingMore() {
    State without = next(refused(true, Optional.of(OFFER)), new Event.CardPulled());
    assertEquals(refused(false, Optional.empty()), without);
    State again = next(without, new Event.CardInserted());
    assertEquals(refused(true, Optional.empty()), again);
    assertEquals(JourneyWalk.step(again), JourneyWalk.next(again, new Event.AnotherChosen()));
  }

  @Test
  void anEmptyPrinterTakesTheReasonAwayFromNobody() {
    State at = refused(true, Optional.of(OFFER));
    assertEquals(
        JourneyWalk.step(at),
        JourneyWalk.next(at, new Event.TerminalObserved(Optional.of(FaultCode.PAPER_OUT))));
  }

  @Test
  void aTrackingCodeIsShownAndNeverLogged() {
    Optional<TrackingCode> tracking = Optional.of(new TrackingCode("7K3M9QX20A4BHJ5T"));
    OrderDraft draft = OrderDraft.of(JourneyWalk.NATIONALITY, Language.FRENCH);
    State ordered =
        next(new State.Ordering(OFFER, draft), new Event.OrderPlaced(REFERENCE, false, tracking));
    assertEquals(new State.Ordered(true, draft, REFERENCE, false, tracking), ordered);
    assertEquals(
        new State.Ordered(false, draft, REFERENCE, false, tracking),
        next(ordered, new Event.CardPulled()),
        "lost with the card");
    State sent = new State.FormSent(true, REFERENCE, tracking);
    assertEquals(
        new State.FormSent(false, REFERENCE, tracking), next(sent, new Event.CardPulled()));
    for (Object told : List.of(ordered, sent, new Event.FormReceived(REFERENCE, tracking))) {
      assertFalse(told.toString().contains("7K3M9QX20A4B"), told.toString());
    }
  }

  private static State next(State state, Event event) {
    return JourneyWalk.next(state, event).state();
  }
}
