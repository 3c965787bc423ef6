package be.borne.kiosk.journey;

import be.borne.kiosk.journey.Effect.CloseSession;
import be.borne.kiosk.journey.Effect.CollectDocument;
import be.borne.kiosk.journey.Effect.FetchAndCheckDocument;
import be.borne.kiosk.journey.Effect.ObserveTerminal;
import be.borne.kiosk.journey.Effect.OpenSession;
import be.borne.kiosk.journey.Effect.PlaceOrder;
import be.borne.kiosk.journey.Effect.Print;
import be.borne.kiosk.journey.Effect.ReadCard;
import be.borne.kiosk.journey.Effect.SignIn;
import be.borne.kiosk.journey.Effect.SignInOnReader;
import be.borne.kiosk.journey.Effect.TellFleet;
import be.borne.kiosk.journey.Effect.WipePin;
import be.borne.kiosk.journey.Event.*;
import be.borne.kiosk.journey.State.*;
import be.borne.protocol.guichet.Service;
import be.borne.protocol.terminal.FaultCode;
import be.borne.protocol.terminal.Language;
import java.util.Optional;

/**
 * The whole journey of a citizen, readable from top to bottom: in this state, when that happens, go
 * there and have this done. A pure function: no clock, no thread, no device. What is not listed
 * changes nothing.
 *
 * @param houseLanguage spoken to someone who has not chosen yet
 */
public record CitizenJourney(Language houseLanguage) {

  /** Where a terminal that has just started stands. */
  public Step start() {
    return Step.to(new Attract(), new ObserveTerminal());
  }

  /** Total: answers for every state and event, and never throws. */
  public Step next(State state, Event event) {
    return switch (state) {
      case Attract here -> attract(here, event);
      case OutOfService here -> outOfService(here, event);
      case TakingBack here -> takingBack(here, event);
      case Faulted here -> faulted(here, event);
      case AskingIfStillThere here -> askingIfStillThere(here, event);
      case InSession here -> inSession(here, event);
    };
  }

  // ---------------------------------------------------------------- nobody is there

  private Step attract(Attract here, Event event) {
    return switch (event) {
      case ScreenTouched _ ->
          Step.to(new ChoosingLanguage(houseLanguage, false), new OpenSession());
      case CardInserted _ -> Step.to(new ChoosingLanguage(houseLanguage, true), new OpenSession());
      case CardMute _ -> turnCardAround(houseLanguage, new OpenSession());
      case CardForeign _ -> fault(houseLanguage, true, FaultCode.NOT_AN_EID);
      case TerminalObserved(var obstacle) -> resting(obstacle);
      default -> Step.to(here);
    };
  }

  private Step outOfService(OutOfService here, Event event) {
    return event instanceof TerminalObserved(var obstacle) ? resting(obstacle) : Step.to(here);
  }

  private Step resting(Optional<FaultCode> obstacle) {
    return Step.to(obstacle.<State>map(OutOfService::new).orElseGet(Attract::new));
  }

  // ---------------------------------------------------------------- someone is served

  private Step inSession(InSession here, Event event) {
    return switch (event) {
      case Stopped _ when !(here instanceof Printing) -> takeBack(here, false);
      case DeadlinePassed _ when here.deadline() == Deadline.IDLE ->
          Step.to(new AskingIfStillThere(here));
      case TerminalObserved(var obstacle) when obstacle.isPresent() && nothingOrderedYet(here) ->
          fault(here.language(), here.cardIn(), obstacle.get());
      default ->
          switch (here) {
            case ChoosingLanguage at -> choosingLanguage(at, event);
            case AwaitingCard at -> awaitingCard(at, event);
            case TurnCardAround at -> turningCardAround(at, event);
            case ReadingCard at -> readingCard(at, event);
            case AwaitingPin at -> awaitingPin(at, event);
            case TypingPinOnReader at -> typingPinOnReader(at, event);
            case SigningIn at -> signingIn(at, event);
            case WrongPin at -> wrongPin(at, event);
            case ChoosingWaiting at -> choosingWaiting(at, event);
            case ChoosingService at -> choosingService(at, event);
            case Confirming at -> confirming(at, event);
            case Ordering at -> ordering(at, event);
            case CheckingDocument at -> checkingDocument(at, event);
            case Printing at -> printing(at, event);
            case TakingBack at -> takingBack(at, event);
            case Faulted at -> faulted(at, event);
            case AskingIfStillThere at -> askingIfStillThere(at, event);
          };
    };
  }

