package be.borne.townhall.guichet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.protocol.terminal.Language;
import be.borne.townhall.guichet.HandoverStore.State;
import be.borne.townhall.guichet.engine.FormOffice;
import be.borne.townhall.guichet.store.StoreException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What waits to be handed over, for how long, and what is left of it afterwards. */
class HandoversTest {
  private static final String REFERENCE = "TSR-2026-7K3M9QX2";
  private static final String WRITTEN = "{\"why\":\"zebra-crossing-on-the-moon\"}";

  @TempDir Path folder;
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-28T12:00:00Z"));
  private final InstantSource moving = now::get;
  private final Clock clock = moving.withZone(ZoneOffset.UTC);
  private final List<FormOffice.Parcel> parcels = new ArrayList<>();
  private FormOffice.Outcome outcome = new FormOffice.Outcome.NotNow("nobody answers");
  private boolean stumbles;
  private FormStore store;
  private Handovers handovers;

  /** An office that says whatever it is told to. */
  private final FormOffice office =
      new FormOffice() {
        @Override
        public Set<String> ids() {
          return Set.of("a-form");
        }

        @Override
        public List<Offered> offered() {
          return List.of();
        }

        @Override
        public Outcome handOver(Parcel parcel) {
          parcels.add(parcel);
          if (stumbles) {
            throw new IllegalStateException(parcel.written());
          }
          return outcome;
        }
      };

  @BeforeEach
  void open() throws Exception {
    store = FormStore.open(folder.resolve("forms.db"));
    handovers = new Handovers(store, office, clock);
    assertTrue(store.isKept("a-form", 1, "{}"));
    FormStore.Stored sent =
        new FormStore.Stored(
            REFERENCE,
            UUID.randomUUID(),
            new byte[32],
            new byte[32],
            "library-1",
            "a-form",
            1,
            Language.FRENCH,
            now.get(),
            new FormStore.Filled(
                "50134199915", "Invented-Person", "Testine", Optional.empty(), "{}"),
            Optional.empty(),
            null);
    assertEquals(
        FormStore.Placed.KEPT,
        store.place(sent, Set.of(), Optional.of(WRITTEN), now.get(), Integer.MAX_VALUE));
  }

  @AfterEach
  void close() throws Exception {
    store.close();
  }

  private HandoverStore.Standing standing() throws Exception {
    return store.handovers().standing(REFERENCE).orElseThrow();
  }

  private boolean isHandled() throws Exception {
    return store.byReference(REFERENCE).orElseThrow().handled().isPresent();
  }

  private boolean isOnDisk(String text) throws Exception {
    return new String(Files.readAllBytes(folder.resolve("forms.db")), StandardCharsets.ISO_8859_1)
        .contains(text);
  }

  @Test
  void itIsTriedLessAndLessOftenForThreeDaysAndIsThenAClerks() throws Exception {
    Instant begin = now.get();
    for (int i = 1; i <= Handovers.PAUSES.size(); i++) {
      assertEquals(State.WAITING, standing().state());
      handovers.round();
      handovers.round();
      assertEquals(i, parcels.size(), "tried again before its time, or not in time");
      now.set(now.get().plus(Handovers.PAUSES.get(i - 1)));
    }
    assertEquals(State.NOT_TAKEN, standing().state());
    assertEquals(
        "it may have arrived: look there for its reference first;"
            + " not confirmed for three days: nobody answers",
        standing().said());
    assertTrue(standing().isInDoubt());
    handovers.round();
    assertEquals(Handovers.PAUSES.size(), parcels.size());
    assertFalse(isHandled(), "nobody would look at it");
    Duration tried = Duration.between(begin, now.get());
    assertTrue(tried.compareTo(Duration.ofHours(71)) > 0, tried.toString());
    assertTrue(tried.compareTo(Duration.ofHours(73)) < 0, tried.toString());
  }

  @Test
  void whatIsTakenIsDealtWithAndErasedAsItWasHandedOver() throws Exception {
    assertTrue(isOnDisk("zebra-crossing"));
    handovers.round();
    assertEquals("nobody answers", standing().said());
    outcome = new FormOffice.Outcome.Taken("a-form/11");
    now.set(now.get().plus(Handovers.PAUSES.getFirst()));
    handovers.round();
    assertEquals(new HandoverStore.Standing(State.TAKEN, "a-form/11"), standing());
    FormStore.Stored sent = store.byReference(REFERENCE).orElseThrow();
    assertEquals("the e-guichet (a-form/11)", sent.handled().orElseThrow().by());
    assertEquals(2, parcels.size());
    assertEquals(WRITTEN, parcels.getLast().written());
    assertFalse(isOnDisk("zebra-crossing"), "as it was handed over it is still here");
    assertEquals(1, store.forget(now.get(), now.get().plusSeconds(1), now.get()));
    assertFalse(isOnDisk("50134199915"), "whose it was is still here");
    now.set(now.get().plus(Duration.ofDays(9)));
    handovers.round();
    assertEquals(2, parcels.size());
  }

