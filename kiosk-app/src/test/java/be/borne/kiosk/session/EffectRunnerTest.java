package be.borne.kiosk.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.kiosk.journey.CitizenJourney;
import be.borne.kiosk.journey.Deadline;
import be.borne.kiosk.journey.Effect;
import be.borne.kiosk.journey.Event;
import be.borne.kiosk.journey.Moment;
import be.borne.kiosk.journey.PinPlace;
import be.borne.kiosk.journey.State;
import be.borne.kiosk.journey.TextSize;
import be.borne.protocol.guichet.Service;
import be.borne.protocol.terminal.FaultCode;
import be.borne.protocol.terminal.Language;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EffectRunnerTest {
  private static final Duration NEVER = Duration.ofMinutes(10);
  private static final Duration SOON = Duration.ofMillis(150);
  private static final String REFERENCE = "TSR-2026-7K3M9QX2";
  private static final Service RESIDENCE = service();

  private final ScriptedWork work = new ScriptedWork();
  private final List<Moment> moments = new CopyOnWriteArrayList<>();
  private final List<State> shown = new CopyOnWriteArrayList<>();
  private final Map<Deadline, Duration> deadlines = new EnumMap<>(Deadline.class);
  private EffectRunner runner;

  @AfterEach
  void close() {
    runner.close();
  }

  @Test
  void carriesAWholeVisitOut() throws InterruptedException {
    start();
    signInAsNobody();
    runner.touched(new Event.ServiceChosen(RESIDENCE.id()));
    runner.touched(new Event.Confirmed());
    answerNext(Effect.PlaceOrder.class, new Event.OrderPlaced(REFERENCE, true));
    answerNext(Effect.FetchAndCheckDocument.class, new Event.DocumentAccepted());
    ScriptedWork.Asked print = work.next(Effect.Print.class);
    print.answer().accept(new Event.PrinterHeld(FaultCode.PAPER_OUT));
    print.answer().accept(new Event.PrinterResumed());
    print.answer().accept(new Event.Printed());
    runner.observed(new Event.CardPulled());
    runner.touched(new Event.Acknowledged());
    // What is shown follows the state a moment later.
    await(() -> shown.getLast() instanceof State.Attract);
    assertTrue(work.sessions.getFirst().isClosed());
    assertTrue(
        shown.contains(new State.Printing(true, REFERENCE, Optional.of(FaultCode.PAPER_OUT))));
    assertTrue(shown.contains(new State.TakingBack(true, true, false)));
    assertEquals(new State.Attract(), shown.getFirst());
    assertEquals(new State.Attract(), shown.getLast());
    assertEquals(
        FaultCode.PAPER_OUT,
        ((Effect.TellFleet) work.next(Effect.TellFleet.class).effect()).fault());
    assertTrue(
        moments.stream()
            .filter(moment -> moment.state() instanceof State.TakingBack)
            .allMatch(moment -> moment.manner().language() == Language.DUTCH));
    assertEquals(Language.FRENCH, moments.getLast().manner().language());
  }

  /** The journal, say, cannot be written when a person is called: the paper comes all the same. */
  @Test
  void whatFailsBesideAVisitDoesNotEndIt() throws InterruptedException {
    work.on(
        Effect.CallStaff.class,
        _ -> {
          throw new IllegalStateException("no disk");
        });
    start();
    signInAsNobody();
    runner.touched(new Event.ServiceChosen(RESIDENCE.id()));
    runner.touched(new Event.Confirmed());
    answerNext(Effect.PlaceOrder.class, new Event.OrderPlaced(REFERENCE, true));
    answerNext(Effect.FetchAndCheckDocument.class, new Event.DocumentAccepted());
    ScriptedWork.Asked print = work.next(Effect.Print.class);
    runner.touched(new Event.HelpWanted());
    runner.touched(new Event.StaffCalled());
    work.next(Effect.CallStaff.class);
    print.answer().accept(new Event.Printed());
    await(() -> runner.state() instanceof State.TakingBack);
    assertFalse(shown.stream().anyMatch(State.Faulted.class::isInstance));
  }

  /** An Error, of memory say, ended the journey's thread, and the screen stood still for ever. */
  @Test
  void anErrorOnTheJourneysThreadEndsTheVisitAndNotTheJourney() {
    AtomicBoolean thrown = new AtomicBoolean();
    runner =
        new EffectRunner(
            new CitizenJourney(Language.FRENCH),
            _ -> Optional.empty(),
            work,
            moment -> {
              if (moment.state() instanceof State.InSession && thrown.compareAndSet(false, true)) {
                throw new OutOfMemoryError("invented");
              }
            });
    runner.start();
    runner.touched(new Event.ScreenTouched());
    await(thrown::get);
    await(() -> runner.state() instanceof State.Attract);
    runner.touched(new Event.ScreenTouched());
    await(() -> runner.state() instanceof State.InSession);
    assertTrue(work.sessions.getFirst().isClosed());
  }

  /** A page of help laid over a printer's work must not give the printer more time. */
  @Test
  void whatIsLaidOverAPlaceGivesItNoMoreTime() throws InterruptedException {
    deadlines.put(Deadline.GUICHET, Duration.ofSeconds(2));
    start();
    signInAsNobody();
    runner.touched(new Event.ServiceChosen(RESIDENCE.id()));
    runner.touched(new Event.Confirmed());
    work.next(Effect.PlaceOrder.class);
    long ordered = System.nanoTime();
    while (!(runner.state() instanceof State.Faulted)) {
      runner.touched(new Event.HelpWanted());
      Thread.sleep(20);
      assertTrue(
          System.nanoTime() - ordered < Duration.ofSeconds(25).toNanos(),
          "help put the deadline off again and again");
    }
    assertTrue(shown.stream().anyMatch(State.GettingHelp.class::isInstance));
    assertEquals(FaultCode.GUICHET_UNREACHABLE, ((State.Faulted) runner.state()).fault());
  }

  @Test
  void anotherMannerIsShownAtOnceAndEndsWithTheVisit() throws InterruptedException {
    start();
    reachThePin();
    "12".chars().forEach(digit -> runner.pin().add((char) digit));
    runner.touched(new Event.MannerWanted());
    runner.touched(new Event.TextSizeChosen(TextSize.LARGEST));
    runner.touched(new Event.OverlayClosed());
    await(
        () ->
            runner.state() instanceof State.AwaitingPin
                && runner.moment().manner().textSize() == TextSize.LARGEST);
    assertEquals(2, runner.pin().count(), "digits typed before are lost");
    runner.touched(new Event.Stopped());
    runner.observed(new Event.CardPulled());
    await(() -> moments.getLast().state() instanceof State.Attract);
    assertEquals(TextSize.USUAL, moments.getLast().manner().textSize());
  }

  @Test
  void anAnswerOfAnEarlierVisitNeverReachesALaterOne() throws InterruptedException {
    start();
    runner.observed(new Event.CardInserted());
    runner.touched(new Event.LanguageChosen(Language.DUTCH));
    ScriptedWork.Asked first = work.next(Effect.ReadCard.class);
    runner.observed(new Event.CardPulled());
    runner.touched(new Event.Acknowledged());
    await(() -> runner.state() instanceof State.Attract);
    runner.observed(new Event.CardInserted());
    runner.touched(new Event.LanguageChosen(Language.GERMAN));
    ScriptedWork.Asked second = work.next(Effect.ReadCard.class);
    first.answer().accept(new Event.CardIdentified(Optional.of(1), PinPlace.ON_SCREEN));
    second.answer().accept(new Event.CardIdentified(Optional.of(3), PinPlace.ON_SCREEN));
    await(() -> runner.state() instanceof State.AwaitingPin);
    assertEquals(new State.AwaitingPin(Optional.of(3)), runner.state());
    assertTrue(first.session().isClosed());
    assertFalse(second.session().isClosed());
  }

  @Test
  void anAnswerOfAnEarlierReadingInTheSameVisitIsDropped() throws InterruptedException {
    start();
    runner.observed(new Event.CardInserted());
    runner.touched(new Event.LanguageChosen(Language.DUTCH));
    ScriptedWork.Asked first = work.next(Effect.ReadCard.class);
    first.answer().accept(new Event.CardMute());
    await(() -> runner.state() instanceof State.TurnCardAround);
    runner.observed(new Event.CardInserted());
    ScriptedWork.Asked second = work.next(Effect.ReadCard.class);
    first.answer().accept(new Event.CardRefused(FaultCode.CARD_FAILED));
    second.answer().accept(new Event.CardIdentified(Optional.of(3), PinPlace.ON_SCREEN));
    await(() -> runner.state() instanceof State.AwaitingPin);
  }

  @Test
  void anEffectThatThrowsIsShownAsAFault() throws InterruptedException {
    work.on(
        Effect.ReadCard.class,
        asked -> {
          throw new IllegalStateException("a library quoted Tess Verzonnen here");
        });
    start();
    runner.observed(new Event.CardInserted());
    runner.touched(new Event.LanguageChosen(Language.DUTCH));
    await(() -> runner.state() instanceof State.Faulted);
    assertEquals(FaultCode.INTERNAL, ((State.Faulted) runner.state()).fault());
    assertTrue(work.sessions.getFirst().isClosed());
  }

  @Test
  void whatAFailureSaysNeverReachesTheLog() {
    start();
    Exception original =
        new IllegalStateException("Tess Verzonnen", new IllegalArgumentException("Verzonnen"));
    WordlessTrace trace = new WordlessTrace(original);
    assertEquals("java.lang.IllegalStateException", trace.getMessage());
    assertEquals("java.lang.IllegalArgumentException", trace.getCause().getMessage());
    assertEquals(original.getStackTrace().length, trace.getStackTrace().length);
  }

  @Test
  void nobodyTouchingAnythingEndsTheVisit() {
    deadlines.put(Deadline.IDLE, SOON);
    deadlines.put(Deadline.WARNING, SOON);
    start();
    runner.touched(new Event.ScreenTouched());
    await(() -> shown.stream().anyMatch(State.AskingIfStillThere.class::isInstance));
    await(() -> runner.state() instanceof State.Attract);
    assertTrue(work.sessions.getFirst().isClosed());
  }

  @Test
  void everyTouchStartsTheIdleDeadlineAnew() throws InterruptedException {
    deadlines.put(Deadline.IDLE, Duration.ofSeconds(6));
    start();
    runner.touched(new Event.ScreenTouched());
    long end = System.nanoTime() + Duration.ofSeconds(8).toNanos();
    while (System.nanoTime() < end) {
      runner.activity();
      Thread.sleep(50);
    }
    assertInstanceOf(State.ChoosingLanguage.class, runner.state());
    await(() -> runner.state() instanceof State.AskingIfStillThere);
  }

  @Test
  void aTouchDoesNotProlongWhatTheCardOwes() {
    deadlines.put(Deadline.CARD, Duration.ofSeconds(1));
    start();
    runner.observed(new Event.CardInserted());
    runner.touched(new Event.LanguageChosen(Language.DUTCH));
    await(
        () -> {
          runner.activity();
          runner.touched(new Event.Acknowledged());
          return shown.contains(new State.Faulted(true, FaultCode.CARD_FAILED, Optional.empty()));
        });
  }

  @Test
  void aCardPutInWhileOutOfServiceIsSeenAfterwards() throws InterruptedException {
    start();
    runner.observed(new Event.TerminalObserved(Optional.of(FaultCode.PAPER_OUT)));
    runner.observed(new Event.CardInserted());
    await(() -> runner.state() instanceof State.OutOfService);
    runner.observed(new Event.TerminalObserved(Optional.empty()));
    await(() -> runner.state() instanceof State.ChoosingLanguage);
    assertEquals(new State.ChoosingLanguage(true), runner.state());
    runner.touched(new Event.LanguageChosen(Language.DUTCH));
    work.next(Effect.ReadCard.class);
  }

  @Test
  void thePinIsWipedWhenTheVisitEnds() throws InterruptedException {
    start();
    reachThePin();
    "123456".chars().forEach(digit -> assertTrue(runner.pin().add((char) digit)));
    PinBuffer pin = work.sessions.getFirst().pin();
    assertEquals(6, pin.count());
    runner.observed(new Event.CardPulled());
    await(() -> runner.state() instanceof State.Faulted);
    assertTrue(pin.isZero());
    assertFalse(runner.pin().add('1'), "a digit was taken after the visit");
  }

  @Test
  void anIncompletePinIsNotOffered() throws InterruptedException {
    start();
    reachThePin();
    runner.pin().add('1');
    runner.touched(new Event.PinEntered());
    assertFalse(work.wasAskedWithin(Effect.SignIn.class, Duration.ofMillis(300)));
    assertInstanceOf(State.AwaitingPin.class, runner.state());
  }

  @Test
  void aWrongPinIsWiped() throws InterruptedException {
    start();
    reachThePin();
    "1234".chars().forEach(digit -> runner.pin().add((char) digit));
    runner.touched(new Event.PinEntered());
    answerNext(Effect.SignIn.class, new Event.PinRefused(2));
    await(() -> runner.state() instanceof State.WrongPin);
    assertTrue(work.sessions.getFirst().pin().isZero());
  }

  @Test
  void aPinTypedOnTheReaderLeadsOnWithoutAKeyOfTheTerminals() throws InterruptedException {
    start();
    ScriptedWork.Asked pad = reachTheReadersKeys();
    assertEquals(new Effect.SignInOnReader(Language.DUTCH), pad.effect());
    assertEquals(new State.TypingPinOnReader(Optional.of(3)), runner.state());
    pad.answer().accept(new Event.PinTaken());
    pad.answer().accept(new Event.SignedIn(List.of(RESIDENCE)));
    await(() -> runner.state() instanceof State.ChoosingService);
    assertTrue(shown.contains(new State.SigningIn()));
    assertFalse(work.wasAskedWithin(Effect.SignIn.class, Duration.ofMillis(300)));
  }

  @Test
  void aReaderThatWaitsIsGivenUpWhenTheCitizenStops() throws InterruptedException {
    CountDownLatch brokenOff = new CountDownLatch(1);
    work.on(
        Effect.SignInOnReader.class,
        asked -> {
          try {
            Thread.sleep(NEVER);
          } finally {
            brokenOff.countDown();
          }
        });
    start();
    ScriptedWork.Asked pad = reachTheReadersKeys();
    runner.touched(new Event.Stopped());
    assertTrue(brokenOff.await(30, TimeUnit.SECONDS));
    await(() -> runner.state() instanceof State.TakingBack);
    assertTrue(pad.session().isClosed());
    // A PIN that is typed on the reader all the same no longer leads anywhere.
    pad.answer().accept(new Event.PinTaken());
    pad.answer().accept(new Event.SignedIn(List.of(RESIDENCE)));
    runner.observed(new Event.CardPulled());
    await(() -> runner.state() instanceof State.Attract);
    assertFalse(shown.stream().anyMatch(State.SigningIn.class::isInstance));
  }

  @Test
  void aReaderThatWaitedInVainWaitsAgainForWhoeverIsStillThere() throws InterruptedException {
    start();
    reachTheReadersKeys().answer().accept(new Event.PinNotTyped());
    await(() -> runner.state() instanceof State.AskingIfStillThere);
    assertFalse(work.wasAskedWithin(Effect.SignInOnReader.class, Duration.ofMillis(300)));
    runner.touched(new Event.Acknowledged());
    work.next(Effect.SignInOnReader.class).answer().accept(new Event.PinRefused(2));
    await(() -> runner.state() instanceof State.WrongPin);
    assertFalse(work.wasAskedWithin(Effect.SignInOnReader.class, Duration.ofMillis(300)));
    runner.touched(new Event.TryAgainChosen());
    work.next(Effect.SignInOnReader.class);
    State again = new State.TypingPinOnReader(Optional.of(2));
    await(() -> runner.state().equals(again));
  }

  @Test
  void touchingTheScreenDoesNotProlongWhatTheReaderCounts() throws InterruptedException {
    deadlines.put(Deadline.PIN_ON_READER, Duration.ofSeconds(1));
    start();
    reachTheReadersKeys();
    await(
        () -> {
          runner.activity();
          runner.touched(new Event.Acknowledged());
          return shown.contains(new State.Faulted(true, FaultCode.PIN_NOT_TYPED, Optional.empty()));
        });
  }

  @Test
  void whatIsUnderWayIsBrokenOffWhenTheVisitEndsButAPrintIsNot() throws InterruptedException {
    CountDownLatch brokenOff = new CountDownLatch(1);
    work.on(
        Effect.PlaceOrder.class,
        asked -> {
          try {
            Thread.sleep(NEVER);
          } finally {
            brokenOff.countDown();
          }
        });
    start();
    signInAsNobody();
    runner.touched(new Event.ServiceChosen(RESIDENCE.id()));
    runner.touched(new Event.Confirmed());
    work.next(Effect.PlaceOrder.class);
    runner.touched(new Event.Stopped());
    assertTrue(brokenOff.await(30, TimeUnit.SECONDS));

    AtomicBoolean interrupted = new AtomicBoolean();
    CountDownLatch goOn = new CountDownLatch(1);
    CountDownLatch printed = new CountDownLatch(1);
    work.on(
        Effect.PlaceOrder.class,
        asked -> asked.answer().accept(new Event.OrderPlaced(REFERENCE, true)));
    work.on(
        Effect.FetchAndCheckDocument.class,
        asked -> asked.answer().accept(new Event.DocumentAccepted()));
    work.on(
        Effect.Print.class,
        asked -> {
          try {
            goOn.await();
          } catch (InterruptedException e) {
            interrupted.set(true);
          }
          asked.answer().accept(new Event.Printed());
          printed.countDown();
        });
    runner.observed(new Event.CardPulled());
    runner.touched(new Event.Acknowledged());
    await(() -> runner.state() instanceof State.Attract);
    deadlines.put(Deadline.PRINT, SOON);
    signInAsNobody();
    runner.touched(new Event.ServiceChosen(RESIDENCE.id()));
    runner.touched(new Event.Confirmed());
    await(() -> runner.state() instanceof State.Faulted);
    assertEquals(FaultCode.PRINT_OUTCOME_UNKNOWN, ((State.Faulted) runner.state()).fault());
    goOn.countDown();
    assertTrue(printed.await(30, TimeUnit.SECONDS));
    assertFalse(interrupted.get());
    assertInstanceOf(State.Faulted.class, runner.state());
  }

  @Test
  void aFloodOfTouchesIsBoundedAndTheJourneyGoesOn() throws InterruptedException {
    start();
    for (int i = 0; i < 100_000; i++) {
      runner.touched(new Event.ScreenTouched());
      runner.activity();
    }
    runner.observed(new Event.CardInserted());
    runner.observed(new Event.CardPulled());
    runner.observed(new Event.CardInserted());
    await(() -> runner.state().equals(new State.ChoosingLanguage(true)));
    assertEquals(1, work.sessions.size());
  }

  @Test
  void endingTheProgramEndsTheVisit() throws InterruptedException {
    start();
    reachThePin();
    runner.close();
    assertTrue(work.sessions.getFirst().isClosed());
  }

  private void start() {
    runner =
        new EffectRunner(
            new CitizenJourney(Language.FRENCH),
            deadline ->
                deadline == Deadline.NONE
                    ? Optional.empty()
                    : Optional.of(deadlines.getOrDefault(deadline, NEVER)),
            work,
            moment -> {
              moments.add(moment);
              shown.add(moment.state());
            });
    runner.start();
  }

  private void reachThePin() throws InterruptedException {
    runner.observed(new Event.CardInserted());
    runner.touched(new Event.LanguageChosen(Language.DUTCH));
    answerNext(Effect.ReadCard.class, new Event.CardIdentified(Optional.of(3), PinPlace.ON_SCREEN));
    await(() -> runner.state() instanceof State.AwaitingPin);
  }

  private ScriptedWork.Asked reachTheReadersKeys() throws InterruptedException {
    runner.observed(new Event.CardInserted());
    runner.touched(new Event.LanguageChosen(Language.DUTCH));
    answerNext(Effect.ReadCard.class, new Event.CardIdentified(Optional.of(3), PinPlace.ON_READER));
    ScriptedWork.Asked pad = work.next(Effect.SignInOnReader.class);
    await(() -> runner.state() instanceof State.TypingPinOnReader);
    return pad;
  }

  private void signInAsNobody() throws InterruptedException {
    reachThePin();
    "1234".chars().forEach(digit -> runner.pin().add((char) digit));
    runner.touched(new Event.PinEntered());
    answerNext(Effect.SignIn.class, new Event.SignedIn(List.of(RESIDENCE)));
    await(() -> runner.state() instanceof State.ChoosingService);
  }

  private void answerNext(Class<? extends Effect> effect, Event answer)
      throws InterruptedException {
    work.next(effect).answer().accept(answer);
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, "waited in vain");
      try {
        Thread.sleep(10);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError(e);
      }
    }
  }

  private static Service service() {
    Map<Language, String> words = new EnumMap<>(Language.class);
    for (Language language : Language.values()) {
      words.put(language, "Residence in " + language.tag());
    }
    return new Service(
        "residence", words, words, List.of(Language.DUTCH), 0, Service.Delivery.AT_ONCE);
  }
}