  private Step choosingLanguage(ChoosingLanguage here, Event event) {
    return switch (event) {
      case LanguageChosen(var language) when here.cardIn() ->
          Step.to(new ReadingCard(language), new ReadCard());
      case LanguageChosen(var language) -> Step.to(new AwaitingCard(language));
      case CardInserted _ -> Step.to(new ChoosingLanguage(here.language(), true));
      case CardPulled _ -> Step.to(new ChoosingLanguage(here.language(), false));
      case CardMute _ -> turnCardAround(here.language());
      case CardForeign _ -> fault(here.language(), true, FaultCode.NOT_AN_EID);
      default -> Step.to(here);
    };
  }

  private Step awaitingCard(AwaitingCard here, Event event) {
    return switch (event) {
      case CardInserted _ -> Step.to(new ReadingCard(here.language()), new ReadCard());
      case CardMute _ -> turnCardAround(here.language());
      case CardForeign _ -> fault(here.language(), true, FaultCode.NOT_AN_EID);
      case WentBack _ -> Step.to(new ChoosingLanguage(here.language(), false));
      default -> Step.to(here);
    };
  }

  private Step turningCardAround(TurnCardAround here, Event event) {
    return switch (event) {
      case CardPulled _ -> Step.to(new AwaitingCard(here.language()));
      case CardInserted _ -> Step.to(new ReadingCard(here.language()), new ReadCard());
      case CardForeign _ -> fault(here.language(), true, FaultCode.NOT_AN_EID);
      default -> Step.to(here);
    };
  }

  private Step readingCard(ReadingCard here, Event event) {
    return switch (event) {
      case CardIdentified(var triesLeft, _) when triesLeft.equals(Optional.of(0)) ->
          fault(here.language(), true, FaultCode.PIN_BLOCKED);
      case CardIdentified(var triesLeft, var pinPlace) ->
          askForPin(here.language(), triesLeft, pinPlace);
      case CardRefused(var why) -> fault(here.language(), true, why);
      case Failed(var why) -> fault(here.language(), true, why);
      case CardMute _ -> turnCardAround(here.language());
      case CardPulled _ -> fault(here.language(), false, FaultCode.CARD_PULLED);
      case DeadlinePassed _ -> fault(here.language(), true, FaultCode.CARD_FAILED);
      default -> Step.to(here);
    };
  }

  private static Step askForPin(Language language, Optional<Integer> triesLeft, PinPlace place) {
    return switch (place) {
      case ON_SCREEN -> Step.to(new AwaitingPin(language, triesLeft));
      case ON_READER ->
          Step.to(new TypingPinOnReader(language, triesLeft), new SignInOnReader(language));
    };
  }

  private Step awaitingPin(AwaitingPin here, Event event) {
    return switch (event) {
      case PinEntered _ -> Step.to(new SigningIn(here.language()), new SignIn());
      case CardPulled _ -> fault(here.language(), false, FaultCode.CARD_PULLED);
      default -> Step.to(here);
    };
  }

  private Step typingPinOnReader(TypingPinOnReader here, Event event) {
    return switch (event) {
      case PinTaken _ -> Step.to(new SigningIn(here.language()));
      case PinNotTyped _ -> Step.to(new AskingIfStillThere(here));
      case PinRefused(var triesLeft) when triesLeft > 0 ->
          Step.to(new WrongPin(here.language(), triesLeft, PinPlace.ON_READER));
      case PinRefused _ -> fault(here.language(), true, FaultCode.PIN_BLOCKED);
      case CardRefused(var why) -> fault(here.language(), true, why);
      case Failed(var why) -> fault(here.language(), true, why);
      case CardMute _ -> turnCardAround(here.language());
      case CardPulled _ -> fault(here.language(), false, FaultCode.CARD_PULLED);
      // The reader itself says sooner that nobody typed; this one says nothing at all.
      case DeadlinePassed _ -> fault(here.language(), true, FaultCode.PIN_NOT_TYPED);
      default -> Step.to(here);
    };
  }

