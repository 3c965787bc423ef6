package be.borne.kiosk.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.kiosk.journey.Contrast;
import be.borne.kiosk.journey.Event;
import be.borne.kiosk.journey.HostState;
import be.borne.kiosk.journey.Loudness;
import be.borne.kiosk.journey.Manner;
import be.borne.kiosk.journey.Moment;
import be.borne.kiosk.journey.PinPlace;
import be.borne.kiosk.journey.SpeechPace;
import be.borne.kiosk.journey.State;
import be.borne.kiosk.journey.TextSize;
import be.borne.kiosk.screen.Screen.Choice;
import be.borne.kiosk.screen.Screen.Role;
import be.borne.protocol.guichet.UnfinishedOrder;
import be.borne.protocol.terminal.FaultCode;
import be.borne.protocol.terminal.Language;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScreenOfTest {
  private final ScreenOf screens =
      new ScreenOf("Bruxelles", "Bibliothèque", Language.FRENCH, HostContact.UNKNOWN);

  private Screen screenOf(Language language, State state) {
    return screens.of(new Moment(state, Manner.of(language)));
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void everyStateHasAScreenWithOneMessage(Language language) {
    ScreenOf screensOfHouse =
        new ScreenOf("Bruxelles", "Bibliothèque", language, HostContact.UNKNOWN);
    SampleStates.in(language)
        .forEach(
            (name, moment) -> {
              Screen screen = screensOfHouse.of(moment);
              assertFalse(screen.title().isBlank(), name);
              assertEquals(language, screen.language(), name);
              assertTrue(screen.choices(Role.MAIN).size() <= 1, name);
              assertTrue(screen.words().stream().noneMatch(String::isBlank), name);
            });
  }

  /** The samples leave no kind of state out, or the gallery would not show it. */
  @Test
  void theSamplesHoldEveryKindOfState() {
    Set<Class<?>> kinds = new HashSet<>();
    collect(State.class, kinds);
    SampleStates.in(Language.DUTCH)
        .values()
        .forEach(moment -> kinds.remove(moment.state().getClass()));
    assertEquals(Set.of(), kinds);
  }

  private static void collect(Class<?> kind, Set<Class<?>> into) {
    if (kind.isSealed()) {
      for (Class<?> permitted : kind.getPermittedSubclasses()) {
        collect(permitted, into);
      }
    } else {
      into.add(kind);
    }
  }

  @Test
  void stopIsOfferedWhereverSomethingCanBeStopped() {
    SampleStates.in(Language.FRENCH)
        .forEach(
            (name, moment) -> {
              State state = moment.state();
              boolean stoppable =
                  switch (state.beneath()) {
                    case State.Attract _, State.OutOfService _, State.Printing _ -> false;
                    case State.TakingBack _, State.Faulted _ -> false;
                    // Its own red key stops the reader; the screen could only pretend to.
                    case State.TypingPinOnReader _ -> false;
                    case HostState.TestingPrinter(_, HostState.PrintTest.UnderWay _) -> false;
                    case HostState.Restarting _ -> false;
                    // It is what Stop has led to, and asks how.
                    case State.AskingToKeep _ -> false;
                    case State.SendingForm _, State.KeepingForm _ -> false;
                    default -> true;
                  };
              List<Choice> stops = screens.of(moment).choices(Role.STOP);
              assertEquals(stoppable ? 1 : 0, stops.size(), name);
              stops.forEach(stop -> assertEquals(new Event.Stopped(), stop.event(), name));
            });
  }

  /** A16, and "switchable on every screen". */
  @Test
  void helpAndMannerAreOfferedWhereverSomebodyIsServed() {
    SampleStates.in(Language.GERMAN)
        .forEach(
            (name, moment) -> {
              int offered = moment.state() instanceof State.InSession ? 1 : 0;
              Screen screen = screens.of(moment);
              assertEquals(offered, screen.choices(Role.HELP).size(), name);
              assertEquals(offered, screen.choices(Role.MANNER).size(), name);
            });
  }

  /** Help said "touch what you have" on terminals that have nothing to touch. */
  @Test
  void helpOfATerminalThatTakesNoFilesOffersNone() {
    Map<String, Screen> samples = SampleScreens.in(Language.ENGLISH);
    assertEquals("form-file-none", samples.get("form-file-none").name());
    assertEquals("form-file", samples.get("form-file-both").name());
    State question = SampleStates.in(Language.ENGLISH).get("form-file-none").state();
    ScreenOf withoutFiles =
        new ScreenOf("Bruxelles", "Bibliothèque", Language.ENGLISH, HostContact.UNKNOWN);
    Screen help =
        withoutFiles.of(
            new Moment(
                new State.GettingHelp((State.Place) question, false), Manner.of(Language.ENGLISH)));
    assertTrue(String.join(" ", help.words()).contains("cannot take it"));
  }

  /** Who left a stick in was told nothing once the visit was over. */
  @Test
  void atTheEndTheStickIsThoughtOf() {
    Map<String, Screen> samples = SampleScreens.in(Language.ENGLISH);
    for (String name : List.of("form-kept", "form-sent", "take-card", "faulted")) {
      assertTrue(
          samples.get(name + "-stick-in").words().contains("Do not forget your USB stick."), name);
    }
    assertFalse(samples.get("take-card").words().contains("Do not forget your USB stick."));
  }

  /** No place is shown without help of its own, which the gallery shows too. */
  @Test
  void theSamplesHoldTheHelpOfEveryPlace() {
    Set<String> places = new TreeSet<>();
    Set<String> helped = new TreeSet<>();
    SampleStates.in(Language.ENGLISH)
        .values()
        .forEach(
            moment -> {
              if (moment.state() instanceof State.GettingHelp(var place, _)) {
                helped.add(screenOf(Language.ENGLISH, place).name());
              } else if (moment.state() instanceof State.Place) {
                places.add(screens.of(moment).name());
              }
            });
    // Those of a form's own screens are alike, and some stand for all.
    places.removeIf(name -> name.startsWith("form-") && !helped.contains(name));
    assertEquals(places, helped);
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void everyScreenOfAFormHasHelpOfItsOwn(Language language) {
    SampleStates.in(language)
        .values()
        .forEach(
            moment -> {
              if (moment.state() instanceof State.OfForm place) {
                Screen help = screenOf(language, new State.GettingHelp(place, false));
                assertFalse(help.facts().isEmpty(), screenOf(language, place).name());
                assertEquals(screenOf(language, place).progress(), help.progress());
              }
            });
  }

  /** What is on and off is in the model, so that it is drawn and said alike. */
  @Test
  void whatIsChosenOfSeveralIsTicked() {
    Screen many = screens.of(SampleStates.in(Language.FRENCH).get("form-many"));
    assertEquals(
        List.of("option-2", "option-3"),
        many.choices(Role.LISTED).stream()
            .filter(choice -> choice.tick() == Screen.Tick.ON)
            .map(choice -> ((Event.OptionPressed) choice.event()).optionId())
            .toList());
    assertEquals(
        4,
        many.choices(Role.LISTED).stream()
            .filter(choice -> choice.tick() == Screen.Tick.OFF)
            .count());
  }

  @Test
  void whoIsAskedWhetherTheyAreThereKnowsWhatBecomesOfTheAnswers() {
    Texts texts = new Texts(Language.FRENCH);
    State.Place review = (State.Place) SampleStates.in(Language.FRENCH).get("form-review").state();
    assertTrue(
        screenOf(Language.FRENCH, new State.AskingIfStillThere(review))
            .words()
            .contains(texts.get("still.kept")));
    assertFalse(
        screenOf(Language.FRENCH, new State.AskingIfStillThere(new State.AwaitingCard()))
            .words()
            .contains(texts.get("still.kept")));
  }

  /** The review shows it all; what the identity says cannot be changed, and no model prints it. */
  @Test
  void theReviewOfAFormShowsWhatIsSent() {
    State.ReviewingForm at =
        (State.ReviewingForm) SampleStates.in(Language.ENGLISH).get("form-review").state();
    Screen review = screenOf(Language.ENGLISH, at);
    assertTrue(
        review.words().containsAll(List.of("Nulleperso", "40,5\u00a0metres", "5 June 2027")));
    assertFalse(review.facts().toString().contains("Nulleperso"));
    Screen change = screens.of(SampleStates.in(Language.ENGLISH).get("form-change"));
    assertFalse(change.words().contains("Your surname"));
  }

  /** Nobody types for an hour and is told then that a paper was needed. */
  @Test
  void aFormThatNeedsAPaperSaysSoBeforeItIsBegun() {
    Texts texts = new Texts(Language.DUTCH);
    Screen needed = screens.of(SampleStates.in(Language.DUTCH).get("form-open-paper"));
    assertTrue(String.join(" ", needed.words()).contains(texts.get("form.file.needed")));
    assertEquals(List.of(), needed.choices(Role.MAIN));
    Screen perhaps = screens.of(SampleStates.in(Language.DUTCH).get("form-open"));
    assertTrue(String.join(" ", perhaps.words()).contains(texts.get("form.file.perhaps")));
    assertEquals(1, perhaps.choices(Role.MAIN).size());
  }

  /** A promise that nobody keeps is worse than none. */
  @Test
  void nobodyIsPromisedWhereNobodyComes() {
    State help = new State.GettingHelp(new State.AwaitingCard(), false);
    assertFalse(calls(screenOf(Language.ENGLISH, help)));
    ScreenOf staffed =
        new ScreenOf(
            "Bruxelles",
            "Bibliothèque",
            Language.FRENCH,
            new HostContact(
                true, Optional.of("02 000 00 00"), Map.of(Language.FRENCH, "À l’accueil")));
    Screen english = staffed.of(new Moment(help, Manner.of(Language.ENGLISH)));
    assertTrue(calls(english));
    assertTrue(english.words().contains("02 000 00 00"));
    assertFalse(english.words().contains("À l’accueil"), "in another language than the screen");
    assertTrue(
        staffed.of(new Moment(help, Manner.of(Language.FRENCH))).words().contains("À l’accueil"));
  }

  private static boolean calls(Screen screen) {
    return screen.choices().stream()
        .anyMatch(choice -> choice.event().equals(new Event.StaffCalled()));
  }

  @Test
  void whatIsLaidOverTheCardsOwnKeysOffersNoStopEither() {
    State.Place keys = new State.TypingPinOnReader(Optional.of(3));
    for (State over :
        List.of(
            new State.GettingHelp(keys, false),
            new State.ChoosingManner(keys),
            new State.HeadsetGone(keys))) {
      assertEquals(List.of(), screenOf(Language.FRENCH, over).choices(Role.STOP));
    }
  }

  /** A6: whoever looks over a shoulder learns nothing. */
  @Test
  void aPulledHeadsetLeavesNothingOfTheVisitOnTheScreen() {
    State.Place fault =
        new State.Faulted(false, FaultCode.PAPER_OUT, Optional.of("BXL-2026-7K3M9QX2"));
    State.Place pin = new State.AwaitingPin(Optional.of(1));
    assertEquals(
        screenOf(Language.FRENCH, new State.HeadsetGone(pin)).facts(),
        screenOf(Language.FRENCH, new State.HeadsetGone(fault)).facts());
  }

  @Test
  void exactlyWhatHoldsIsTicked() {
    Manner manner =
        new Manner(
            Language.DUTCH, TextSize.LARGER, Contrast.NIGHT, SpeechPace.USUAL, Loudness.USUAL);
    Screen screen =
        screens.of(new Moment(new State.ChoosingManner(new State.AwaitingCard()), manner));
    assertEquals(
        List.of(
            new Event.LanguageChosen(Language.DUTCH),
            new Event.TextSizeChosen(TextSize.LARGER),
            new Event.ContrastChosen(Contrast.NIGHT)),
        screen.groups().stream()
            .flatMap(group -> group.options().stream())
            .filter(Screen.Option::chosen)
            .map(Screen.Option::event)
            .toList());
    screen.groups().forEach(group -> assertEquals(4, group.options().size()));
  }

  @Test
  void theLastTryComesWithAWarning() {
    assertTrue(
        screenOf(Language.ENGLISH, new State.WrongPin(1, PinPlace.ON_SCREEN))
            .facts()
            .contains(
                new Screen.Fact.Warning(
                    "If you make one more mistake, your card will be blocked.")));
    assertTrue(
        screenOf(Language.ENGLISH, new State.WrongPin(2, PinPlace.ON_READER))
            .facts()
            .contains(new Screen.Fact.Sentence("You have 2 tries left.")));
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void whereThePinIsTypedOnTheReaderTheScreenHasNoKeys(Language language) {
    Texts texts = new Texts(language);
    Screen screen = screenOf(language, new State.TypingPinOnReader(Optional.of(1)));
    assertEquals(Optional.empty(), screen.pinPad());
    assertEquals(List.of(), screen.choices(Role.STOP));
    assertEquals(List.of(), screen.choices(Role.MAIN));
    assertTrue(screen.facts().contains(new Screen.Fact.Sentence(texts.get("readerpin.stop"))));
    assertTrue(screen.facts().contains(new Screen.Fact.Warning(texts.get("pin.tries", 1))));
    assertTrue(screen.facts().contains(new Screen.Fact.Warning(texts.get("pin.last"))));
    assertTrue(screen.facts().contains(new Screen.Fact.Sentence(texts.get("pin.hide"))));
  }

  @ParameterizedTest
  @EnumSource(FaultCode.class)
  void aFaultSaysItsCodeAndWhetherPaperCame(FaultCode fault) {
    String reference = "BXL-2026-7K3M9QX2";
    List<String> with =
        screenOf(Language.ENGLISH, new State.Faulted(false, fault, Optional.of(reference))).words();
    assertTrue(with.contains(fault.code()));
    Texts texts = new Texts(Language.ENGLISH);
    boolean over = fault == FaultCode.ORDER_REFUSED || fault == FaultCode.PRINTED_ALREADY;
    assertTrue(with.contains(over ? reference : "7K3M-9QX2"), with.toString());
    // What may have come out is for staff to look for first; all else can simply be collected.
    boolean kept =
        !over
            && fault != FaultCode.PRINT_OUTCOME_UNKNOWN
            && fault != FaultCode.INTERNAL
            && fault != FaultCode.DOCUMENT_IN_DOUBT;
    assertEquals(kept, with.contains(texts.get("fault.kept")), with.toString());
    assertEquals(
        1,
        Stream.of("printed.nothing", "printed.nothing.now", "printed.unknown")
            .filter(key -> with.contains(texts.get(key)))
            .count());
  }

  /** Before there is an order nothing can have been printed, whatever the printer's trouble. */
  @Test
  void withoutAnOrderNothingWasPrinted() {
    Texts texts = new Texts(Language.ENGLISH);
    for (FaultCode fault : FaultCode.values()) {
      if (fault != FaultCode.PRINT_OUTCOME_UNKNOWN) {
        assertTrue(
            screenOf(Language.ENGLISH, new State.Faulted(true, fault, Optional.empty()))
                .words()
                .stream()
                .anyMatch(
                    Set.of(texts.get("printed.nothing"), texts.get("printed.nothing.now"))
                        ::contains),
            fault.code());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void onlyWhatCanBePrintedIsToBePressed(Language language) {
    for (String sample : List.of("waiting-one", "waiting-all", "waiting-doubt", "waiting-later")) {
      State.ChoosingWaiting at =
          (State.ChoosingWaiting) SampleStates.in(language).get(sample).state();
      Screen screen = screenOf(language, at);
      assertEquals(
          at.waiting().stream().filter(document -> document.canBePrinted()).count(),
          screen.choices(Role.LISTED).size(),
          sample);
      assertTrue(
          screen.choices().stream()
              .anyMatch(choice -> choice.event().equals(new Event.AnotherChosen())),
          sample);
      boolean doubt =
          at.waiting().stream()
              .anyMatch(document -> document.standing() == UnfinishedOrder.Standing.IN_DOUBT);
      assertEquals(
          doubt, screen.words().contains(new Texts(language).get("waiting.IN_DOUBT")), sample);
      assertEquals(!sample.equals("waiting-one"), screen.words().contains("7K3M-9QX2"), sample);
    }
  }

  @Test
  void aMomentIsBelgianAndInTheCitizensLanguage() {
    assertEquals(
        "26 novembre, 14:02",
        new Texts(Language.FRENCH).moment(Instant.parse("2026-11-26T13:02:00Z")));
  }

  @Test
  void aCardThatIsInIsAskedBack() {
    Texts texts = new Texts(Language.DUTCH);
    Screen in =
        screenOf(Language.DUTCH, new State.Faulted(true, FaultCode.PIN_BLOCKED, Optional.empty()));
    Screen out =
        screenOf(Language.DUTCH, new State.Faulted(false, FaultCode.PIN_BLOCKED, Optional.empty()));
    assertTrue(in.words().contains(texts.get("fault.card")));
    assertFalse(out.words().contains(texts.get("fault.card")));
  }
}
