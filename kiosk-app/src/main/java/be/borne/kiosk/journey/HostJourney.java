package be.borne.kiosk.journey;

import be.borne.kiosk.journey.CitizenJourney.Move;
import be.borne.kiosk.journey.Effect.CheckHostCode;
import be.borne.kiosk.journey.Effect.CloseSession;
import be.borne.kiosk.journey.Effect.LookAtTerminal;
import be.borne.kiosk.journey.Effect.ObserveTerminal;
import be.borne.kiosk.journey.Effect.OpenSession;
import be.borne.kiosk.journey.Effect.PrintTestPage;
import be.borne.kiosk.journey.Effect.Restart;
import be.borne.kiosk.journey.Effect.SetVolume;
import be.borne.kiosk.journey.Effect.SwitchService;
import be.borne.kiosk.journey.Effect.TestReader;
import be.borne.kiosk.journey.Event.*;
import be.borne.kiosk.journey.HostState.*;
import be.borne.kiosk.journey.State.TakingBack;
import be.borne.protocol.terminal.FaultCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The host's part of the journey: from a resting terminal through the code to the host's menu, and
 * back to a resting terminal, by every way. A pure function; what is not listed changes nothing.
 * The digits of the code live in a session scope, which is closed as soon as they are judged.
 */
final class HostJourney {
  private HostJourney() {}

  /**
   * @param obstacle what keeps the terminal from serving, as it rests
   */
  static Move enter(Optional<FaultCode> obstacle) {
    return Move.to(new TypingHostCode(obstacle, false), new OpenSession());
  }

  static Move next(HostState here, Event event) {
    return switch (here) {
      case TypingHostCode at -> typing(at, event);
      case CheckingHostCode at -> checking(at, event);
      case HostLockedOut at -> lockedOut(at, event);
      case HostMenu at -> menu(at, event);
      case ShowingFindings at -> findings(at, event);
      case RefillingPaper at -> refilling(at, event);
      case TestingPrinter at -> testingPrinter(at, event);
      case TestingReader at -> testingReader(at, event);
      case SettingVolume at -> settingVolume(at, event);
      case ConfirmingRestart at -> confirmingRestart(at, event);
      case Restarting at -> restarting(at, event);
    };
  }

  // ---------------------------------------------------------------- before the door

  private static Move typing(TypingHostCode here, Event event) {
    return switch (event) {
      case PinEntered _ -> Move.to(new CheckingHostCode(here.obstacle()), new CheckHostCode());
      case Stopped _, DeadlinePassed _ -> leave(here, new CloseSession());
      case TerminalObserved(var obstacle) ->
          Move.to(new TypingHostCode(obstacle, here.wrongBefore()));
      default -> Move.to(here);
    };
  }

  private static Move checking(CheckingHostCode here, Event event) {
    return switch (event) {
      case HostAdmitted(var sight) ->
          Move.to(new HostMenu(sight, Optional.empty()), new CloseSession(), new LookAtTerminal());
      case HostCodeWrong(int minutes) when minutes == 0 ->
          Move.to(new TypingHostCode(here.obstacle(), true));
      case HostCodeWrong(int minutes) ->
          Move.to(new HostLockedOut(here.obstacle(), minutes), new CloseSession());
      case Stopped _, DeadlinePassed _, Failed _ -> leave(here, new CloseSession());
      case TerminalObserved(var obstacle) -> Move.to(new CheckingHostCode(obstacle));
      default -> Move.to(here);
    };
  }

  private static Move lockedOut(HostLockedOut here, Event event) {
    return switch (event) {
      case Acknowledged _, Stopped _, DeadlinePassed _ -> leave(here);
      case TerminalObserved(var obstacle) -> Move.to(new HostLockedOut(obstacle, here.minutes()));
      default -> Move.to(here);
    };
  }

  // ---------------------------------------------------------------- inside

  private static Move menu(HostMenu here, Event event) {
    TerminalSight sight = here.sight();
    return switch (event) {
      case HostChose(var choice) ->
          switch (choice) {
            case FINDINGS -> Move.to(new ShowingFindings(sight), new LookAtTerminal());
            case REFILL -> Move.to(new RefillingPaper(sight), new LookAtTerminal());
            case TEST_PRINT -> testPrint(sight);
            case READER_TEST -> readerTest(sight);
            case VOLUME ->
                sight.volume().isPresent() ? Move.to(new SettingVolume(sight)) : Move.to(here);
            case CLOSE -> Move.to(menu(sight), new SwitchService(false));
            case OPEN -> Move.to(menu(sight), new SwitchService(true));
            case RESTART -> Move.to(new ConfirmingRestart(sight));
            case LOUDER, SOFTER, RESTART_NOW -> Move.to(here);
          };
      case Failed(var why) -> Move.to(new HostMenu(sight, Optional.of(why)));
      default -> anywhereInside(here, event);
    };
  }

  private static Move findings(ShowingFindings here, Event event) {
    return event instanceof HostChose(var choice) && choice == HostChoice.FINDINGS
        ? Move.to(here, new LookAtTerminal())
        : anywhereInside(here, event);
  }

  private static Move refilling(RefillingPaper here, Event event) {
    return event instanceof HostChose(var choice) && choice == HostChoice.REFILL
        ? Move.to(here, new LookAtTerminal())
        : anywhereInside(here, event);
  }