  private Step signingIn(SigningIn here, Event event) {
    return switch (event) {
      case SignedIn(var services, var waiting) when waiting.isEmpty() ->
          Step.to(new ChoosingService(here.language(), services));
      case SignedIn(var services, var waiting) ->
          Step.to(new ChoosingWaiting(here.language(), services, waiting));
      case PinRefused(var triesLeft) when triesLeft > 0 ->
          Step.to(new WrongPin(here.language(), triesLeft, PinPlace.ON_SCREEN), new WipePin());
      case PinRefused _ -> fault(here.language(), true, FaultCode.PIN_BLOCKED);
      case CardRefused(var why) -> fault(here.language(), true, why);
      case Failed(var why) -> fault(here.language(), true, why);
      case CardPulled _ -> fault(here.language(), false, FaultCode.CARD_PULLED);
      case DeadlinePassed _ -> fault(here.language(), true, FaultCode.GUICHET_UNREACHABLE);
      default -> Step.to(here);
    };
  }

  private Step wrongPin(WrongPin here, Event event) {
    return switch (event) {
      case TryAgainChosen _ ->
          askForPin(here.language(), Optional.of(here.triesLeft()), here.pinPlace());
      case CardPulled _ -> fault(here.language(), false, FaultCode.CARD_PULLED);
      default -> Step.to(here);
    };
  }

  private Step choosingWaiting(ChoosingWaiting here, Event event) {
    return switch (event) {
      case WaitingChosen(var reference) ->
          here.waiting().stream()
              .filter(WaitingDocument::canBePrinted)
              .filter(document -> document.reference().equals(reference))
              .findFirst()
              .map(chosen -> collecting(here.language(), chosen))
              .orElse(Step.to(here));
      case AnotherChosen _ -> Step.to(new ChoosingService(here.language(), here.services()));
      case CardPulled _ -> fault(here.language(), false, FaultCode.CARD_PULLED);
      default -> Step.to(here);
    };
  }

  private static Step collecting(Language language, WaitingDocument chosen) {
    return Step.to(
        new CheckingDocument(language, chosen.reference()),
        new CollectDocument(chosen.reference(), chosen.order().serviceId()));
  }

  private Step choosingService(ChoosingService here, Event event) {
    return switch (event) {
      case ServiceChosen(var id) ->
          here.services().stream()
              .filter(service -> service.id().equals(id))
              .findFirst()
              .map(chosen -> Step.to(confirming(here, chosen)))
              .orElse(Step.to(here));
      case CardPulled _ -> fault(here.language(), false, FaultCode.CARD_PULLED);
      default -> Step.to(here);
    };
  }

  /** The document is offered in the citizen's language where the law lets it be. */
  private static Confirming confirming(ChoosingService here, Service chosen) {
    Language documentLanguage =
        chosen.documentLanguages().contains(here.language())
            ? here.language()
            : chosen.documentLanguages().getFirst();
    return new Confirming(here.language(), here.services(), chosen, documentLanguage);
  }

  private Step confirming(Confirming here, Event event) {
    return switch (event) {
      case Confirmed _ ->
          Step.to(
              new Ordering(here.language(), here.chosen()),
              new PlaceOrder(here.chosen().id(), here.documentLanguage()));
      case DocumentLanguageChosen(var language)
          when here.chosen().documentLanguages().contains(language) ->
          Step.to(new Confirming(here.language(), here.services(), here.chosen(), language));
      case WentBack _ -> Step.to(new ChoosingService(here.language(), here.services()));
      case CardPulled _ -> fault(here.language(), false, FaultCode.CARD_PULLED);
      default -> Step.to(here);
    };
  }

  private Step ordering(Ordering here, Event event) {
    return switch (event) {
      case OrderPlaced(var reference) ->
          Step.to(new CheckingDocument(here.language(), reference), new FetchAndCheckDocument());
      case Failed(var why) -> fault(here.language(), true, why);
      case CardPulled _ -> fault(here.language(), false, FaultCode.CARD_PULLED);
      case DeadlinePassed _ -> fault(here.language(), true, FaultCode.GUICHET_UNREACHABLE);
      default -> Step.to(here);
    };
  }

  private Step checkingDocument(CheckingDocument here, Event event) {
    Optional<String> reference = Optional.of(here.reference());
    return switch (event) {
      case DocumentAccepted _ ->
          Step.to(
              new Printing(here.language(), true, here.reference(), Optional.empty()), new Print());
      case Failed(var why) -> fault(here.language(), true, why, reference);
      case CardPulled _ -> fault(here.language(), false, FaultCode.CARD_PULLED, reference);
      case DeadlinePassed _ ->
          fault(here.language(), true, FaultCode.GUICHET_UNREACHABLE, reference);
      default -> Step.to(here);
    };
  }

