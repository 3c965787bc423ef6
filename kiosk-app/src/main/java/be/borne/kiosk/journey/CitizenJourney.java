package be.borne.kiosk.journey;

import be.borne.kiosk.journey.Effect.CallStaff;
import be.borne.kiosk.journey.Effect.CloseSession;
import be.borne.kiosk.journey.Effect.CollectDocument;
import be.borne.kiosk.journey.Effect.FetchAndCheckDocument;
import be.borne.kiosk.journey.Effect.ObserveTerminal;
import be.borne.kiosk.journey.Effect.OpenSession;
import be.borne.kiosk.journey.Effect.Print;
import be.borne.kiosk.journey.Effect.ReadCard;
import be.borne.kiosk.journey.Effect.SignIn;
import be.borne.kiosk.journey.Effect.SignInOnReader;
import be.borne.kiosk.journey.Effect.TellFleet;
import be.borne.kiosk.journey.Effect.WipePin;
import be.borne.kiosk.journey.Event.*;
import be.borne.kiosk.journey.State.*;
import be.borne.protocol.guichet.DeliveryWay;
import be.borne.protocol.guichet.RefusalReason;
import be.borne.protocol.guichet.Service;
import be.borne.protocol.terminal.FaultCode;
import be.borne.protocol.terminal.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The whole journey of a citizen, readable from top to bottom: in this state, when that happens, go
 * there and have this done. A pure function: no clock, no thread, no device. What is not listed
 * changes nothing. What is asked of an order stands in {@link OrderJourney}, a form in {@link
 * FormJourney}, how requests stand in {@link RequestJourney}, what staff do in {@link HostJourney}.
 *
 * @param house how someone is spoken to who has not chosen yet
 */
public record CitizenJourney(Manner house) {

  /**
   * @param houseLanguage spoken to someone who has not chosen yet
   */
  public CitizenJourney(Language houseLanguage) {
    this(Manner.of(houseLanguage));
  }

  /** Where to go, and what to have done: a step, before it is said in which manner. */
  record Move(State to, List<Effect> effects) {
    static Move to(State to, Effect... effects) {
      return new Move(to, List.of(effects));
    }

    Move laidOver(State overlay) {
      return new Move(overlay, effects);
    }
  }

  /** Where a terminal that has just started stands. */
  public Step start() {
    return new Step(new Moment(new Attract(), house), rest().effects());
  }

  /** Total: answers for every moment and event, and never throws. */
  public Step next(Moment at, Event event) {
    Manner manner = at.manner().after(event);
    Move move = move(at.state(), event, manner);
    // What one citizen chose for ear and eye ends with the visit.
    boolean sameVisit = at.state() instanceof InSession && move.to() instanceof InSession;
    return new Step(new Moment(move.to(), sameVisit ? manner : house), move.effects());
  }

  private Move move(State state, Event event, Manner manner) {
    return switch (state) {
      case Attract here -> attract(here, event);
      case OutOfService here -> outOfService(here, event);
      case Overlay here -> laidOver(here, event, manner);
      case AskingIfStillThere here -> askingIfStillThere(here, event, manner);
      case Place here ->
          switch (event) {
            case HelpWanted _ -> Move.to(new GettingHelp(here, false));
            case MannerWanted _ -> Move.to(new ChoosingManner(here));
            case DeadlinePassed _ when here instanceof HostState host ->
                HostJourney.next(host, event);
            // Whoever comes back may be another: the digits that wait are not theirs.
            case DeadlinePassed _ when here instanceof AwaitingPin ->
                Move.to(new AskingIfStillThere(here), new WipePin());
            case DeadlinePassed _ when here.deadline().startsAnewByHand() ->
                Move.to(new AskingIfStillThere(here));
            default ->
                switch (here) {
                  case TakingBack at -> takingBack(at, event);
                  case Faulted at -> faulted(at, event);
                  case UnderWay at -> underWay(at, event, manner);
                  case HostState at -> HostJourney.next(at, event);
                };
          };
    };
  }

  // ---------------------------------------------------------------- nobody is there

