package be.borne.kiosk.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/journey.md} is drawn by walking the journey itself. After a change of the journey,
 * {@code mvn -pl kiosk-app test -Dtest=JourneyDiagramTest -Dborne.accept=true} writes it anew.
 */
class JourneyDiagramTest {
  private static final Path PAGE = Path.of("..", "docs", "journey.md");

  private record Way(String from, String to) {}

  private record Row(String from, String event, String to, String effects) {}

  @Test
  void thePageShowsTheJourneyAsItIs() throws IOException {
    String drawn = draw();
    if (Boolean.getBoolean("borne.accept")) {
      Files.writeString(PAGE, drawn);
    }
    assertEquals(
        drawn,
        Files.readString(PAGE),
        "docs/journey.md is not the journey; run this test with -Dborne.accept=true");
  }

  private static String draw() {
    Map<Way, Set<String>> ways = new LinkedHashMap<>();
    Set<Row> rows = new LinkedHashSet<>();
    for (State state : JourneyWalk.reachableStates()) {
      for (Event event : JourneyWalk.EVENTS) {
        Step step = JourneyWalk.next(state, event);
        if (step.state().equals(state) && step.effects().isEmpty()) {
          continue;
        }
        if (isOfThePlaceUnderneath(state, event, step)) {
          continue;
        }
        Way way = new Way(place(state, step.state()), place(step.state(), state));
        ways.computeIfAbsent(way, _ -> new LinkedHashSet<>()).add(name(event));
        rows.add(
            new Row(
                way.from(),
                name(event),
                way.to(),
                step.effects().stream()
                    .map(JourneyDiagramTest::name)
                    .collect(Collectors.joining(", "))));
      }
    }
    StringBuilder page = new StringBuilder();
    page.append(
        """
        # The citizen's journey

        Drawn from `be.borne.kiosk.journey.CitizenJourney` by walking it; a test fails when the two
        differ. After a change: `mvn -pl kiosk-app test -Dtest=JourneyDiagramTest -Dborne.accept=true`.

        ```mermaid
        stateDiagram-v2
            [*] --> Attract
        """);
    ways.forEach(
        (way, events) -> {
          if (!way.from().equals(way.to())) {
            page.append(
                "    %s --> %s : %s%n".formatted(way.from(), way.to(), String.join(", ", events)));
          }
        });
    page.append(
        """
        ```

        ## Every step

        What is not listed changes nothing. Effects are carried out in the order given. Help, another
        manner, and what is shown when the headset is gone are laid over a place (`AnyPlace`), which
        goes on underneath: what happens to it is listed there. Language, size of letters, colours,
        pace and loudness can be changed everywhere and move nobody from where they are.

        | In | when | go to | and have done |
        |---|---|---|---|
        """);
    for (Row row : rows) {
      page.append(
          "| %s | %s | %s | %s |%n".formatted(row.from(), row.event(), row.to(), row.effects()));
    }
    return page.toString();
  }

  /** What is let through to the place underneath is listed where it happens. */
  private static boolean isOfThePlaceUnderneath(State state, Event event, Step step) {
    State.Place place = underneath(state);
    if (place == null) {
      return false;
    }
    if (state instanceof State.AskingIfStillThere && event instanceof Event.ByCitizen) {
      // Every hand is an answer; one stands for all.
      return switch (event) {
        case Event.Acknowledged _, Event.HelpWanted _, Event.MannerWanted _, Event.Stopped _ ->
            false;
        default -> true;
      };
    }
    Step below = JourneyWalk.next(place, event);
    return !(event instanceof Event.DeadlinePassed && state instanceof State.AskingIfStillThere)
        && step.state().beneath().equals(below.state().beneath())
        && step.effects().equals(below.effects());
  }

  /** Where one comes from or goes to: what lies over any place is drawn over one for all. */
  private static String place(State state, State beside) {
    boolean covered = state.equals(underneath(beside));
    return covered ? "AnyPlace" : name(state);
  }

  private static State.Place underneath(State state) {
    return switch (state) {
      case State.Overlay over -> over.interrupted();
      case State.AskingIfStillThere asking -> asking.interrupted();
      default -> null;
    };
  }

  private static String name(Object of) {
    return of instanceof Event.HostChose(var choice) ? "HostChose " + choice : kind(of);
  }

  private static String kind(Object of) {
    return of.getClass().getSimpleName();
  }

  @Test
  void theWalkKnowsEveryKindOfEvent() {
    Set<Class<?>> known =
        JourneyWalk.EVENTS.stream().map(Event::getClass).collect(Collectors.toSet());
    List<Class<?>> missing =
        leaves(Event.class).stream().filter(kind -> !known.contains(kind)).toList();
    assertEquals(List.of(), missing, "the page would not show these");
  }

  private static List<Class<?>> leaves(Class<?> kind) {
    return kind.isSealed()
        ? List.of(kind.getPermittedSubclasses()).stream()
            .flatMap(sub -> leaves(sub).stream())
            .<Class<?>>map(leaf -> leaf)
            .toList()
        : List.of(kind);
  }
}
