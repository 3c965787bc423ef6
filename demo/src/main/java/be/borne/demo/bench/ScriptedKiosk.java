package be.borne.demo.bench;

import be.borne.kiosk.journey.CitizenJourney;
import be.borne.kiosk.journey.Effect;
import be.borne.kiosk.journey.Event;
import be.borne.kiosk.journey.Moment;
import be.borne.kiosk.journey.PinPlace;
import be.borne.kiosk.journey.State;
import be.borne.kiosk.screen.KioskView;
import be.borne.kiosk.screen.Narration;
import be.borne.kiosk.screen.ScreenSettings;
import be.borne.kiosk.session.EffectRunner;
import be.borne.kiosk.session.EffectWork;
import be.borne.kiosk.session.SessionScope;
import be.borne.kiosk.session.Tidying;
import be.borne.protocol.guichet.Service;
import be.borne.protocol.terminal.Language;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.application.Platform;
import javafx.stage.Stage;

/**
 * The kiosk's window, screens, journey and runner in a process of their own, with a card, a guichet
 * and a printer that answer at once: many visits in little time. The card goes in and out by
 * itself, and what makes a new screen rest runs ten times as fast as a clock.
 */
public final class ScriptedKiosk {
  /** How much less than usual a new screen rests before it takes a touch. */
  static final int HASTE = 10;

  private ScriptedKiosk() {}

  /**
   * Runs until it is ended by a signal.
   *
   * @param arguments width and height in pixels, pixel pitch in millimetres
   */
  public static void main(String[] arguments) {
    ScreenSettings settings =
        new ScreenSettings(
            "Testerive",
            "Bibliothèque de démonstration",
            Integer.parseInt(arguments[0]),
            Integer.parseInt(arguments[1]),
            Double.parseDouble(arguments[2]));
    AtomicReference<EffectRunner> journey = new AtomicReference<>();
    AtomicReference<Consumer<Moment>> window = new AtomicReference<>();
    Tidying tidying = Tidying.ofHeap(Tidying.USUAL_PAUSE);
    EffectRunner runner =
        new EffectRunner(
            new CitizenJourney(Language.FRENCH),
            _ -> Optional.empty(),
            new AnsweringAtOnce(),
            moment -> {
              window.get().accept(moment);
              tidying.at(moment.state());
              card(moment.state()).ifPresent(journey.get()::observed);
            });
    journey.set(runner);
    Platform.startup(
        () -> {
          Platform.setImplicitExit(false);
          KioskView view =
              new KioskView(
                  new Stage(),
                  settings,
                  runner.pin(),
                  runner.text(),
                  runner.paper(),
                  Narration.SILENT,
                  runner::touched,
                  runner::activity,
                  () -> System.nanoTime() * HASTE);
          window.set(moment -> Platform.runLater(() -> view.show(moment)));
          runner.start();
        });
  }

  /** What the card does by itself where a citizen is asked to move it. */
  private static Optional<Event> card(State state) {
    return switch (state) {
      case State.AwaitingCard _ -> Optional.of(new Event.CardInserted());
      case State.TakingBack at when at.cardIn() -> Optional.of(new Event.CardPulled());
      default -> Optional.empty();
    };
  }

  private static final class AnsweringAtOnce implements EffectWork {
    private static final String REFERENCE = "TSR-2026-00000000";
    private static final int TRIES = 3;

    @Override
    public SessionScope openSession() {
      return new SessionScope(SessionScope.Farewell.NONE);
    }

    @Override
    public void carryOut(Effect effect, SessionScope session, Consumer<Event> answer) {
      switch (effect) {
        case Effect.ReadCard _ ->
            answer.accept(new Event.CardIdentified(Optional.of(TRIES), PinPlace.ON_SCREEN));
        case Effect.SignIn _, Effect.SignInOnReader _ ->
            answer.accept(new Event.SignedIn(List.of(service("household"), service("residence"))));
        case Effect.OpenForm _, Effect.SendForm _, Effect.SaveDraft _, Effect.DropDraft _ -> {}
        case Effect.AwaitStick _,
            Effect.SendStickFile _,
            Effect.TakePicture _,
            Effect.SendPictures _,
            Effect.KeepPicture _,
            Effect.UndoPicture _,
            Effect.ForgetFile _,
            Effect.DropFile _ -> {}
        case Effect.PlaceOrder _ -> answer.accept(new Event.OrderPlaced(REFERENCE, true));
        case Effect.FetchRequests _ -> answer.accept(new Event.RequestsTold(Optional.empty()));
        case Effect.FetchAndCheckDocument _, Effect.CollectDocument _ ->
            answer.accept(new Event.DocumentAccepted());
        case Effect.Print _ -> answer.accept(new Event.Printed());
        case Effect.ObserveTerminal _ ->
            answer.accept(new Event.TerminalObserved(Optional.empty()));
        case Effect.OfHost _,
            Effect.OpenSession _,
            Effect.WipePin _,
            Effect.CloseSession _,
            Effect.TellFleet _,
            Effect.CallStaff _ -> {}
      }
    }

    private static Service service(String id) {
      Map<Language, String> words =
          Arrays.stream(Language.values())
              .collect(Collectors.toMap(each -> each, each -> "Certificat " + id));
      return new Service(id, words, words, List.of(Language.FRENCH), 0, Service.Delivery.AT_ONCE);
    }
  }
}