  private Move attract(Attract here, Event event) {
    return switch (event) {
      case ScreenTouched _, HeadsetPlugged _ ->
          Move.to(new ChoosingLanguage(false), new OpenSession());
      case CardInserted _ -> Move.to(new ChoosingLanguage(true), new OpenSession());
      case CardMute _ -> turnCardAround(new OpenSession());
      case CardForeign _ -> fault(true, FaultCode.NOT_AN_EID);
      case TerminalObserved(var obstacle) -> resting(obstacle);
      case HostWanted _ -> HostJourney.enter(Optional.empty());
      default -> Move.to(here);
    };
  }

  private Move outOfService(OutOfService here, Event event) {
    return switch (event) {
      case TerminalObserved(var obstacle) -> resting(obstacle);
      case HostWanted _ -> HostJourney.enter(Optional.of(here.obstacle()));
      default -> Move.to(here);
    };
  }

  private Move resting(Optional<FaultCode> obstacle) {
    return Move.to(atRest(obstacle));
  }

  /** Where a terminal rests that this keeps from serving. */
  static State atRest(Optional<FaultCode> obstacle) {
    return obstacle.<State>map(OutOfService::new).orElseGet(Attract::new);
  }

  private static Move rest() {
    return Move.to(new Attract(), new ObserveTerminal());
  }

  // ---------------------------------------------------------------- someone is served

  private Move underWay(UnderWay here, Event event, Manner manner) {
    return switch (event) {
      case Stopped _ when canBeStopped(here) -> stop(here);
      case HeadsetPulled _ -> Move.to(new HeadsetGone(here));
      case TerminalObserved(var obstacle) when obstacle.isPresent() && nothingOrderedYet(here) ->
          fault(here.cardIn(), obstacle.get());
      default ->
          switch (here) {
            case ChoosingLanguage at -> choosingLanguage(at, event);
            case AwaitingCard at -> awaitingCard(at, event);
            case TurnCardAround at -> turningCardAround(at, event);
            case ReadingCard at -> readingCard(at, event, manner);
            case AwaitingPin at -> awaitingPin(at, event);
            case TypingPinOnReader at -> typingPinOnReader(at, event);
            case SigningIn at -> signingIn(at, event);
            case WrongPin at -> wrongPin(at, event, manner);
            case ChoosingWaiting at -> choosingWaiting(at, event);
            case ChoosingService at -> choosingService(at, event, manner);
            case Composing at -> OrderJourney.next(at, event);
            case OfForm at -> FormJourney.next(at, event, manner);
            case Ordering at -> ordering(at, event);
            case Ordered at -> ordered(at, event);
            case Refused at -> refused(at, event);
            case RequestState at -> RequestJourney.next(at, event);
            case CheckingDocument at -> checkingDocument(at, event);
            case Printing at -> printing(at, event);
          };
    };
  }

  private Move choosingLanguage(ChoosingLanguage here, Event event) {
    return switch (event) {
      case LanguageChosen _ when here.cardIn() -> Move.to(new ReadingCard(), new ReadCard());
      case LanguageChosen _ -> Move.to(new AwaitingCard());
      case CardInserted _ -> Move.to(new ChoosingLanguage(true));
      case CardPulled _ -> Move.to(new ChoosingLanguage(false));
      case CardMute _ -> turnCardAround();
      case CardForeign _ -> fault(true, FaultCode.NOT_AN_EID);
      default -> Move.to(here);
    };
  }

  private Move awaitingCard(AwaitingCard here, Event event) {
    return switch (event) {
      case CardInserted _ -> Move.to(new ReadingCard(), new ReadCard());
      case CardMute _ -> turnCardAround();
      case CardForeign _ -> fault(true, FaultCode.NOT_AN_EID);
      case WentBack _ -> Move.to(new ChoosingLanguage(false));
      default -> Move.to(here);
    };
  }

  private Move turningCardAround(TurnCardAround here, Event event) {
    return switch (event) {
      case CardPulled _ -> Move.to(new AwaitingCard());
      case CardInserted _ -> Move.to(new ReadingCard(), new ReadCard());
      case CardForeign _ -> fault(true, FaultCode.NOT_AN_EID);
      default -> Move.to(here);
    };
  }

