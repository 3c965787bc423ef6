package be.borne.demo.visit;

import be.borne.kiosk.journey.PinPlace;
import be.borne.kiosk.journey.State;
import be.borne.kiosk.journey.WaitingDocument;
import be.borne.kiosk.screen.ScreenOf;
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

  private final ScreenOf screens;
  private final Language language;
  private final Service service;

  /**
   * @param language in which the citizen is served once chosen
   */
  public Titles(Language language) {
    this.language = language;
    this.screens = new ScreenOf("Testerive", "Testerive", Language.FRENCH);
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
    return of(new State.ChoosingLanguage(Language.FRENCH, false));
  }

  public String awaitingCard() {
    return of(new State.AwaitingCard(language));
  }

  public String turnCardAround() {
    return of(new State.TurnCardAround(language));
  }

  public String awaitingPin() {
    return of(new State.AwaitingPin(language, Optional.empty()));
  }

  public String wrongPin(int triesLeft) {
    return of(new State.WrongPin(language, triesLeft, PinPlace.ON_SCREEN));
  }

  public String choosingService() {
    return of(new State.ChoosingService(language, List.of(service)));
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
            language,
            List.of(service),
            List.of(
                WaitingDocument.of(
                    new UnfinishedOrder(REFERENCE, service.id(), Instant.EPOCH, standing),
                    List.of(service)))));
  }

  public String confirming() {
    return of(new State.Confirming(language, List.of(service), service, Language.FRENCH));
  }

  public String printing() {
    return of(new State.Printing(language, true, REFERENCE, Optional.empty()));
  }

  public String printingHeld(FaultCode why) {
    return of(new State.Printing(language, true, REFERENCE, Optional.of(why)));
  }

  /** "Take your card, then your paper." */
  public String takeCardAndPaper() {
    return of(new State.TakingBack(language, true, true, false));
  }

  /** The card is out. */
  public String takePaper() {
    return of(new State.TakingBack(language, false, true, false));
  }

  public String takeCard() {
    return of(new State.TakingBack(language, true, false, false));
  }

  public String fault(FaultCode fault, boolean cardIn) {
    return of(new State.Faulted(language, cardIn, fault, Optional.empty()));
  }

  private String of(State state) {
    return screens.of(state).title();
  }
}