  private Step printing(Printing here, Event event) {
    Optional<String> reference = Optional.of(here.reference());
    return switch (event) {
      case Printed _ -> takeBack(here, true);
      case PrinterHeld(var why) ->
          Step.to(
              new Printing(here.language(), here.cardIn(), here.reference(), Optional.of(why)),
              new TellFleet(why));
      case PrinterResumed _ ->
          Step.to(new Printing(here.language(), here.cardIn(), here.reference(), Optional.empty()));
      case Failed(var why) -> fault(here.language(), here.cardIn(), why, reference);
      case CardPulled _ ->
          Step.to(new Printing(here.language(), false, here.reference(), here.held()));
      case CardInserted _ ->
          Step.to(new Printing(here.language(), true, here.reference(), here.held()));
      case DeadlinePassed _ ->
          fault(here.language(), here.cardIn(), FaultCode.PRINT_OUTCOME_UNKNOWN, reference);
      default -> Step.to(here);
    };
  }

  private Step askingIfStillThere(AskingIfStillThere here, Event event) {
    return switch (event) {
      case DeadlinePassed _ -> leaveUnattended(here.interrupted());
      case Stopped _ -> takeBack(here, false);
      case ByCitizen _ -> goOn(here.interrupted());
      default -> {
        Step step = next(here.interrupted(), event);
        yield step.state().equals(here.interrupted()) ? new Step(here, step.effects()) : step;
      }
    };
  }

  /** A reader that has waited in vain does not wait any more: it has to be asked once again. */
  private static Step goOn(InSession interrupted) {
    return interrupted instanceof TypingPinOnReader(var language, var triesLeft)
        ? askForPin(language, triesLeft, PinPlace.ON_READER)
        : Step.to(interrupted);
  }

  private Step leaveUnattended(InSession here) {
    return here instanceof TurnCardAround
        ? fault(here.language(), true, FaultCode.CARD_MUTE)
        : takeBack(here, false);
  }

  // ---------------------------------------------------------------- the visit ends

  private Step takingBack(TakingBack here, Event event) {
    return switch (event) {
      // Card in hand and no paper to wait for: nothing more to say to this citizen.
      case CardPulled _ when !here.paper() -> start();
      case CardPulled _ -> Step.to(new TakingBack(here.language(), false, true, false));
      case CardInserted _ -> Step.to(new TakingBack(here.language(), true, here.paper(), false));
      case DeadlinePassed _ when here.cardIn() ->
          Step.to(new TakingBack(here.language(), true, here.paper(), true));
      case DeadlinePassed _ -> start();
      case ByCitizen _ when !here.cardIn() -> start();
      default -> Step.to(here);
    };
  }

  private Step faulted(Faulted here, Event event) {
    return switch (event) {
      case CardPulled _ -> withCard(here, false);
      case CardInserted _, CardMute _, CardForeign _ -> withCard(here, true);
      case DeadlinePassed _ when here.cardIn() ->
          Step.to(new TakingBack(here.language(), true, false, true));
      case DeadlinePassed _ -> start();
      case Acknowledged _ when here.cardIn() ->
          Step.to(new TakingBack(here.language(), true, false, false));
      case Acknowledged _ -> start();
      default -> Step.to(here);
    };
  }

  private static Step withCard(Faulted here, boolean cardIn) {
    return Step.to(new Faulted(here.language(), cardIn, here.fault(), here.reference()));
  }

  private Step takeBack(InSession from, boolean paper) {
    if (!paper && !from.cardIn()) {
      return Step.to(new Attract(), new CloseSession(), new ObserveTerminal());
    }
    return Step.to(
        new TakingBack(from.language(), from.cardIn(), paper, false), new CloseSession());
  }

  private Step fault(Language language, boolean cardIn, FaultCode why) {
    return fault(language, cardIn, why, Optional.empty());
  }

  private Step fault(Language language, boolean cardIn, FaultCode why, Optional<String> reference) {
    return Step.to(
        new Faulted(language, cardIn, why, reference), new TellFleet(why), new CloseSession());
  }

  private Step turnCardAround(Language language, Effect... before) {
    Step step = Step.to(new TurnCardAround(language), new TellFleet(FaultCode.CARD_MUTE));
    return before.length == 0 ? step : Step.to(step.state(), before[0], step.effects().getFirst());
  }

  private static boolean nothingOrderedYet(InSession here) {
    return switch (here) {
      case Ordering _, CheckingDocument _, Printing _ -> false;
      case TakingBack _, Faulted _ -> false;
      default -> true;
    };
  }
}