  private Move readingCard(ReadingCard here, Event event, Manner manner) {
    return switch (event) {
      case CardIdentified(var triesLeft, _) when triesLeft.equals(Optional.of(0)) ->
          fault(true, FaultCode.PIN_BLOCKED);
      case CardIdentified(var triesLeft, var pinPlace) -> askForPin(triesLeft, pinPlace, manner);
      case CardRefused(var why) -> fault(true, why);
      case Failed(var why) -> fault(true, why);
      case CardMute _ -> turnCardAround();
      case CardPulled _ -> fault(false, FaultCode.CARD_PULLED);
      case DeadlinePassed _ -> fault(true, FaultCode.CARD_FAILED);
      default -> Move.to(here);
    };
  }

  private static Move askForPin(Optional<Integer> triesLeft, PinPlace place, Manner manner) {
    return switch (place) {
      case ON_SCREEN -> Move.to(new AwaitingPin(triesLeft));
      case ON_READER ->
          Move.to(new TypingPinOnReader(triesLeft), new SignInOnReader(manner.language()));
    };
  }

  private Move awaitingPin(AwaitingPin here, Event event) {
    return switch (event) {
      case PinEntered _ -> Move.to(new SigningIn(), new SignIn());
      case CardPulled _ -> fault(false, FaultCode.CARD_PULLED);
      default -> Move.to(here);
    };
  }

  private Move typingPinOnReader(TypingPinOnReader here, Event event) {
    return switch (event) {
      case PinTaken _ -> Move.to(new SigningIn());
      case PinNotTyped _ -> Move.to(new AskingIfStillThere(here));
      case PinRefused(var triesLeft) when triesLeft > 0 ->
          Move.to(new WrongPin(triesLeft, PinPlace.ON_READER));
      case PinRefused _ -> fault(true, FaultCode.PIN_BLOCKED);
      case CardRefused(var why) -> fault(true, why);
      case Failed(var why) -> fault(true, why);
      case CardMute _ -> turnCardAround();
      case CardPulled _ -> fault(false, FaultCode.CARD_PULLED);
      // The reader itself says sooner that nobody typed; this one says nothing at all.
      case DeadlinePassed _ -> fault(true, FaultCode.PIN_NOT_TYPED);
      default -> Move.to(here);
    };
  }

  private Move signingIn(SigningIn here, Event event) {
    return switch (event) {
      case SignedIn(var offer, var waiting) when waiting.isEmpty() ->
          Move.to(new ChoosingService(offer));
      case SignedIn(var offer, var waiting) -> Move.to(new ChoosingWaiting(offer, waiting));
      case PinRefused(var triesLeft) when triesLeft > 0 ->
          Move.to(new WrongPin(triesLeft, PinPlace.ON_SCREEN), new WipePin());
      case PinRefused _ -> fault(true, FaultCode.PIN_BLOCKED);
      case CardRefused(var why) -> fault(true, why);
      case Failed(var why) -> fault(true, why);
      case CardPulled _ -> fault(false, FaultCode.CARD_PULLED);
      case DeadlinePassed _ -> fault(true, FaultCode.GUICHET_UNREACHABLE);
      default -> Move.to(here);
    };
  }

  private Move wrongPin(WrongPin here, Event event, Manner manner) {
    return switch (event) {
      case TryAgainChosen _ -> askForPin(Optional.of(here.triesLeft()), here.pinPlace(), manner);
      case CardPulled _ -> fault(false, FaultCode.CARD_PULLED);
      default -> Move.to(here);
    };
  }

  private Move choosingWaiting(ChoosingWaiting here, Event event) {
    return switch (event) {
      case WaitingChosen(var reference) ->
          here.waiting().stream()
              .filter(WaitingDocument::canBePrinted)
              .filter(document -> document.reference().equals(reference))
              .findFirst()
              .map(chosen -> collecting(here.offer(), chosen.service(), chosen.reference()))
              .orElse(Move.to(here));
      case AnotherChosen _ -> Move.to(new ChoosingService(here.offer()));
      case CardPulled _ -> fault(false, FaultCode.CARD_PULLED);
      default -> Move.to(here);
    };
  }

