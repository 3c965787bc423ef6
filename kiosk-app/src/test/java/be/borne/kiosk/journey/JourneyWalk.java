package be.borne.kiosk.journey;

import be.borne.kiosk.form.FileTrouble;
import be.borne.kiosk.form.FormDraft;
import be.borne.kiosk.form.PaperLook;
import be.borne.kiosk.form.Prefill;
import be.borne.kiosk.form.StickFile;
import be.borne.kiosk.form.StickFiles;
import be.borne.protocol.guichet.CitizenFile;
import be.borne.protocol.guichet.CitizenFiles;
import be.borne.protocol.guichet.DeliveryWay;
import be.borne.protocol.guichet.EmailAddress;
import be.borne.protocol.guichet.Procedure;
import be.borne.protocol.guichet.Purpose;
import be.borne.protocol.guichet.RefusalReason;
import be.borne.protocol.guichet.Service;
import be.borne.protocol.guichet.Sides;
import be.borne.protocol.guichet.TrackingCode;
import be.borne.protocol.guichet.UnfinishedOrder;
import be.borne.protocol.guichet.form.Answer;
import be.borne.protocol.guichet.form.Answers;
import be.borne.protocol.guichet.form.Field;
import be.borne.protocol.guichet.form.FileKind;
import be.borne.protocol.guichet.form.FileSource;
import be.borne.protocol.guichet.form.FormCategory;
import be.borne.protocol.guichet.form.FormDefinition;
import be.borne.protocol.guichet.form.Input;
import be.borne.protocol.guichet.form.Page;
import be.borne.protocol.guichet.form.QuestionPath;
import be.borne.protocol.terminal.FaultCode;
import be.borne.protocol.terminal.Language;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Walks the journey: every state that can be reached, with every kind of event. */
final class JourneyWalk {
  static final CitizenJourney JOURNEY = new CitizenJourney(Language.FRENCH);
  static final Service HOUSEHOLD =
      service("household-composition", List.of(Language.FRENCH, Language.DUTCH));
  static final Service RESIDENCE = service("residence", List.of(Language.DUTCH));

  /** Of which everything is asked, and a clerk looks at it. */
  static final Service NATIONALITY = asking("nationality");

  static final EmailAddress ADDRESS = new EmailAddress("nobody@example.org");

  /** One that can be printed, one of which nobody can tell. */
  static final List<WaitingDocument> WAITING =
      List.of(
          waiting("TSR-2026-00000001", UnfinishedOrder.Standing.READY),
          waiting("TSR-2026-00000002", UnfinishedOrder.Standing.IN_DOUBT));

  /** One that can be printed, one that was refused. */
  static final CitizenFiles REQUESTS =
      new CitizenFiles(
          List.of(
              request(WAITING.getFirst().reference(), CitizenFile.Next.COLLECT_AT_A_TERMINAL, null),
              request(
                  "TSR-2026-00000003",
                  CitizenFile.Next.NOTHING,
                  RefusalReason.NOTHING_TO_CERTIFY)));

  static final TerminalSight WELL = new TerminalSight(List.of(), false, Optional.of(3));
  static final TerminalSight NO_PAPER =
      new TerminalSight(
          List.of(new TerminalSight.Finding.Obstacle(FaultCode.PAPER_OUT)), false, Optional.of(3));
  static final LocalDate TODAY = LocalDate.of(2026, 11, 27);

  /** One question, so that a walk through everything comes to its end. */
  static final FormDefinition FORM =
      new FormDefinition(
          "street-party",
          2,
          FormCategory.EVENTS,
          HOUSEHOLD.title(),
          HOUSEHOLD.title(),
          List.of(
              new Page(
                  HOUSEHOLD.title(),
                  List.of(
                      new Field(
                          "sure", HOUSEHOLD.title(), null, true, null, null, new Input.YesNo())))));

  /** One question that a file answers, of two pages at most. */
  static final FormDefinition FILE_FORM =
      new FormDefinition(
          "street-plan",
          1,
          FormCategory.PUBLIC_SPACE,
          HOUSEHOLD.title(),
          HOUSEHOLD.title(),
          List.of(
              new Page(
                  HOUSEHOLD.title(),
                  List.of(
                      new Field(
                          "plan",
                          HOUSEHOLD.title(),
                          null,
                          false,
                          null,
                          null,
                          new Input.FileField(
                              List.of(FileKind.PDF),
                              1_000_000,
                              2,
                              List.of(FileSource.values())))))));

  static final Answer.Attached FILE =
      new Answer.Attached("invented-file-1", FileKind.PDF, 1_000, 2);
  static final StickFile ON_STICK = new StickFile(1, "Zz-invented.pdf", FileKind.PDF, TODAY, 1_000);

  static final Procedure PROCEDURE =
      new Procedure(FORM.id(), FORM.category(), FORM.title(), FORM.explanation(), true);

