package be.borne.kiosk.journey;

import be.borne.kiosk.journey.CitizenJourney.Move;
import be.borne.kiosk.journey.Effect.FetchRequests;
import be.borne.kiosk.journey.Effect.ObserveTerminal;
import be.borne.kiosk.journey.Effect.TellFleet;
import be.borne.kiosk.journey.Event.*;
import be.borne.kiosk.journey.RequestState.ChoosingRequest;
import be.borne.kiosk.journey.RequestState.FetchingRequests;
import be.borne.kiosk.journey.RequestState.ReadingRequest;
import be.borne.kiosk.journey.RequestState.RequestsUntold;
import be.borne.kiosk.journey.State.ChoosingService;
import be.borne.protocol.terminal.FaultCode;
import java.util.Optional;

/**
 * How a citizen sees how their own requests stand: from the wish, through the list, to one of them,
 * which can be printed from there if it is ready. That the guichet cannot tell ends no visit. A
 * pure function; what is not listed changes nothing.
 */
final class RequestJourney {
  private RequestJourney() {}

  /** The citizen wants to see them. */
  static Move begin(Offer offer) {
    return Move.to(new FetchingRequests(offer), new FetchRequests());
  }

  static Move next(RequestState here, Event event) {
    if (event instanceof CardPulled) {
      return CitizenJourney.fault(false, FaultCode.CARD_PULLED);
    }
    return switch (here) {
      case FetchingRequests at -> fetching(at, event);
      case ChoosingRequest at -> choosing(at, event);
      case ReadingRequest at -> reading(at, event);
      case RequestsUntold at -> untold(at, event);
    };
  }

  private static Move fetching(FetchingRequests here, Event event) {
    return switch (event) {
      case RequestsTold(var requests) ->
          Move.to(
              requests
                  .<State>map(told -> new ChoosingRequest(here.offer(), told))
                  .orElseGet(() -> new RequestsUntold(here.offer(), Optional.empty())));
      case Failed(var why) when why == FaultCode.GUICHET_SESSION_ENDED ->
          CitizenJourney.fault(true, why);
      case Failed(var why) -> notTold(here, why);
      case DeadlinePassed _ -> notTold(here, FaultCode.GUICHET_UNREACHABLE);
      case WentBack _ -> back(here);
      default -> Move.to(here);
    };
  }

  private static Move notTold(FetchingRequests here, FaultCode why) {
    return Move.to(new RequestsUntold(here.offer(), Optional.of(why)), new TellFleet(why));
  }

  private static Move choosing(ChoosingRequest here, Event event) {
    return switch (event) {
      case RequestChosen(var reference) ->
          here.requests().files().stream()
              .filter(request -> request.reference().equals(reference))
              .findFirst()
              .map(chosen -> new ReadingRequest(here.offer(), here.requests(), chosen))
              .map(Move::to)
              .orElse(Move.to(here));
      case WentBack _ -> back(here);
      default -> Move.to(here);
    };
  }

  private static Move reading(ReadingRequest here, Event event) {
    return switch (event) {
      case WaitingChosen(var reference)
          when here.canBePrinted() && reference.equals(here.request().reference()) ->
          CitizenJourney.collecting(here.offer(), Optional.empty(), reference);
      case WentBack _ -> Move.to(new ChoosingRequest(here.offer(), here.requests()));
      default -> Move.to(here);
    };
  }

  private static Move untold(RequestsUntold here, Event event) {
    return switch (event) {
      case TryAgainChosen _ when here.why().isPresent() -> begin(here.offer());
      case WentBack _ -> back(here);
      default -> Move.to(here);
    };
  }

  /** An empty printer keeps nobody from reading, but a certificate could not be printed now. */
  private static Move back(RequestState here) {
    return Move.to(new ChoosingService(here.offer()), new ObserveTerminal());
  }
}