  /** What was ordered earlier is printed now. */
  static Move collecting(Offer offer, Optional<Service> service, String reference) {
    return Move.to(new CheckingDocument(offer, service, reference), new CollectDocument(reference));
  }

  private Move choosingService(ChoosingService here, Event event, Manner manner) {
    return switch (event) {
      case ServiceChosen(var id) ->
          here.offer().services().stream()
              .filter(service -> service.id().equals(id))
              .findFirst()
              .map(chosen -> OrderDraft.of(chosen, manner.language()))
              .map(draft -> OrderJourney.begin(here.offer(), draft))
              .orElse(Move.to(here));
      case ProceduresWanted _ when !here.offer().procedures().isEmpty() ->
          Move.to(new ChoosingProcedure(here.offer()));
      case RequestsWanted _ -> RequestJourney.begin(here.offer());
      case CardPulled _ -> fault(false, FaultCode.CARD_PULLED);
      default -> Move.to(here);
    };
  }

  private Move ordering(Ordering here, Event event) {
    return switch (event) {
      case OrderPlaced(var reference, var ready, var tracking)
          when !comesOutNow(here.draft(), ready) ->
          Move.to(new Ordered(true, here.draft(), reference, ready, tracking));
      case OrderPlaced(var reference, _, _) ->
          Move.to(
              new CheckingDocument(here.offer(), Optional.of(here.draft().service()), reference),
              new FetchAndCheckDocument());
      case OrderRefused(var reference, var why) ->
          refuse(here.offer(), Optional.of(here.draft().service()), reference, why);
      case Failed(var why) -> fault(true, why);
      case CardPulled _ -> fault(false, FaultCode.CARD_PULLED);
      case DeadlinePassed _ -> fault(true, FaultCode.GUICHET_UNREACHABLE);
      default -> Move.to(here);
    };
  }

  /** A clerk may take days; whoever waits for a machine waits here. */
  private static boolean comesOutNow(OrderDraft ordered, boolean ready) {
    return ordered.way() == DeliveryWay.PAPER
        && (ready || ordered.service().delivery() == Service.Delivery.AT_ONCE);
  }

  private Move ordered(Ordered here, Event event) {
    return switch (event) {
      case Acknowledged _ -> takeBack(here, false);
      case CardPulled _ -> withCard(here, false);
      case CardInserted _ -> withCard(here, true);
      default -> Move.to(here);
    };
  }

  private static Move withCard(Ordered here, boolean cardIn) {
    return Move.to(
        new Ordered(cardIn, here.draft(), here.reference(), here.ready(), here.tracking()));
  }

  private static Move refuse(
      Offer offer, Optional<Service> service, String reference, RefusalReason why) {
    return Move.to(
        new Refused(true, Optional.of(offer), service, reference, why),
        new TellFleet(FaultCode.ORDER_REFUSED));
  }

  private Move refused(Refused here, Event event) {
    return switch (event) {
      case AnotherChosen _ when here.onward().isPresent() ->
          Move.to(new ChoosingService(here.onward().get()), new ObserveTerminal());
      case Acknowledged _ -> takeBack(here, false);
      case CardPulled _ -> withCard(here, false);
      case CardInserted _, CardMute _, CardForeign _ -> withCard(here, true);
      default -> Move.to(here);
    };
  }

  /** A card that comes now may be another's: nothing more is ordered for the one who left. */
  private static Move withCard(Refused here, boolean cardIn) {
    return Move.to(
        new Refused(cardIn, Optional.empty(), here.service(), here.reference(), here.why()));
  }

