package be.borne.agent.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.agent.outbox.Outbox.Waiting;
import be.borne.agent.outbox.Outbox.Weight;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxTest {
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-11-23T11:00:00Z"), ZoneOffset.UTC);

  @TempDir private Path directory;

  @Test
  void messagesWaitInTheirOrderUntilDelivered() throws Exception {
    try (Outbox outbox = open(10)) {
      long first = outbox.put(Weight.CHANGE, "t", "one");
      long second = outbox.put(Weight.PERIODIC, "t", "two");
      assertEquals(List.of("one", "two"), payloads(outbox));
      assertEquals(
          List.of("two"), outbox.waiting(first, 10).stream().map(Waiting::payload).toList());
      outbox.delivered(first);
      outbox.delivered(first);
      assertEquals(List.of("two"), payloads(outbox));
      outbox.delivered(second);
      assertEquals(0, outbox.size());
    }
  }

  @Test
  void whatWaitsSurvivesARestart() throws Exception {
    long session;
    try (Outbox outbox = open(10)) {
      outbox.put(Weight.CHANGE, "t", "one");
      outbox.keep("health", "{}");
      session = outbox.nextSession();
    }
    try (Outbox outbox = open(10)) {
      assertEquals(List.of("one"), payloads(outbox));
      assertEquals(Optional.of("{}"), outbox.kept("health"));
      assertTrue(outbox.nextSession() > session);
    }
  }

  @Test
  void aFullOutboxDropsTheLeastWeightyAndOldestFirst() throws Exception {
    try (Outbox outbox = open(4)) {
      outbox.put(Weight.BIRTH, "t", "birth");
      outbox.put(Weight.PERIODIC, "t", "periodic 1");
      outbox.put(Weight.CHANGE, "t", "change 1");
      outbox.put(Weight.PERIODIC, "t", "periodic 2");
      outbox.put(Weight.PERIODIC, "t", "periodic 3");
      assertEquals(List.of("birth", "change 1", "periodic 2", "periodic 3"), payloads(outbox));
      outbox.put(Weight.CHANGE, "t", "change 2");
      outbox.put(Weight.CHANGE, "t", "change 3");
      outbox.put(Weight.CHANGE, "t", "change 4");
      assertEquals(List.of("birth", "change 2", "change 3", "change 4"), payloads(outbox));
      outbox.put(Weight.PERIODIC, "t", "the newest counters");
      assertEquals(
          List.of("birth", "change 3", "change 4", "the newest counters"), payloads(outbox));
    }
  }

  @Test
  void aBrokenFileIsPutAside() throws Exception {
    Path file = directory.resolve("outbox.db");
    Files.writeString(file, "this is no database but a long enough letter to somebody else");
    try (Outbox outbox = open(4)) {
      outbox.put(Weight.CHANGE, "t", "one");
      assertEquals(List.of("one"), payloads(outbox));
    }
    assertTrue(Files.exists(directory.resolve("outbox.db.broken")));
  }

  @Test
  void aNewDiskDoesNotBeginWithSessionsOfThePast() throws Exception {
    long before;
    try (Outbox outbox = open(4)) {
      outbox.nextSession();
      before = outbox.nextSession();
    }
    Files.delete(directory.resolve("outbox.db"));
    Clock anHourLater = Clock.offset(NOON, Duration.ofHours(1));
    try (Outbox outbox = Outbox.open(directory.resolve("outbox.db"), 4, anHourLater)) {
      assertTrue(outbox.nextSession() > before);
    }
  }

  @Test
  void aClockSetBackDoesNotLowerTheSession() throws Exception {
    long before;
    try (Outbox outbox = open(4)) {
      before = outbox.nextSession();
    }
    Clock lastYear = Clock.offset(NOON, Duration.ofDays(-365));
    try (Outbox outbox = Outbox.open(directory.resolve("outbox.db"), 4, lastYear)) {
      assertEquals(before + 1, outbox.nextSession());
    }
  }

  @Test
  void aPlaceWhereNothingCanBeWrittenIsSaidClearly() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "");
    assertThrows(OutboxException.class, () -> Outbox.open(file.resolve("outbox.db"), 4, NOON));
  }

  private Outbox open(int max) throws OutboxException {
    return Outbox.open(directory.resolve("outbox.db"), max, NOON);
  }

  private static List<String> payloads(Outbox outbox) throws OutboxException {
    return outbox.waiting(0, 100).stream().map(Waiting::payload).toList();
  }
}
