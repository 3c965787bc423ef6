package be.borne.townhall.guichet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.protocol.guichet.DeliveryDoubt;
import be.borne.protocol.guichet.DeliveryReport;
import be.borne.protocol.guichet.DeliveryReport.Outcome;
import be.borne.townhall.guichet.ClaimStore.Claiming;
import be.borne.townhall.guichet.ClaimStore.State;
import be.borne.townhall.guichet.PaperQuestions.Answer;
import be.borne.townhall.guichet.PaperQuestions.Found;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every sequence of a few things that can befall a claim, twice over or in the wrong order: no
 * order is ever free while a terminal may print it or has printed it, and none is ever lost.
 */
class DoubtfulOrdersOfEventsTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final int LENGTH = 4;

  /** What the terminal says stands first. */
  private static final int TERMINALS_WORDS = 4;

  private static final String BUS = "bus";

  @TempDir Path folder;

  private enum Happening {
    DOUBTED,
    REPORTED_UNKNOWN,
    REPORTED_PRINTED,
    REPORTED_NOT_PRINTED,
    ANSWERED_CAME_OUT,
    ANSWERED_NOTHING,
    CLAIMED_ELSEWHERE
  }

  /** One order, and what is true of it whatever the store says. */
  private static final class World {
    private final OrderStore store;
    private final String reference;
    private final String library;
    private final UUID claim = UUID.randomUUID();
    private final List<Happening> story = new ArrayList<>();
    private final Set<Outcome> said = EnumSet.noneOf(Outcome.class);
    private boolean printedSinceAnswer;
    private boolean saw;
    private boolean freed;
    private Instant now = NOON;

    World(OrderStore store, int number) throws Exception {
      this.store = store;
      this.reference = "TSR-2026-%08d".formatted(number);
      this.library = "library-" + number;
      DoubtfulClaimsTest.ready(store, reference);
      assertEquals(new Claiming.Granted(), store.claims().claim(claim, reference, library, now));
    }

    void befall(Happening happening) throws Exception {
      story.add(happening);
      now = now.plusSeconds(1);
      switch (happening) {
        case DOUBTED ->
            store
                .claims()
                .doubt(
                    reference,
                    library,
                    new DeliveryDoubt(claim, DeliveryDoubt.Known.STILL_IN_PRINTER, now),
                    now);
        case REPORTED_UNKNOWN -> report(Outcome.UNKNOWN);
        case REPORTED_PRINTED -> report(Outcome.PRINTED);
        case REPORTED_NOT_PRINTED -> report(Outcome.NOT_PRINTED);
        case ANSWERED_CAME_OUT -> saw |= answer(Answer.CAME_OUT);
        case ANSWERED_NOTHING -> {
          boolean mayStillCome = said.isEmpty() && !saw;
          boolean taken = answer(Answer.NOTHING_CAME_OUT);
          assertTrue(!taken || !mayStillCome, () -> story + ": freed while it may be printed");
          freed |= taken;
        }
        case CLAIMED_ELSEWHERE -> {
          boolean granted =
              store.claims().claim(UUID.randomUUID(), reference, BUS, now)
                  instanceof Claiming.Granted;
          if (granted) {
            assertTrue(mayBeFree(), () -> story + ": a second paper");
          }
        }
      }
      assertSound();
    }

    private void report(Outcome outcome) throws Exception {
      store.claims().report(reference, library, new DeliveryReport(claim, outcome, now), now);
      printedSinceAnswer |= said.add(outcome) && outcome == Outcome.PRINTED;
    }

    private boolean answer(Answer answer) throws Exception {
      boolean taken = store.questions().answer(claim, answer, "staff", now);
      printedSinceAnswer &= !taken;
      return taken;
    }

    /** A terminal saw that there is no paper, or a person said so who knew what it had seen. */
    private boolean mayBeFree() {
      return !printedSinceAnswer && (said.contains(Outcome.NOT_PRINTED) || freed);
    }

    private void assertSound() throws Exception {
      Optional<State> holder = store.claims().holder(reference);
      Found found = store.questions().byId(claim).orElseThrow();
      if (holder.isEmpty()) {
        assertTrue(mayBeFree(), () -> story + ": free, and a second paper would come");
        return;
      }
      switch (found.standing()) {
        case PRINTED ->
            assertTrue(
                saw || said.contains(Outcome.PRINTED),
                () -> story + ": nobody saw it, and it is over");
        case IN_DOUBT ->
            assertTrue(
                found.takes(Answer.CAME_OUT) && found.takes(Answer.NOTHING_CAME_OUT),
                () -> story + ": nobody can say what became of it");
        case FINDING_OUT, BEING_PRINTED ->
            assertTrue(
                store.claims().openOf(library, 10).stream()
                    .anyMatch(each -> each.claimId().equals(claim)),
                () -> story + ": nobody has to end it");
        case NOT_PRINTED ->
            assertEquals(State.OPEN, holder.orElseThrow(), () -> story + ": held by nobody");
      }
    }
  }

  @Test
  void inEveryOrderNothingIsPrintedTwiceAndNothingIsLost() throws Exception {
    Happening[] all = Happening.values();
    // Before the terminal has said anything the others can do nothing, so it begins.
    int stories = TERMINALS_WORDS * (int) Math.pow(all.length, LENGTH - 1);
    try (OrderStore store = OrderStore.open(folder.resolve("orders.db"))) {
      for (int number = 0; number < stories; number++) {
        World world = new World(store, number);
        world.befall(all[number % TERMINALS_WORDS]);
        int rest = number / TERMINALS_WORDS;
        for (int at = 1; at < LENGTH; at++) {
          world.befall(all[rest % all.length]);
          rest /= all.length;
        }
      }
    }
  }
}
