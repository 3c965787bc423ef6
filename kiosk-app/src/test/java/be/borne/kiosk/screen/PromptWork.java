package be.borne.kiosk.screen;

import be.borne.kiosk.form.PaperLook;
import be.borne.kiosk.form.Prefill;
import be.borne.kiosk.form.StickFile;
import be.borne.kiosk.form.StickFiles;
import be.borne.kiosk.journey.Effect;
import be.borne.kiosk.journey.Event;
import be.borne.kiosk.journey.Offer;
import be.borne.kiosk.journey.PinPlace;
import be.borne.kiosk.session.EffectWork;
import be.borne.kiosk.session.SessionScope;
import be.borne.protocol.guichet.CitizenFile;
import be.borne.protocol.guichet.CitizenFiles;
import be.borne.protocol.guichet.Procedure;
import be.borne.protocol.guichet.Service;
import be.borne.protocol.guichet.form.Answer;
import be.borne.protocol.guichet.form.FileKind;
import be.borne.protocol.guichet.form.FormDefinition;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Card, guichet and printer that do at once what they are asked.
 *
 * @param services what can be ordered
 * @param forms what can be filled in
 */
record PromptWork(List<Service> services, List<FormDefinition> forms) implements EffectWork {
  private static final int TRIES_LEFT = 3;

  @Override
  public SessionScope openSession() {
    return new SessionScope(SessionScope.Farewell.NONE);
  }

  @Override
  public void carryOut(Effect effect, SessionScope session, Consumer<Event> answer) {
    switch (effect) {
      case Effect.ReadCard _ ->
          answer.accept(new Event.CardIdentified(Optional.of(TRIES_LEFT), PinPlace.ON_SCREEN));
      case Effect.SignIn _ -> answer.accept(new Event.SignedIn(offer(), List.of()));
      case Effect.OpenForm(var id) ->
          answer.accept(
              new Event.FormOpened(
                  forms.stream().filter(form -> form.id().equals(id)).findFirst().orElseThrow(),
                  Prefill.none(),
                  LocalDate.of(2026, 11, 27),
                  Optional.empty()));
      case Effect.SendForm _ -> answer.accept(new Event.FormReceived("TSR-2026-7K3M9QX2"));
      case Effect.SaveDraft _, Effect.DropDraft _ -> answer.accept(new Event.DraftSettled());
      case Effect.AwaitStick _ ->
          answer.accept(
              new Event.StickListed(
                  new StickFiles(
                      List.of(file(1, "invented-one"), file(2, VisitForm.FILE)), false)));
      case Effect.SendStickFile(var number, _) -> answer.accept(new Event.FileTaken(taken(number)));
      case Effect.TakePicture _ -> answer.accept(new Event.PictureTaken(PaperLook.WRITING));
      case Effect.SendPictures _ -> answer.accept(new Event.FileTaken(taken(2)));
      case Effect.ForgetFile _ -> {
        // Nobody keeps it.
      }
      case Effect.PlaceOrder _ -> answer.accept(new Event.OrderPlaced("TSR-2026-7K3M9QX2", true));
      case Effect.FetchRequests _ -> answer.accept(new Event.RequestsTold(requests()));
      case Effect.FetchAndCheckDocument _ -> answer.accept(new Event.DocumentAccepted());
      case Effect.Print _ -> answer.accept(new Event.Printed());
      case Effect.ObserveTerminal _ -> answer.accept(new Event.TerminalObserved(Optional.empty()));
      case Effect.CallStaff _, Effect.TellFleet _ -> {
        // Nobody is told of a probe.
      }
      case Effect.CollectDocument _ -> answer.accept(new Event.DocumentAccepted());
      case Effect.SignInOnReader _,
          Effect.OfHost _,
          Effect.OpenSession _,
          Effect.WipePin _,
          Effect.CloseSession _,
          Effect.KeepPicture _,
          Effect.UndoPicture _,
          Effect.DropFile _ ->
          throw new IllegalArgumentException("no visit of the probe asks for this: " + effect);
    }
  }

  /** One, which can be printed. */
  private static Optional<CitizenFiles> requests() {
    return Optional.of(
        new CitizenFiles(
            List.of(
                new CitizenFile(
                    "TSR-2026-7K3M9QX2",
                    CitizenFile.Kind.DOCUMENT,
                    VisitForm.said(VisitForm.REQUEST),
                    List.of(
                        new CitizenFile.Step(
                            CitizenFile.Event.RECEIVED, Instant.parse("2026-11-25T09:00:00Z"))),
                    CitizenFile.Next.COLLECT_AT_A_TERMINAL,
                    null,
                    null))));
  }

  private static StickFile file(int number, String name) {
    return new StickFile(number, name, FileKind.PDF, LocalDate.of(2026, 11, 27), 1_000);
  }

  private static Answer.Attached taken(int pages) {
    return new Answer.Attached("invented-file-" + pages, FileKind.PDF, 1_000, pages);
  }

  private Offer offer() {
    return new Offer(
        services,
        forms.stream()
            .map(
                form ->
                    new Procedure(
                        form.id(), form.category(), form.title(), form.explanation(), false))
            .toList());
  }
}