  static final FormDraft DRAFT =
      new FormDraft(
          FORM.id(), 1, Answers.none().with("sure", new Answer.Chosen(Answer.YES)), Set.of());

  /** One of each kind of event, and of each variety that the journey tells apart. */
  static final List<Event> EVENTS =
      List.of(
          new Event.ScreenTouched(),
          new Event.LanguageChosen(Language.DUTCH),
          new Event.LanguageChosen(Language.GERMAN),
          new Event.TextSizeChosen(TextSize.LARGEST),
          new Event.ContrastChosen(Contrast.YELLOW),
          new Event.PaceChanged(1),
          new Event.LoudnessChanged(-1),
          new Event.MannerWanted(),
          new Event.HelpWanted(),
          new Event.StaffCalled(),
          new Event.OverlayClosed(),
          new Event.HostWanted(),
          new Event.HostChose(HostChoice.FINDINGS),
          new Event.HostChose(HostChoice.REFILL),
          new Event.HostChose(HostChoice.TEST_PRINT),
          new Event.HostChose(HostChoice.READER_TEST),
          new Event.HostChose(HostChoice.VOLUME),
          new Event.HostChose(HostChoice.LOUDER),
          new Event.HostChose(HostChoice.SOFTER),
          new Event.HostChose(HostChoice.CLOSE),
          new Event.HostChose(HostChoice.OPEN),
          new Event.HostChose(HostChoice.RESTART),
          new Event.HostChose(HostChoice.RESTART_NOW),
          new Event.HostAdmitted(WELL),
          new Event.HostCodeWrong(0),
          new Event.HostCodeWrong(5),
          new Event.TerminalLooked(WELL),
          new Event.TerminalLooked(NO_PAPER),
          new Event.CardProved(),
          new Event.HeadsetPlugged(),
          new Event.HeadsetPulled(),
          new Event.PinEntered(),
          new Event.TryAgainChosen(),
          new Event.ServiceChosen(HOUSEHOLD.id()),
          new Event.ServiceChosen(RESIDENCE.id()),
          new Event.ServiceChosen(NATIONALITY.id()),
          new Event.ServiceChosen("not-in-the-catalogue"),
          new Event.PurposeChosen("pension"),
          new Event.PurposeChosen("not-offered"),
          new Event.WayChosen(DeliveryWay.PAPER),
          new Event.WayChosen(DeliveryWay.EMAIL),
          new Event.WayChosen(DeliveryWay.POST),
          new Event.CopiesChosen(0),
          new Event.CopiesChosen(2),
          new Event.CopiesChosen(3),
          new Event.TextEntered(),
          new Event.TextTyped("nobody at example"),
          new Event.TextTyped(ADDRESS.text()),
          new Event.DocumentLanguageChosen(Language.FRENCH),
          new Event.DocumentLanguageChosen(Language.ENGLISH),
          new Event.Confirmed(),
          new Event.WentBack(),
          new Event.Stopped(),
          new Event.Acknowledged(),
          new Event.CardInserted(),
          new Event.CardMute(),
          new Event.CardForeign(),
          new Event.CardPulled(),
          new Event.CardIdentified(Optional.empty(), PinPlace.ON_SCREEN),
          new Event.CardIdentified(Optional.of(2), PinPlace.ON_SCREEN),
          new Event.CardIdentified(Optional.of(0), PinPlace.ON_SCREEN),
          new Event.CardIdentified(Optional.of(2), PinPlace.ON_READER),
          new Event.CardIdentified(Optional.of(0), PinPlace.ON_READER),
          new Event.CardRefused(FaultCode.CARD_EXPIRED),
          new Event.PinRefused(2),
          new Event.PinRefused(0),
          new Event.PinTaken(),
          new Event.PinNotTyped(),
          new Event.SignedIn(
              new Offer(List.of(HOUSEHOLD, RESIDENCE, NATIONALITY), List.of(PROCEDURE)), List.of()),
          new Event.SignedIn(List.of(HOUSEHOLD, RESIDENCE), WAITING),
          new Event.WaitingChosen(WAITING.getFirst().reference()),
          new Event.WaitingChosen(WAITING.getLast().reference()),
          new Event.RequestsWanted(),
          new Event.RequestsTold(Optional.of(REQUESTS)),
          new Event.RequestsTold(Optional.of(new CitizenFiles(List.of()))),
          new Event.RequestsTold(Optional.empty()),
          new Event.RequestChosen(REQUESTS.files().getFirst().reference()),
          new Event.RequestChosen(REQUESTS.files().getLast().reference()),
          new Event.RequestChosen("TSR-2026-99999999"),
          new Event.AnotherChosen(),
          new Event.OrderRefused("TSR-2026-7K3M9QX2", RefusalReason.NOTHING_TO_CERTIFY),
          new Event.OrderPlaced("TSR-2026-7K3M9QX2", true),
          new Event.OrderPlaced("TSR-2026-7K3M9QX2", false),
          new Event.ProceduresWanted(),
          new Event.SubjectChosen(FormCategory.EVENTS),
          new Event.ProcedureChosen(FORM.id()),
          new Event.ProcedureChosen("not-offered"),
          new Event.FormOpened(FORM, Prefill.none(), TODAY, Optional.empty()),
          new Event.FormOpened(FORM, Prefill.none(), TODAY, Optional.of(DRAFT)),
          new Event.FormOpened(FILE_FORM, Prefill.none(), TODAY, Optional.empty()),
          new Event.SourceChosen(FileSource.USB_STICK),
          new Event.SourceChosen(FileSource.DOCUMENT_CAMERA),
          new Event.StickLeftIn(true),
          new Event.StickLeftIn(false),
          new Event.StickListed(new StickFiles(List.of(ON_STICK), false)),
          new Event.StickListed(new StickFiles(List.of(), true)),
          new Event.FileChosen(1),
          new Event.FileChosen(2),
          new Event.PictureTaken(PaperLook.WRITING),
          new Event.FileTaken(FILE),
          new Event.FileTaken(new Answer.Attached("invented-file-3", FileKind.PDF, 1_000, 3)),
          new Event.FileFailed(FileTrouble.STICK_GONE),
          new Event.FileFailed(FileTrouble.FILE_LARGE),
          new Event.OptionPressed(Answer.YES),
          new Event.OptionPressed("not-offered"),
          new Event.AnswerPassed(),
          new Event.OneMoreWanted(),
          new Event.OneLessWanted(),
          new Event.RepetitionChosen(0),
          new Event.ChangeWanted(),
          new Event.LineChosen(new QuestionPath.Top("sure")),
          new Event.DraftDeclined(),
          new Event.DraftSettled(),
          new Event.FormReceived("TSR-2026-7K3M9QX2"),
          new Event.DocumentAccepted(),
          new Event.PrinterHeld(FaultCode.PAPER_OUT),
          new Event.PrinterResumed(),
          new Event.Printed(),
          new Event.Failed(FaultCode.GUICHET_FAILED),
          new Event.Failed(FaultCode.FORM_REFUSED),
          new Event.Failed(FaultCode.FILE_REFUSED),
          new Event.Failed(FaultCode.GUICHET_SESSION_ENDED),
          new Event.DeadlinePassed(),
          new Event.TerminalObserved(Optional.empty()),
          new Event.TerminalObserved(Optional.of(FaultCode.PAPER_OUT)));

