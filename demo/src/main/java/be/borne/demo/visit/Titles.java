package be.borne.demo.visit;

import be.borne.kiosk.journey.HostState;
import be.borne.kiosk.journey.Manner;
import be.borne.kiosk.journey.Moment;
import be.borne.kiosk.journey.Offer;
import be.borne.kiosk.journey.OrderDraft;
import be.borne.kiosk.journey.PinPlace;
import be.borne.kiosk.journey.RequestState;
import be.borne.kiosk.journey.State;
import be.borne.kiosk.journey.TerminalSight;
import be.borne.kiosk.journey.WaitingDocument;
import be.borne.kiosk.screen.HostContact;
import be.borne.kiosk.screen.ScreenOf;
import be.borne.protocol.guichet.CitizenFile;
import be.borne.protocol.guichet.CitizenFiles;
import be.borne.protocol.guichet.Service;
import be.borne.protocol.guichet.UnfinishedOrder;
import be.borne.protocol.terminal.FaultCode;
import be.borne.protocol.terminal.Language;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The questions that the screens ask, as a citizen of one language reads them. */
public final class Titles {
  private static final String REFERENCE = "TSR-2026-00000000";

  /** As the demonstration's terminals speak to someone who has not chosen yet. */
  private static final Language HOUSE = Language.FRENCH;

  private static final TerminalSight WELL =
      new TerminalSight(List.of(), false, Optional.of(TerminalSight.LOUDEST));

  private final ScreenOf screens;
  private final Language language;
  private final Service service;

  /**
   * @param language in which the citizen is served once chosen
   */
  public Titles(Language language) {
    this.language = language;
    this.screens = new ScreenOf("Testerive", "Testerive", HOUSE, HostContact.UNKNOWN);
    Map<Language, String> words =
        List.of(Language.values()).stream().collect(Collectors.toMap(each -> each, each -> "x"));
    this.service =
        new Service("any", words, words, List.of(Language.FRENCH), 0, Service.Delivery.AT_ONCE);
  }

  public String attract() {
    return of(new State.Attract());
  }

  public String outOfService(FaultCode obstacle) {
    return of(new State.OutOfService(obstacle));
  }

  public String choosingLanguage() {
    return screens.of(new Moment(new State.ChoosingLanguage(false), Manner.of(HOUSE))).title();
  }

  public String awaitingCard() {
    return of(new State.AwaitingCard());
  }

  public String turnCardAround() {
    return of(new State.TurnCardAround());
  }

  public String awaitingPin() {
    return of(new State.AwaitingPin(Optional.empty()));
  }

  public String wrongPin(int triesLeft) {
    return of(new State.WrongPin(triesLeft, PinPlace.ON_SCREEN));
  }

  private Offer offer() {
    return Offer.of(List.of(service));
  }

  public String choosingService() {
    return of(new State.ChoosingService(offer()));
  }

  /** A document that was ordered earlier can be printed now. */
  public String waiting() {
    return waiting(UnfinishedOrder.Standing.READY);
  }

  /** Of the one document that was ordered earlier nobody knows whether it came out. */
  public String waitingInDoubt() {
    return waiting(UnfinishedOrder.Standing.IN_DOUBT);
  }

  private String waiting(UnfinishedOrder.Standing standing) {
    return of(
        new State.ChoosingWaiting(
            offer(),
            List.of(
                WaitingDocument.of(
                    new UnfinishedOrder(REFERENCE, service.id(), Instant.EPOCH, standing),
                    List.of(service)))));
  }

  public String choosingPurpose() {
    return of(new State.ChoosingPurpose(offer(), OrderDraft.of(service, Language.FRENCH)));
  }

  public String choosingWay() {
    return of(new State.ChoosingWay(offer(), OrderDraft.of(service, Language.FRENCH)));
  }

  public String choosingCopies() {
    return of(new State.ChoosingCopies(offer(), OrderDraft.of(service, Language.FRENCH)));
  }

  public String confirming() {
    return of(new State.Confirming(offer(), OrderDraft.of(service, Language.FRENCH)));
  }

  /** The same of one that a clerk looks at first. */
  public String confirmingForAClerk() {
    Service checked =
        new Service(
            "any",
            service.title(),
            service.explanation(),
            service.documentLanguages(),
            0,
            Service.Delivery.AFTER_A_CLERKS_CHECK);
    return of(
        new State.Confirming(Offer.of(List.of(checked)), OrderDraft.of(checked, Language.FRENCH)));
  }

  public String printing() {
    return of(new State.Printing(true, REFERENCE, Optional.empty()));
  }

  public String printingHeld(FaultCode why) {
    return of(new State.Printing(true, REFERENCE, Optional.of(why)));
  }

  /** "Take your card, then your paper." */
  public String takeCardAndPaper() {
    return of(new State.TakingBack(true, true, false));
  }

  /** The card is out. */
  public String takePaper() {
    return of(new State.TakingBack(false, true, false));
  }

  /** It is ordered, and nothing comes out here now. */
  public String orderedForLater() {
    return of(
        new State.Ordered(
            true, OrderDraft.of(service, Language.FRENCH), REFERENCE, false, Optional.empty()));
  }

  public String choosingRequest() {
    return of(new RequestState.ChoosingRequest(offer(), new CitizenFiles(List.of(someRequest()))));
  }

  public String readingRequest() {
    CitizenFiles requests = new CitizenFiles(List.of(someRequest()));
    return of(new RequestState.ReadingRequest(offer(), requests, requests.files().getFirst()));
  }

  private CitizenFile someRequest() {
    return new CitizenFile(
        REFERENCE,
        CitizenFile.Kind.DOCUMENT,
        service.title(),
        List.of(new CitizenFile.Step(CitizenFile.Event.RECEIVED, Instant.EPOCH)),
        CitizenFile.Next.NOTHING,
        null,
        null);
  }

  public String takeCard() {
    return of(new State.TakingBack(true, false, false));
  }

  /** The plug of the headset was pulled out over any screen. */
  public String headsetGone() {
    return of(new State.HeadsetGone(new State.AwaitingCard()));
  }

  public String help() {
    return of(new State.GettingHelp(new State.AwaitingCard(), false));
  }

  public String staffCalled() {
    return of(new State.GettingHelp(new State.AwaitingCard(), true));
  }

  public String fault(FaultCode fault, boolean cardIn) {
    return of(new State.Faulted(cardIn, fault, Optional.empty()));
  }

  /** The host's code is asked for. */
  public String hostCode() {
    return ofHouse(new HostState.TypingHostCode(Optional.empty(), false));
  }

  public String hostMenu() {
    return ofHouse(new HostState.HostMenu(WELL, Optional.empty()));
  }

  public String hostFindings(TerminalSight sight) {
    return ofHouse(new HostState.ShowingFindings(sight));
  }

  public String hostRefill() {
    return ofHouse(new HostState.RefillingPaper(WELL));
  }

  public String hostTestPrint(HostState.PrintTest test) {
    return ofHouse(new HostState.TestingPrinter(WELL, test));
  }

  public String hostReader(HostState.CardTest test, boolean cardIn) {
    return ofHouse(new HostState.TestingReader(WELL, test, cardIn));
  }

  public String hostVolume() {
    return ofHouse(new HostState.SettingVolume(WELL));
  }

  public String hostRestart() {
    return ofHouse(new HostState.ConfirmingRestart(WELL));
  }

  /** A host is spoken to as the house speaks. */
  private String ofHouse(State state) {
    return screens.of(new Moment(state, Manner.of(HOUSE))).title();
  }

  private String of(State state) {
    return screens.of(new Moment(state, Manner.of(language))).title();
  }
}