  private Move checkingDocument(CheckingDocument here, Event event) {
    Optional<String> reference = Optional.of(here.reference());
    return switch (event) {
      case DocumentAccepted _ ->
          Move.to(new Printing(true, here.reference(), Optional.empty()), new Print());
      case OrderRefused(var order, var why) -> refuse(here.offer(), here.service(), order, why);
      case Failed(var why) -> fault(true, why, reference);
      case CardPulled _ -> fault(false, FaultCode.CARD_PULLED, reference);
      case DeadlinePassed _ -> fault(true, FaultCode.GUICHET_UNREACHABLE, reference);
      default -> Move.to(here);
    };
  }

  private Move printing(Printing here, Event event) {
    Optional<String> reference = Optional.of(here.reference());
    return switch (event) {
      case Printed _ -> takeBack(here, true);
      case PrinterHeld(var why) ->
          Move.to(
              new Printing(here.cardIn(), here.reference(), Optional.of(why)), new TellFleet(why));
      case PrinterResumed _ ->
          Move.to(new Printing(here.cardIn(), here.reference(), Optional.empty()));
      case Failed(var why) -> fault(here.cardIn(), why, reference);
      case CardPulled _ -> Move.to(new Printing(false, here.reference(), here.held()));
      case CardInserted _ -> Move.to(new Printing(true, here.reference(), here.held()));
      case DeadlinePassed _ -> fault(here.cardIn(), FaultCode.PRINT_OUTCOME_UNKNOWN, reference);
      default -> Move.to(here);
    };
  }

  // ---------------------------------------------------------------- over every place

  /** What happens to the place goes on happening to it; hands reach only what lies on top. */
  private Move laidOver(Overlay here, Event event, Manner manner) {
    return switch (event) {
      case OverlayClosed _ -> Move.to(here.interrupted());
      // The button that laid it there takes it away.
      case HelpWanted _ when here instanceof GettingHelp -> Move.to(here.interrupted());
      case MannerWanted _ when here instanceof ChoosingManner -> Move.to(here.interrupted());
      case HeadsetPlugged _ when here instanceof HeadsetGone -> Move.to(here.interrupted());
      case HelpWanted _ -> Move.to(new GettingHelp(here.interrupted(), false));
      case MannerWanted _ -> Move.to(new ChoosingManner(here.interrupted()));
      case StaffCalled _ when here instanceof GettingHelp(var place, var called) && !called ->
          Move.to(new GettingHelp(place, true), new CallStaff());
      case ByCitizen _ when !(event instanceof Stopped) -> Move.to(here);
      // A card that is left behind must be seen, whatever was laid over it.
      case DeadlinePassed _ when here.interrupted() instanceof TakingBack ->
          move(here.interrupted(), event, manner);
      default -> {
        Move beneath = move(here.interrupted(), event, manner);
        yield beneath.to() instanceof Place place && staysOver(here, place)
            ? beneath.laidOver(here.over(place))
            : beneath;
      }
    };
  }

  /**
   * Work that goes on does not take a page away from its reader; what asks for a hand does. What is
   * hidden until its owner comes back stays hidden even then.
   */
  private static boolean staysOver(Overlay here, Place place) {
    boolean hides = here instanceof HeadsetGone && place instanceof Faulted;
    return hides
        || place.equals(here.interrupted())
        || (here.interrupted() instanceof HostState && place instanceof HostState)
        || (here.interrupted() instanceof UnderWay
            && place instanceof UnderWay
            && !(place instanceof AskingToKeep));
  }

  private Move askingIfStillThere(AskingIfStillThere here, Event event, Manner manner) {
    Place interrupted = here.interrupted();
    return switch (event) {
      case DeadlinePassed _ -> leaveUnattended(interrupted);
      case Stopped _ -> stop(interrupted);
      case HelpWanted _ -> goOn(interrupted, manner).laidOver(new GettingHelp(interrupted, false));
      case MannerWanted _ -> goOn(interrupted, manner).laidOver(new ChoosingManner(interrupted));
      case ByCitizen _ -> goOn(interrupted, manner);
      // A plug is no hand, and this screen says nothing of the visit.
      case HeadsetPlugged _, HeadsetPulled _ -> Move.to(here);
      default -> {
        Move move = move(interrupted, event, manner);
        yield move.to().equals(interrupted) ? move.laidOver(here) : move;
      }
    };
  }