  private JourneyWalk() {}

  /** Every state that can be reached from the start with {@link #EVENTS}, in order of discovery. */
  static Set<State> reachableStates() {
    Set<State> found = new LinkedHashSet<>();
    Deque<State> waiting = new ArrayDeque<>(List.of(JOURNEY.start().state()));
    while (!waiting.isEmpty()) {
      State state = waiting.poll();
      if (found.add(state)) {
        EVENTS.forEach(event -> waiting.add(next(state, event).state()));
      }
    }
    return found;
  }

  /** The step of someone to whom it is spoken as the house speaks. */
  static Step next(State state, Event event) {
    return JOURNEY.next(new Moment(state, JOURNEY.house()), event);
  }

  /** A step by which nobody is spoken to in another manner than the house's. */
  static Step step(State state, Effect... effects) {
    return new Step(new Moment(state, JOURNEY.house()), List.of(effects));
  }

  private static WaitingDocument waiting(String reference, UnfinishedOrder.Standing standing) {
    return WaitingDocument.of(
        new UnfinishedOrder(reference, RESIDENCE.id(), Instant.EPOCH, standing),
        List.of(RESIDENCE));
  }

  private static CitizenFile request(
      String reference, CitizenFile.Next next, RefusalReason refusal) {
    return new CitizenFile(
        reference,
        CitizenFile.Kind.DOCUMENT,
        HOUSEHOLD.title(),
        List.of(new CitizenFile.Step(CitizenFile.Event.RECEIVED, Instant.EPOCH)),
        next,
        refusal,
        new TrackingCode("7K3M9QX20A4BHJ5T"));
  }

  private static Service asking(String id) {
    Service plain = service(id, List.of(Language.FRENCH, Language.DUTCH));
    return new Service(
        id,
        plain.title(),
        plain.explanation(),
        plain.documentLanguages(),
        0,
        Service.Delivery.AFTER_A_CLERKS_CHECK,
        Sides.ONE_SIDED,
        List.of(new Purpose("pension", plain.title(), 250)),
        2,
        List.of(DeliveryWay.values()));
  }

  private static Service service(String id, List<Language> documentLanguages) {
    Map<Language, String> words = new EnumMap<>(Language.class);
    for (Language language : Language.values()) {
      words.put(language, id + " in " + language.tag());
    }
    return new Service(id, words, words, documentLanguages, 0, Service.Delivery.AT_ONCE);
  }
}