  @Test
  void whatIsRefusedIsAClerksAtOnce() throws Exception {
    outcome = new FormOffice.Outcome.NotTaken("no such citizen");
    handovers.round();
    assertEquals(new HandoverStore.Standing(State.NOT_TAKEN, "no such citizen"), standing());
    assertFalse(isHandled());
    assertFalse(isOnDisk("zebra-crossing"));
    assertTrue(store.handle(REFERENCE, "a clerk", now.get()));
  }

  /** An error of our own counts like any other attempt, and is not repeated for ever. */
  @Test
  void whatStumblesIsAClerksInTheEndToo() throws Exception {
    stumbles = true;
    for (Duration pause : Handovers.PAUSES) {
      handovers.round();
      assertFalse(standing().said().contains("zebra"), standing().said());
      now.set(now.get().plus(pause));
    }
    handovers.round();
    assertEquals(Handovers.PAUSES.size(), parcels.size());
    assertEquals(State.NOT_TAKEN, standing().state());
    assertFalse(isHandled());
  }

  /** A stop in the midst of a hand-over: the attempt counts, and the next waits its time. */
  @Test
  void aRestartNeitherForgetsNorHurries() throws Exception {
    handovers.round();
    store.close();
    store = FormStore.open(folder.resolve("forms.db"));
    handovers = new Handovers(store, office, clock);
    handovers.round();
    assertEquals(1, parcels.size());
    now.set(now.get().plus(Handovers.PAUSES.getFirst()));
    handovers.round();
    assertEquals(2, parcels.size());
  }

  @Test
  void whatAClerkDealtWithIsNotHandedOverAnyMore() throws Exception {
    handovers.round();
    assertTrue(store.handle(REFERENCE, "a clerk", now.get()));
    assertEquals(State.NOT_TAKEN, standing().state());
    now.set(now.get().plus(Duration.ofDays(1)));
    handovers.round();
    assertEquals(1, parcels.size());
    assertFalse(isOnDisk("zebra-crossing"));
  }

  @Test
  void whereNobodyTakesThemAnyMoreTheyAreTheClerks() throws Exception {
    assertEquals(1, store.handovers().notTakenAll("gone"));
    assertEquals(0, store.handovers().notTakenAll("gone"));
    assertEquals(new HandoverStore.Standing(State.NOT_TAKEN, "gone"), standing());
    assertFalse(isHandled());
  }

  /** It was tried before, and may be there. */
  @Test
  void whatWasTriedIsNeverSaidToBeNotThere() throws Exception {
    handovers.round();
    assertEquals(1, store.handovers().notTakenAll("gone"));
    assertEquals(
        "it may have arrived: look there for its reference first; gone; before: nobody answers",
        standing().said());
    assertTrue(standing().isInDoubt());
  }

  @Test
  void whatAClerkDealtWithKeepsWhatWasSaid() throws Exception {
    handovers.round();
    assertTrue(store.handle(REFERENCE, "a clerk", now.get()));
    assertEquals(
        "it may have arrived: look there for its reference first;"
            + " a clerk dealt with it first; before: nobody answers",
        standing().said());
    assertTrue(standing().isInDoubt());
  }

  /** After it was found to be due, and before it went. */
  @Test
  void whatAClerkDealtWithInBetweenDoesNotGo() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    InstantSource settling =
        () -> {
          if (asked.getAndIncrement() == 1) {
            try {
              assertTrue(store.handle(REFERENCE, "a clerk", now.get()));
            } catch (StoreException e) {
              throw new IllegalStateException(e);
            }
          }
          return now.get();
        };
    new Handovers(store, office, settling.withZone(ZoneOffset.UTC)).round();
    assertTrue(isHandled());
    assertEquals(List.of(), parcels);
  }

  @Test
  void theOfficeCanAskWhetherItIsStillWanted() throws Exception {
    handovers.round();
    assertTrue(parcels.getFirst().wanted().isWanted());
    assertTrue(store.handle(REFERENCE, "a clerk", now.get()));
    assertFalse(parcels.getFirst().wanted().isWanted());
  }

  @Test
  void aFormIsCountedAsOftenAsItChanges() throws Exception {
    assertEquals(1, store.versionOf("b-form", number -> "one of " + number));
    assertEquals(1, store.versionOf("b-form", number -> "one of " + number));
    assertEquals(2, store.versionOf("b-form", number -> "two of " + number));
    assertEquals(1, store.versionOf("b-form", number -> "one of " + number), "back and forth");
    assertEquals(3, store.versionOf("b-form", number -> "three of " + number));
    assertEquals(Optional.of("two of 2"), store.definition("b-form", 2));
  }
}
