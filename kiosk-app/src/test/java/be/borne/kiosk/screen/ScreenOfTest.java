package be.borne.kiosk.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.kiosk.journey.Event;
import be.borne.kiosk.journey.PinPlace;
import be.borne.kiosk.journey.State;
import be.borne.kiosk.screen.Screen.Choice;
import be.borne.kiosk.screen.Screen.Role;
import be.borne.protocol.guichet.UnfinishedOrder;
import be.borne.protocol.terminal.FaultCode;
import be.borne.protocol.terminal.Language;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScreenOfTest {
  private final ScreenOf screens = new ScreenOf("Bruxelles", "Bibliothèque", Language.FRENCH);

  @ParameterizedTest
  @EnumSource(Language.class)
  void everyStateHasAScreenWithOneMessage(Language language) {
    ScreenOf screensOfHouse = new ScreenOf("Bruxelles", "Bibliothèque", language);
    SampleStates.in(language)
        .forEach(
            (name, state) -> {
              Screen screen = screensOfHouse.of(state);
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
    SampleStates.in(Language.DUTCH).values().forEach(state -> kinds.remove(state.getClass()));
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
            (name, state) -> {
              boolean stoppable =
                  switch (state) {
                    case State.Attract _, State.OutOfService _, State.Printing _ -> false;
                    case State.TakingBack _, State.Faulted _ -> false;
                    // Its own red key stops the reader; the screen could only pretend to.
                    case State.TypingPinOnReader _ -> false;
                    default -> true;
                  };
              List<Choice> stops = screens.of(state).choices(Role.STOP);
              assertEquals(stoppable ? 1 : 0, stops.size(), name);
              stops.forEach(stop -> assertEquals(new Event.Stopped(), stop.event(), name));
            });
  }

  @Test
  void theLastTryComesWithAWarning() {
    assertTrue(
        screens
            .of(new State.WrongPin(Language.ENGLISH, 1, PinPlace.ON_SCREEN))
            .facts()
            .contains(
                new Screen.Fact.Warning(
                    "If you make one more mistake, your card will be blocked.")));
    assertTrue(
        screens
            .of(new State.WrongPin(Language.ENGLISH, 2, PinPlace.ON_READER))
            .facts()
            .contains(new Screen.Fact.Sentence("You have 2 tries left.")));
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void whereThePinIsTypedOnTheReaderTheScreenHasNoKeys(Language language) {
    Texts texts = new Texts(language);
    Screen screen = screens.of(new State.TypingPinOnReader(language, Optional.of(1)));
    assertEquals(Optional.empty(), screen.pinPad());
    assertEquals(List.of(), screen.choices());
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
        screens
            .of(new State.Faulted(Language.ENGLISH, false, fault, Optional.of(reference)))
            .words();
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
            screens
                .of(new State.Faulted(Language.ENGLISH, true, fault, Optional.empty()))
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
      State.ChoosingWaiting at = (State.ChoosingWaiting) SampleStates.in(language).get(sample);
      Screen screen = screens.of(at);
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
        screens.of(
            new State.Faulted(Language.DUTCH, true, FaultCode.PIN_BLOCKED, Optional.empty()));
    Screen out =
        screens.of(
            new State.Faulted(Language.DUTCH, false, FaultCode.PIN_BLOCKED, Optional.empty()));
    assertTrue(in.words().contains(texts.get("fault.card")));
    assertFalse(out.words().contains(texts.get("fault.card")));
  }
}