  private static Move settingVolume(SettingVolume here, Event event) {
    return switch (event) {
      case HostChose(var choice) when choice == HostChoice.LOUDER ->
          Move.to(here, new SetVolume(1));
      case HostChose(var choice) when choice == HostChoice.SOFTER ->
          Move.to(here, new SetVolume(-1));
      default -> anywhereInside(here, event);
    };
  }

  /** Where nothing is under way. */
  private static Move anywhereInside(Inside here, Event event) {
    return switch (event) {
      case TerminalLooked(var sight) -> Move.to(here.seeing(sight));
      case TerminalObserved(var obstacle) when !obstacle.equals(here.obstacle()) ->
          Move.to(here, new LookAtTerminal());
      case WentBack _ -> Move.to(menu(here.sight()));
      case Stopped _, DeadlinePassed _ -> leave(here);
      default -> Move.to(here);
    };
  }

  // ---------------------------------------------------------------- the printer

  private static Move testPrint(TerminalSight sight) {
    return Move.to(
        new TestingPrinter(sight, new PrintTest.UnderWay(Optional.empty())), new PrintTestPage());
  }

  private static Move testingPrinter(TestingPrinter here, Event event) {
    // However late the printer says it: what was seen to come out came out.
    if (event instanceof Printed) {
      return tested(here, new PrintTest.CameOut());
    }
    return switch (here.test()) {
      case PrintTest.UnderWay _ ->
          switch (event) {
            case PrinterHeld(var why) -> tested(here, new PrintTest.UnderWay(Optional.of(why)));
            case PrinterResumed _ -> tested(here, new PrintTest.UnderWay(Optional.empty()));
            case Failed(var why) -> tested(here, new PrintTest.Failed(why));
            case DeadlinePassed _ ->
                tested(here, new PrintTest.Failed(FaultCode.PRINT_OUTCOME_UNKNOWN));
            default -> Move.to(here);
          };
      case PrintTest.CameOut _, PrintTest.Failed _ ->
          event instanceof HostChose(var choice) && choice == HostChoice.TEST_PRINT
              ? testPrint(here.sight())
              : anywhereInside(here, event);
    };
  }

  private static Move tested(TestingPrinter here, PrintTest test) {
    return Move.to(new TestingPrinter(here.sight(), test));
  }

  // ---------------------------------------------------------------- the reader

  private static Move readerTest(TerminalSight sight) {
    return Move.to(new TestingReader(sight, new CardTest.Awaited(), false));
  }

  private static Move testingReader(TestingReader here, Event event) {
    return switch (event) {
      case CardInserted _ ->
          Move.to(new TestingReader(here.sight(), new CardTest.Reading(), true), new TestReader());
      case CardMute _ -> notRead(here, FaultCode.CARD_MUTE, true);
      case CardForeign _ -> notRead(here, FaultCode.NOT_AN_EID, true);
      case CardPulled _ when here.test() instanceof CardTest.Reading ->
          notRead(here, FaultCode.CARD_PULLED, false);
      case CardPulled _ -> Move.to(new TestingReader(here.sight(), here.test(), false));
      case Stopped _ when here.cardIn() -> Move.to(new TakingBack(true, false, false));
      default ->
          here.test() instanceof CardTest.Reading ? reading(here, event) : readerRests(here, event);
    };
  }

  private static Move reading(TestingReader here, Event event) {
    return switch (event) {
      case CardProved _ -> Move.to(new TestingReader(here.sight(), new CardTest.Read(), true));
      case CardRefused(var why) -> notRead(here, why, true);
      case Failed _, DeadlinePassed _ -> notRead(here, FaultCode.CARD_FAILED, true);
      default -> Move.to(here);
    };
  }

  /** Nobody goes on, or away, without the card. */
  private static Move readerRests(TestingReader here, Event event) {
    if (here.cardIn()) {
      return switch (event) {
        case DeadlinePassed _ -> Move.to(new TakingBack(true, false, true));
        case TerminalLooked(var sight) -> Move.to(here.seeing(sight));
        default -> Move.to(here);
      };
    }
    return event instanceof HostChose(var choice) && choice == HostChoice.READER_TEST
        ? readerTest(here.sight())
        : anywhereInside(here, event);
  }

  private static Move notRead(TestingReader here, FaultCode why, boolean cardIn) {
    return Move.to(new TestingReader(here.sight(), new CardTest.NotRead(why), cardIn));
  }

  // ---------------------------------------------------------------- a new start

  private static Move confirmingRestart(ConfirmingRestart here, Event event) {
    return event instanceof HostChose(var choice) && choice == HostChoice.RESTART_NOW
        ? Move.to(new Restarting(here.sight()), new Restart())
        : anywhereInside(here, event);
  }

  private static Move restarting(Restarting here, Event event) {
    return switch (event) {
      case Failed(var why) -> Move.to(new HostMenu(here.sight(), Optional.of(why)));
      case DeadlinePassed _ -> leave(here);
      default -> Move.to(here);
    };
  }

  private static HostMenu menu(TerminalSight sight) {
    return new HostMenu(sight, Optional.empty());
  }

  /** Closed for good: whoever comes next finds a resting terminal. */
  private static Move leave(HostState here, Effect... first) {
    List<Effect> effects = new ArrayList<>(List.of(first));
    effects.add(new ObserveTerminal());
    return new Move(CitizenJourney.atRest(here.obstacle()), List.copyOf(effects));
  }
}
