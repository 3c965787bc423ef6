package be.borne.townhall.fleet.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.protocol.fleet.Part;
import be.borne.protocol.fleet.PartHealth;
import be.borne.protocol.fleet.PartState;
import be.borne.protocol.fleet.TerminalHealth;
import be.borne.protocol.fleet.TerminalHealth.Activity;
import be.borne.protocol.fleet.TerminalHealth.Counters;
import be.borne.protocol.fleet.UpMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetStoreTest {
  private static final Instant NOON = Instant.parse("2026-11-23T11:00:00Z");

  @TempDir private Path directory;
  private FleetStore store;

  @BeforeEach
  void open() throws IOException {
    store = FleetStore.open(directory.resolve("fleet.db"));
  }

  @AfterEach
  void close() throws IOException {
    store.close();
  }

  @Test
  void theSameMessageTwiceIsOne() throws IOException {
    assertEquals(new FleetStore.Outcome(2, 0), record(birth(1), health(1, 1, PartState.READY, 1)));
    assertEquals(new FleetStore.Outcome(0, 2), record(birth(1), health(1, 1, PartState.READY, 1)));
    assertEquals(2, store.reports("library-1"));
    assertEquals(1, count(FleetEvent.Kind.DELIVERY));
    assertEquals(1, count(FleetEvent.Kind.BIRTH));
  }

  @Test
  void aDeathOfAnOlderSessionIsPassedOver() throws IOException {
    record(birth(1), birth(2), new UpMessage.Death(1, "library-1", 1));
    assertTrue(picture().alive());
    assertEquals(0, count(FleetEvent.Kind.DEATH));
  }

  @Test
  void aDeathToldTwiceHappenedOnce() throws IOException {
    record(
        birth(1), new UpMessage.Death(1, "library-1", 1), new UpMessage.Death(1, "library-1", 1));
    assertFalse(picture().alive());
    assertEquals(1, count(FleetEvent.Kind.DEATH));
  }

  @Test
  void aReportOfADeadSessionDoesNotReviveIt() throws IOException {
    record(birth(1), new UpMessage.Death(1, "library-1", 1), health(1, 1, PartState.READY, 4));
    assertFalse(picture().alive());
    assertEquals(4, picture().health().counters().documentsDelivered());
    record(birth(2));
    assertTrue(picture().alive());
  }

  @Test
  void aDeathOfNobodyKnownIsPassedOver() throws IOException {
    record(new UpMessage.Death(1, "library-1", 1));
    assertTrue(store.terminals().isEmpty());
  }

  @Test
  void aLateReportChangesTheHistoryNotThePicture() throws IOException {
    record(birth(1), health(1, 1, PartState.READY, 0), birth(2));
    assertEquals(0, count(FleetEvent.Kind.PART));
    record(health(1, 2, PartState.FAILED, 0));
    assertEquals(PartState.READY, printer());
    // Out of the outbox comes: it failed, and by the next birth it was ready again.
    assertEquals(2, count(FleetEvent.Kind.PART));
  }

  @Test
  void historyIsTheSameInWhateverOrderItIsHeard() throws IOException {
    List<UpMessage> messages = new ArrayList<>();
    messages.add(birth(1));
    for (int sequence = 1; sequence <= 20; sequence++) {
      messages.add(
          health(
              1, sequence, sequence % 3 == 0 ? PartState.FAILED : PartState.READY, sequence / 2));
    }
    record(messages.toArray(new UpMessage[0]));
    List<FleetEvent> inOrder = store.events("library-1", 1000);
    for (int seed = 0; seed < 5; seed++) {
      List<UpMessage> shuffled = new ArrayList<>(messages);
      Collections.shuffle(shuffled, new Random(seed));
      try (FleetStore other = FleetStore.open(directory.resolve("other-" + seed + ".db"))) {
        for (UpMessage message : shuffled) {
          other.record(List.of(new Heard(message, NOON)));
        }
        assertEquals(
            kinds(inOrder), kinds(other.events("library-1", 1000)), "shuffled with " + seed);
        assertEquals(
            store.terminal("library-1").orElseThrow().health(),
            other.terminal("library-1").orElseThrow().health());
      }
    }
  }

  private static List<String> kinds(List<FleetEvent> events) {
    return events.stream().map(FleetEvent::toString).sorted().toList();
  }

  @Test
  void aClockThatRunsAheadWritesNoHistoryOfTomorrow() throws IOException {
    TerminalHealth health = health(PartState.READY, 0);
    Instant tomorrow = NOON.plusSeconds(86_400);
    record(new UpMessage.Birth(1, "library-1", 1, 0, tomorrow, "0.1.0", "Library", health));
    assertEquals(NOON, store.events("library-1", 1).getFirst().at());
  }

  @Test
  void everythingIsThereAfterARestart() throws IOException {
    record(birth(1), health(1, 1, PartState.FAILED, 3));
    store.close();
    store = FleetStore.open(directory.resolve("fleet.db"));
    assertEquals(PartState.FAILED, printer());
    assertEquals(3, picture().health().counters().documentsDelivered());
  }

  @Test
  void aFileThatIsNoDatabaseIsRefusedAndLeftAlone() throws IOException {
    Path file = directory.resolve("letter.db");
    Files.writeString(file, "Dear town hall, this is no database at all, only a letter.");
    assertThrows(IOException.class, () -> FleetStore.open(file));
    assertTrue(Files.readString(file).startsWith("Dear town hall"));
  }

  @Test
  void aFloodIsPurgedToItsBound() throws IOException {
    record(birth(1));
    List<UpMessage> batch = new ArrayList<>();
    for (int sequence = 1; sequence <= 3_500; sequence++) {
      batch.add(
          new UpMessage.Health(
              1,
              "library-1",
              1,
              sequence,
              NOON.minusSeconds(4_000 - sequence),
              health(sequence % 2 == 0 ? PartState.READY : PartState.FAILED, 0)));
      if (batch.size() == 500) {
        record(batch.toArray(new UpMessage[0]));
        batch.clear();
      }
    }
    int events = store.events("library-1", 100_000).size();
    assertTrue(events <= 3_001, events + " events are kept");
  }

  private FleetStore.Outcome record(UpMessage... messages) throws IOException {
    return store.record(
        List.of(messages).stream().map(message -> new Heard(message, NOON)).toList());
  }

  private TerminalPicture picture() throws IOException {
    return store.terminal("library-1").orElseThrow();
  }

  private PartState printer() throws IOException {
    return picture().health().part(Part.PRINTER).orElseThrow().state();
  }

  private long count(FleetEvent.Kind kind) throws IOException {
    return store.events("library-1", 1000).stream().filter(event -> event.kind() == kind).count();
  }

  private static UpMessage birth(long session) {
    return new UpMessage.Birth(
        1, "library-1", session, 0, NOON, "0.1.0", "Library", health(PartState.READY, 0));
  }

  private static UpMessage health(long session, long sequence, PartState printer, long delivered) {
    return new UpMessage.Health(
        1, "library-1", session, sequence, NOON, health(printer, delivered));
  }

  private static TerminalHealth health(PartState printer, long delivered) {
    return new TerminalHealth(
        List.of(new PartHealth(Part.PRINTER, printer, null, NOON)),
        Activity.IDLE,
        new Counters(delivered, 0, delivered, 0),
        null);
  }
}