  /** A reader that has waited in vain does not wait any more: it has to be asked once again. */
  private static Move goOn(Place interrupted, Manner manner) {
    return interrupted instanceof TypingPinOnReader(var triesLeft)
        ? askForPin(triesLeft, PinPlace.ON_READER, manner)
        : Move.to(interrupted);
  }

  private Move leaveUnattended(Place here) {
    return switch (here) {
      case TurnCardAround _ -> fault(true, FaultCode.CARD_MUTE);
      case Faulted(var cardIn, _, _) when cardIn -> cardForgotten(false);
      case Faulted _ -> rest();
      case Filling at when FormJourney.isWorthKeeping(at) ->
          FormJourney.leave(at, Leaving.UNATTENDED);
      default -> takeBack(here, false);
    };
  }

  // ---------------------------------------------------------------- the visit ends

  private Move takingBack(TakingBack here, Event event) {
    return switch (event) {
      case MannerChosen _ -> Move.to(here);
      // Card in hand and no paper to wait for: nothing more to say to this citizen.
      case CardPulled _ when !here.paper() -> rest();
      case CardPulled _ -> Move.to(new TakingBack(false, true, false));
      case CardInserted _ -> Move.to(new TakingBack(true, here.paper(), false));
      case DeadlinePassed _ when here.cardIn() && !here.urgent() -> cardForgotten(here.paper());
      case DeadlinePassed _ when here.cardIn() -> Move.to(here);
      case DeadlinePassed _ -> rest();
      case ByCitizen _ when !here.cardIn() -> rest();
      default -> Move.to(here);
    };
  }

  /** Whoever looks after the terminal hears of it once. */
  private static Move cardForgotten(boolean paper) {
    return Move.to(new TakingBack(true, paper, true), new TellFleet(FaultCode.CARD_FORGOTTEN));
  }

  private Move faulted(Faulted here, Event event) {
    return switch (event) {
      case CardPulled _ -> withCard(here, false);
      case CardInserted _, CardMute _, CardForeign _ -> withCard(here, true);
      case HeadsetPulled _ -> Move.to(new HeadsetGone(here));
      case Acknowledged _ when here.cardIn() -> Move.to(new TakingBack(true, false, false));
      case Acknowledged _ -> rest();
      default -> Move.to(here);
    };
  }

  private static Move withCard(Faulted here, boolean cardIn) {
    return Move.to(new Faulted(cardIn, here.fault(), here.reference()));
  }

  private static Move stop(Place here) {
    return here instanceof Filling at && FormJourney.isWorthKeeping(at)
        ? FormJourney.askToKeep(at)
        : takeBack(here, false);
  }

  static Move takeBack(Place from, boolean paper) {
    if (!paper && !from.cardIn()) {
      return Move.to(new Attract(), new CloseSession(), new ObserveTerminal());
    }
    return Move.to(new TakingBack(from.cardIn(), paper, false), new CloseSession());
  }

  static Move fault(boolean cardIn, FaultCode why) {
    return fault(cardIn, why, Optional.empty());
  }

  private static Move fault(boolean cardIn, FaultCode why, Optional<String> reference) {
    return Move.to(new Faulted(cardIn, why, reference), new TellFleet(why), new CloseSession());
  }

  private static Move turnCardAround(Effect... before) {
    List<Effect> effects = new ArrayList<>(List.of(before));
    effects.add(new TellFleet(FaultCode.CARD_MUTE));
    return new Move(new TurnCardAround(), List.copyOf(effects));
  }

  /** Paper may come whatever the citizen does, and answers on their way must not get lost. */
  private static boolean canBeStopped(UnderWay here) {
    return switch (here) {
      case Printing _, SendingForm _, KeepingForm _ -> false;
      default -> true;
    };
  }

  private static boolean nothingOrderedYet(UnderWay here) {
    return switch (here) {
      // Neither a form nor a look at what was asked for needs a printer.
      case OfForm _, RequestState _ -> false;
      case Ordering _, Ordered _, Refused _, CheckingDocument _, Printing _ -> false;
      default -> true;
    };
  }
}
